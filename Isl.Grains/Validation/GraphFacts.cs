using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Identification.Id;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Validation;
using Isl.Grains.Models;
using Isl.Grains.Numerics;

namespace Isl.Grains.Validation;

/// <summary>What a graph says, by itself and beside equations and context.</summary>
internal sealed class GraphFacts
{
    private const int MostForClasses = 500;

    /// <summary>Looks at a graph.</summary>
    public GraphFacts(CausalGraph graph, CompiledModel? model, ValidationQuestion question, WorkBudget budget)
    {
        (Graph, Question, Diagram) = (graph, question, new CausalDiagram(graph));
        Implied = LocalIndependences.Of(graph, Diagram, budget);
        Edges = [.. graph.Edges.Select(edge => new NamedEdge(graph.Nodes[edge.From], graph.Nodes[edge.To]))];
        HasHidden = graph.Bidirected.Length > 0 || graph.Latent.Length > 0;
        var touched = graph.Edges.Concat(graph.Bidirected).SelectMany(edge => (int[])[edge.From, edge.To]).ToHashSet();
        Isolated = [.. graph.Nodes.Where((_, node) => !touched.Contains(node))];
        if (!HasHidden && graph.Nodes.Length <= MostForClasses)
        {
            Undirected =
            [
                .. Cpdag.FromDag(graph.Nodes.Length, graph.Edges.Select(edge => (edge.From, edge.To))).Undirected
                    .Select(edge => new NamedEdge(graph.Nodes[edge.A], graph.Nodes[edge.B])),
            ];
        }

        if (model is not null)
        {
            NamedEdge[] meant =
            [
                .. model.Model.Variables.Where(model.IsEndogenous).SelectMany(name => model.ParentsOf(name)
                    .Where(model.Model.Variables.Contains)
                    .Select(parent => new NamedEdge(parent, name))),
            ];
            OnlyInEquations = [.. meant.Except(Edges)];
            OnlyInGraph = [.. Edges.Where(edge => model.IsEndogenous(edge.To)).Except(meant)];
            WithoutEquation = [.. graph.Nodes.Where(name => !model.Knows(name))];
        }

        ReadEffect(budget);
    }

    /// <summary>The graph.</summary>
    public CausalGraph Graph { get; }

    /// <summary>The question.</summary>
    public ValidationQuestion Question { get; }

    /// <summary>The graph with its neighbours.</summary>
    public CausalDiagram Diagram { get; }

    /// <summary>Independences it is tested by.</summary>
    public List<Implication> Implied { get; }

    /// <summary>Its directed edges by names.</summary>
    public ImmutableArray<NamedEdge> Edges { get; }

    /// <summary>Whether hidden causes are drawn.</summary>
    public bool HasHidden { get; }

    /// <summary>Nodes without any edge.</summary>
    public ImmutableArray<string> Isolated { get; }

    /// <summary>Edges that could as well point the other way; null where hidden causes are drawn or the graph is very large.</summary>
    public ImmutableArray<NamedEdge>? Undirected { get; }

    /// <summary>Edges that only the equations have.</summary>
    public ImmutableArray<NamedEdge> OnlyInEquations { get; } = [];

    /// <summary>Edges into variables with an equation that the equation does not use.</summary>
    public ImmutableArray<NamedEdge> OnlyInGraph { get; } = [];

    /// <summary>Nodes that the model does not know.</summary>
    public ImmutableArray<string> WithoutEquation { get; } = [];

    /// <summary>Whether the treatment can act on the outcome; null where the two are not named.</summary>
    public bool? HasEffectPath { get; private set; }

    /// <summary>Whether the effect follows from the graph and what is measured; null where the two are not named, one is hidden, or the graph is
    /// very large.</summary>
    public bool? IsIdentified { get; private set; }

    /// <summary>Pairs with a hidden common cause of which measuring one alone would make the effect identifiable.</summary>
    public ImmutableArray<NamedEdge> WorthMeasuring { get; private set; } = [];

    /// <summary>Edges that run against the order in time.</summary>
    public IEnumerable<NamedEdge> AgainstTime() => Edges.Where(edge => TierOf(edge.From) is var from && TierOf(edge.To) is var to
        && from >= 0 && to >= 0 && from > to);

    /// <summary>How many nodes have a place in time.</summary>
    public int Placed => Graph.Nodes.Count(name => TierOf(name) >= 0);

    private int TierOf(string name)
    {
        for (var tier = 0; tier < Question.Tiers.Length; tier++)
        {
            if (Question.Tiers[tier].Contains(name))
            {
                return tier;
            }
        }

        return -1;
    }

    private void ReadEffect(WorkBudget budget)
    {
        if (Question is not { Treatment: { } treatment, Outcome: { } outcome })
        {
            return;
        }

        var (from, to) = (Graph.IndexOf(treatment), Graph.IndexOf(outcome));
        HasEffectPath = Diagram.Descendants([from])[to];
        if (Graph.Latent.Contains(from) || Graph.Latent.Contains(to) || Graph.Nodes.Length > MostForClasses)
        {
            return;
        }

        IsIdentified = IdAlgorithm.IsIdentifiable(Diagram, [from], [to], [], budget.Cancellation);
        const int most = 30;
        WorthMeasuring = IsIdentified is true ? []
            :
            [
                .. Graph.Bidirected.Take(most)
                    .Where(pair => IdAlgorithm.IsIdentifiable(
                        new CausalDiagram(Graph with { Bidirected = Graph.Bidirected.Remove(pair) }), [from], [to], [], budget.Cancellation))
                    .Select(pair => new NamedEdge(Graph.Nodes[pair.From], Graph.Nodes[pair.To])),
            ];
    }
}
