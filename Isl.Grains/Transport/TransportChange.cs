using System.Collections.Immutable;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Transport;
using Isl.Grains.Words;
using Isl.Grains.Words.Transport;

namespace Isl.Grains.Transport;

/// <summary>A change that might make an effect transportable.</summary>
/// <param name="Graph">The graph with the change made.</param>
/// <param name="Question">The question with the change made.</param>
/// <param name="Advice">It in words.</param>
internal sealed record TransportChange(CausalGraph Graph, TransportQuestion Question, Finding Advice)
{
    /// <summary>An experiment in the source population.</summary>
    public static TransportChange Experiment(CausalGraph graph, TransportQuestion question, ImmutableArray<string> set) => new(
        graph,
        question with { Experiments = question.Experiments.Add(set) },
        new RunExperiment(set, question.Source.Name));

    /// <summary>Variables measured in a population.</summary>
    public static TransportChange Measure(CausalGraph graph, TransportQuestion question, ImmutableArray<string> variables, bool inTarget)
    {
        var population = inTarget ? question.Target : question.Source;
        population = population with { Measured = [.. population.Measured.Union(variables).Order(StringComparer.Ordinal)] };
        return new(
            graph,
            inTarget ? question with { Target = population } : question with { Source = population },
            new MeasureIn(variables, population.Name));
    }

    /// <summary>Mechanisms shown to be the same.</summary>
    public static TransportChange Same(CausalGraph graph, TransportQuestion question, ImmutableArray<string> variables) => new(
        graph,
        question with { Selection = [.. question.Selection.Except(variables)] },
        new ShowSame(variables));

    /// <summary>The hidden cause behind a bidirected edge measured in both populations.</summary>
    public static TransportChange Cause(CausalGraph graph, TransportQuestion question, Edge edge)
    {
        var (a, b) = (graph.Nodes[edge.From], graph.Nodes[edge.To]);
        var name = $"cause_of_{a}_and_{b}";
        while (graph.IndexOf(name) >= 0)
        {
            name += "_";
        }

        ImmutableArray<string> nodes = [.. graph.Nodes.Add(name).Order(StringComparer.Ordinal)];
        Edge Moved(Edge old) => new(nodes.IndexOf(graph.Nodes[old.From]), nodes.IndexOf(graph.Nodes[old.To]));
        var cause = nodes.IndexOf(name);
        var changed = graph with
        {
            Nodes = nodes,
            Edges = [.. graph.Edges.Select(Moved).Append(new(cause, nodes.IndexOf(a))).Append(new(cause, nodes.IndexOf(b))).Order(ByEnds)],
            Bidirected = [.. graph.Bidirected.Where(one => one != edge).Select(Moved)],
            Latent = [.. graph.Latent.Select(node => nodes.IndexOf(graph.Nodes[node]))],
        };
        var measured = Measure(changed, Measure(changed, question, [name], inTarget: false).Question, [name], inTarget: true);
        return measured with { Advice = new MeasureCause(a, b) };
    }

    private static Comparer<Edge> ByEnds { get; } =
        Comparer<Edge>.Create((x, y) => x.From != y.From ? x.From.CompareTo(y.From) : x.To.CompareTo(y.To));
}
