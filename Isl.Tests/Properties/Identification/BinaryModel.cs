using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Tests.Properties.Identification;

/// <summary>
/// A random model of a graph: every node and the common cause behind every bidirected edge is binary, with any probabilities between 0.1
/// and 0.9 given its parents. Distributions are exact: all that is unobserved is summed out.
/// </summary>
internal sealed class BinaryModel
{
    private readonly List<(int Variable, int[] Parents, double[] One)> _mechanisms;
    private readonly int[] _observed;
    private readonly int _count;

    public BinaryModel(CausalGraph graph, Random random)
    {
        _mechanisms = [];
        _count = graph.Nodes.Length + graph.Bidirected.Length;
        _observed = [.. Enumerable.Range(0, graph.Nodes.Length).Where(node => !graph.Latent.Contains(node))];
        Observed = [.. _observed.Select(node => graph.Nodes[node])];
        var parents = Enumerable.Range(0, _count).Select(_ => new List<int>()).ToArray();
        foreach (var (from, to) in graph.Edges)
        {
            parents[to].Add(from);
        }

        for (var i = 0; i < graph.Bidirected.Length; i++)
        {
            parents[graph.Bidirected[i].From].Add(graph.Nodes.Length + i);
            parents[graph.Bidirected[i].To].Add(graph.Nodes.Length + i);
        }

        foreach (var variable in Enumerable.Range(graph.Nodes.Length, graph.Bidirected.Length).Concat(new CausalDiagram(graph).TopologicalOrder()))
        {
            var one = Enumerable.Range(0, 1 << parents[variable].Count).Select(_ => 0.1 + (0.8 * random.NextDouble())).ToArray();
            _mechanisms.Add((variable, [.. parents[variable]], one));
        }
    }

    private BinaryModel(BinaryModel like, List<(int Variable, int[] Parents, double[] One)> mechanisms)
    {
        (_mechanisms, _observed, _count, Observed) = (mechanisms, like._observed, like._count, like.Observed);
    }

    /// <summary>The same model with other mechanisms at some nodes.</summary>
    /// <param name="nodes">The nodes, by their index in the graph.</param>
    /// <param name="random">Where the mechanisms come from.</param>
    public BinaryModel Differing(IReadOnlyCollection<int> nodes, Random random) => new(
        this,
        [
            .. _mechanisms.Select(one => nodes.Contains(one.Variable)
                ? one with { One = [.. one.One.Select(_ => 0.1 + (0.8 * random.NextDouble()))] }
                : one),
        ]);

    /// <summary>Names of the observed variables; the value of the i-th is bit i of an index into a distribution.</summary>
    public IReadOnlyList<string> Observed { get; }

    /// <summary>
    /// For every combination of values of the observed variables, the probability of those not set when the others are set to theirs. With
    /// nothing set: the joint distribution.
    /// </summary>
    public double[] Distribution(params IReadOnlyCollection<string> set)
    {
        var places = new int[_count];
        var table = new[] { 1.0 };
        for (var place = 0; place < _count; place++)
        {
            var (variable, parents, one) = _mechanisms[place];
            places[variable] = place;
            var isSet = Array.IndexOf(_observed, variable) is var index && index >= 0 && set.Contains(Observed[index]);
            var longer = new double[table.Length * 2];
            for (var i = 0; i < table.Length; i++)
            {
                var row = 0;
                for (var p = 0; p < parents.Length; p++)
                {
                    row |= (i >> places[parents[p]] & 1) << p;
                }

                longer[i] = table[i] * (isSet ? 1 : 1 - one[row]);
                longer[i + table.Length] = table[i] * (isSet ? 1 : one[row]);
            }

            table = longer;
        }

        var observed = new double[1 << _observed.Length];
        for (var i = 0; i < table.Length; i++)
        {
            var index = 0;
            for (var o = 0; o < _observed.Length; o++)
            {
                index |= (i >> places[_observed[o]] & 1) << o;
            }

            observed[index] += table[i];
        }

        return observed;
    }

    /// <summary>P(outcomes | do(treatments), conditions) where the variables have these values.</summary>
    /// <param name="distribution">The <see cref="Distribution"/> with the treatments set.</param>
    /// <param name="treatments">Names and values of the treatments.</param>
    /// <param name="outcomes">Names and values of the outcomes.</param>
    /// <param name="conditions">Names and values of the conditions.</param>
    public double Effect(
        double[] distribution,
        IReadOnlyDictionary<string, int> treatments,
        IReadOnlyDictionary<string, int> outcomes,
        IReadOnlyDictionary<string, int> conditions)
    {
        var (both, given) = (0.0, 0.0);
        for (var i = 0; i < distribution.Length; i++)
        {
            if (Holds(treatments, i) && Holds(conditions, i))
            {
                given += distribution[i];
                both += Holds(outcomes, i) ? distribution[i] : 0;
            }
        }

        return both / given;
    }

    private bool Holds(IReadOnlyDictionary<string, int> values, int index)
    {
        for (var o = 0; o < Observed.Count; o++)
        {
            if (values.TryGetValue(Observed[o], out var value) && (index >> o & 1) != value)
            {
                return false;
            }
        }

        return true;
    }
}
