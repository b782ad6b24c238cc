using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;

namespace Isl.Grains.Sensitivity;

/// <summary>How often a node has each level, given what it depends on among its predecessors; as often as in the rows.</summary>
internal sealed class ConditionalShares
{
    private readonly int _node;
    private readonly (int Node, int Levels)[] _given;
    private readonly int _levels;
    private readonly Dictionary<long, double[]> _shares = [];

    /// <summary>Counts the rows.</summary>
    /// <param name="graph">The graph over measured nodes.</param>
    /// <param name="node">The node.</param>
    /// <param name="before">Its predecessors in the order.</param>
    /// <param name="columns">The columns by node.</param>
    /// <param name="weights">Share of each row.</param>
    public ConditionalShares(LatentProjection graph, int node, BitSet before, IReadOnlyDictionary<int, LevelColumn> columns, double[] weights)
    {
        (_node, _levels) = (node, columns[node].Count);
        _given = [.. graph.MarkovPillow(BitSet.Of(node), before).ToArray().Select(other => (other, columns[other].Count))];
        for (var row = 0; row < weights.Length; row++)
        {
            var key = 0L;
            foreach (var (other, levels) in _given)
            {
                key = (key * levels) + columns[other].Codes[row];
            }

            if (!_shares.TryGetValue(key, out var counts))
            {
                _shares[key] = counts = new double[_levels];
            }

            counts[columns[node].Codes[row]] += weights[row];
        }

        foreach (var counts in _shares.Values)
        {
            var total = counts.Sum();
            for (var level = 0; level < counts.Length; level++)
            {
                counts[level] /= total;
            }
        }
    }

    /// <summary>What the node depends on.</summary>
    public IEnumerable<int> Given => _given.Select(one => one.Node);

    /// <summary>The share of the node's own level; null where no row has what it depends on.</summary>
    /// <param name="values">A level for every node concerned.</param>
    public double? Of(int[] values)
    {
        var key = 0L;
        foreach (var (other, levels) in _given)
        {
            key = (key * levels) + values[other];
        }

        return _shares.TryGetValue(key, out var shares) ? shares[values[_node]] : null;
    }
}
