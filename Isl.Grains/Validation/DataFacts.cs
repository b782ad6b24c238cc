using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Validation;
using Isl.Grains.Numerics;

namespace Isl.Grains.Validation;

/// <summary>An edge that might be added or taken out, with how likely that is.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="PValue">p-value of the dependence, or of the independence that is contradicted.</param>
/// <param name="Probability">Probability that the graph is right to have it (or would be), by the BIC.</param>
/// <param name="Left">Contradicted independences that would be left.</param>
internal sealed record EdgeEvidence(NamedEdge Edge, double PValue, double Probability, int Left);

/// <summary>What rows say of a graph.</summary>
internal sealed class DataFacts
{
    private const double Level = 0.05;
    private const int MostAdded = 20;
    private const int MostNodesForChanges = 60;
    private const int MostNodesForEdges = 200;
    private readonly GraphFacts _facts;
    private readonly Dataset _data;
    private readonly WorkBudget _budget;

    /// <summary>Tests a graph.</summary>
    public DataFacts(GraphFacts facts, Dataset data, WorkBudget budget)
    {
        (_facts, _data, _budget) = (facts, data, budget);
        Tests = ImplicationTests.Run(facts.Implied, facts.Graph.Nodes, data, Level, budget.Cancellation);
        Missing = [.. facts.Graph.Nodes.Where((name, node) => !facts.Graph.Latent.Contains(node) && !data.Variables.Contains(name))];
        if (facts.Question.Level == ValidationLevel.Comprehensive)
        {
            Permutation = PermutationTest.Run(
                facts.Graph, facts.Diagram, facts.Implied, data, unchecked((ulong)facts.Question.Seed), budget.Cancellation);
            Unsupported = [.. facts.HasHidden || facts.Graph.Nodes.Length > MostNodesForEdges ? [] : WeakEdges()];
        }

        Additions = [.. NewEdges()];
    }

    /// <summary>The independences, each tested.</summary>
    public List<ImplicationTest> Tests { get; }

    /// <summary>Nodes that should have a column and have none.</summary>
    public string[] Missing { get; }

    /// <summary>The graph against shuffled ones; null where that was not tested.</summary>
    public PermutationFigures? Permutation { get; }

    /// <summary>Edges without which the data would be as likely.</summary>
    public EdgeEvidence[] Unsupported { get; } = [];

    /// <summary>Whether edges were tested: not where hidden causes are drawn, nor in very large graphs.</summary>
    public bool HasEdgeTests => !_facts.HasHidden && _facts.Graph.Nodes.Length <= MostNodesForEdges;

    /// <summary>Edges that would leave fewer contradictions.</summary>
    public EdgeEvidence[] Additions { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => _data.Rows;

    /// <summary>Independences that the data contradict.</summary>
    public int Contradicted => Tests.Count(test => test.Verdict == ImplicationVerdict.Contradicted);

    /// <summary>Those that could not be tested.</summary>
    public int Untested => Tests.Count(test => test.Verdict == ImplicationVerdict.NotTested);

    /// <summary>Edges whose effect depends on its cause, given the other causes, no more than chance would have it (5 %, each by itself).</summary>
    private IEnumerable<EdgeEvidence> WeakEdges()
    {
        var edges = _facts.Graph.Edges;
        var tests = ImplicationTests.Run(
            [
                .. edges.Select(edge => new Implication(
                    Math.Min(edge.From, edge.To),
                    Math.Max(edge.From, edge.To),
                    [.. _facts.Diagram.Parents(edge.To).ToArray().Where(node => node != edge.From).Order()])),
            ],
            _facts.Graph.Nodes,
            _data,
            Level,
            _budget.Cancellation);
        return edges.Zip(tests)
            .Where(pair => pair.Second is { PValue: >= Level, Correlation: not null })
            .Select(pair => new EdgeEvidence(
                Named(pair.First.From, pair.First.To), pair.Second.PValue!.Value, Probability(pair.Second.Correlation!.Value), Contradicted));
    }

    /// <summary>An edge for each pair whose independence is contradicted, along the graph's order, where it leaves fewer contradictions.</summary>
    private IEnumerable<EdgeEvidence> NewEdges()
    {
        if (_facts.Graph.Nodes.Length > MostNodesForChanges)
        {
            yield break;
        }

        var order = _facts.Diagram.TopologicalOrder();
        var pairs = Tests.Where(test => test.Verdict == ImplicationVerdict.Contradicted)
            .GroupBy(test => (test.Implication.X, test.Implication.Y))
            .Select(group => group.MinBy(test => test.PValue)!)
            .OrderBy(test => test.PValue)
            .Take(MostAdded);
        foreach (var test in pairs)
        {
            _budget.ThrowIfCancelled();
            var (x, y) = (test.Implication.X, test.Implication.Y);
            var (from, to) = Array.IndexOf(order, x) < Array.IndexOf(order, y) ? (x, y) : (y, x);
            var changed = _facts.Graph with { Edges = [.. _facts.Graph.Edges.Append(new Edge(from, to)).OrderBy(edge => (edge.From, edge.To))] };
            var implied = LocalIndependences.Of(changed, new CausalDiagram(changed), _budget);
            var left = ImplicationTests.Run(implied, changed.Nodes, _data, Level, _budget.Cancellation)
                .Count(one => one.Verdict == ImplicationVerdict.Contradicted);
            if (left < Contradicted)
            {
                yield return new EdgeEvidence(Named(from, to), test.AdjustedPValue!.Value, Probability(test.Correlation!.Value), left);
            }
        }
    }

    private NamedEdge Named(int from, int to) => new(_facts.Graph.Nodes[from], _facts.Graph.Nodes[to]);

    /// <summary>Probability that two columns depend on each other, from a partial correlation.</summary>
    /// <remarks>Both cases equally likely before; the Bayes factor by the BIC (Schwarz 1978; Kass and Raftery 1995).</remarks>
    private double Probability(double correlation)
    {
        var half = -((Rows * double.LogP1(-correlation * correlation)) + Math.Log(Rows)) / 2;
        return WireNumber.Round(Math.Round(1 / (1 + Math.Exp(-half)), 6));
    }
}
