using System.Numerics;
using Isl.Grains.Numerics;

namespace Isl.Grains.Identification.Separation;

/// <summary>All minimal separators between the source and the sink of a <see cref="SeparatorGraph"/>, one after another.</summary>
/// <remarks>
/// Each step grows the source's component by one node of a known separator and takes the shore of the sink's component behind its
/// neighbourhood. Starting from the separator nearest to the source this reaches every minimal separator: for a target T whose source
/// component properly contains that of S, some node of S lies in it, and growing by that node stays inside. Delay between two results is
/// polynomial: at most one component search per node of the last separator (compare Takata 2010, "Space-optimal, backtracking algorithms
/// to list the minimal vertex separators of a graph"; van der Zander et al. 2019, section 5). Sets are bit rows laid end to end; a
/// component search gathers the neighbours it meets, so that it yields the shore as well.
/// </remarks>
internal sealed class MinimalSeparators
{
    private readonly int _words;
    private readonly int _count;

    /// <summary>Row v: the closed neighbourhood of node v.</summary>
    private readonly ulong[] _neighbours;
    private readonly ulong[] _waiting;
    private readonly ulong[] _reached;
    private readonly ulong[] _component;
    private readonly ulong[] _fence;

    /// <summary>The separators found, row after row, and a hash table of their numbers plus one.</summary>
    private ulong[] _found;
    private int[] _table = new int[256];
    private int _foundCount;

    private MinimalSeparators(SeparatorGraph graph)
    {
        _count = graph.Count;
        _words = Bits.WordsFor(_count);
        _neighbours = new ulong[_count * _words];
        _waiting = new ulong[_words];
        _reached = new ulong[_words];
        _component = new ulong[_words];
        _fence = new ulong[_words];
        _found = new ulong[64 * _words];
        for (var edge = 0; edge < graph.HyperedgeCount; edge++)
        {
            var members = graph.Members(edge);
            _fence.AsSpan().Clear();
            foreach (var node in members)
            {
                Bits.Add(_fence, node);
            }

            foreach (var node in members)
            {
                Bits.Include(Row(node), _fence);
            }
        }
    }

    /// <summary>The first <paramref name="max"/> separators in the order found, and whether there are more.</summary>
    /// <param name="graph">The graph; memory is quadratic in its nodes.</param>
    /// <param name="max">Most separators to return.</param>
    /// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
    public static (List<int[]> Separators, bool Truncated) List(
        SeparatorGraph graph,
        int max,
        WorkBudget budget)
    {
        if (graph.SourceMeetsSink)
        {
            return ([], false);
        }

        var search = new MinimalSeparators(graph);
        var truncated = search.Run(max, budget);
        var separators = new List<int[]>(Math.Min(search._foundCount, max));
        for (var i = 0; i < search._foundCount && i < max; i++)
        {
            separators.Add(Bits.Members(search.Found(i)));
        }

        return (separators, truncated);
    }

    private bool Run(int max, WorkBudget budget)
    {
        // The closed neighbourhood of the source is the first fence.
        AddShore(Row(SeparatorGraph.Source));
        for (var i = 0; i < _foundCount; i++)
        {
            budget.ThrowIfCancelled();
            if (_foundCount > max || budget.IsSpent)
            {
                return true;
            }

            Flood(SeparatorGraph.Source, Found(i));
            _reached.CopyTo(_component, 0);
            for (var word = 0; word < _words; word++)
            {
                for (var rest = Found(i)[word]; rest != 0; rest &= rest - 1)
                {
                    var node = (word * Bits.PerWord) + BitOperations.TrailingZeroCount(rest);
                    var row = Row(node);
                    if (Bits.Contains(row, SeparatorGraph.Sink))
                    {
                        continue;
                    }

                    // The component, its separator and what the node adds: the closed neighbourhood of the grown component.
                    var separator = Found(i);
                    for (var k = 0; k < _words; k++)
                    {
                        _fence[k] = _component[k] | separator[k] | row[k];
                    }

                    AddShore(_fence);
                    if (_foundCount > max)
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>Adds the separator between <paramref name="fence"/> and the component of the sink without it, unless it is known.</summary>
    private void AddShore(ReadOnlySpan<ulong> fence)
    {
        Flood(SeparatorGraph.Sink, fence);
        if ((_foundCount + 1) * _words > _found.Length)
        {
            Array.Resize(ref _found, _found.Length * 2);
        }

        var separator = _found.AsSpan(_foundCount * _words, _words);
        for (var word = 0; word < _words; word++)
        {
            separator[word] = _waiting[word] & fence[word];
        }

        if (_foundCount * 2 > _table.Length)
        {
            Grow();
        }

        if (Slot(separator) is var slot && _table[slot] == 0)
        {
            _table[slot] = ++_foundCount;
        }
    }

    /// <summary>
    /// Leaves the component of <paramref name="start"/> without the nodes of <paramref name="removed"/> in <see cref="_reached"/>, and all
    /// that is next to it or in it in <see cref="_waiting"/>.
    /// </summary>
    private void Flood(int start, ReadOnlySpan<ulong> removed)
    {
        var (near, reached) = (_waiting, _reached);
        near.AsSpan().Clear();
        reached.AsSpan().Clear();
        Bits.Add(near, start);
        var word = 0;
        while (word < _words)
        {
            var next = near[word] & ~(reached[word] | removed[word]);
            if (next == 0)
            {
                word++;
                continue;
            }

            var bit = BitOperations.TrailingZeroCount(next);
            reached[word] |= 1UL << bit;
            var row = Row((word * Bits.PerWord) + bit);
            var back = word;
            for (var i = 0; i < row.Length; i++)
            {
                if (i < back && (row[i] & ~(near[i] | removed[i])) != 0)
                {
                    back = i;
                }

                near[i] |= row[i];
            }

            word = back;
        }
    }

    private int Slot(ReadOnlySpan<ulong> separator)
    {
        var hash = 0UL;
        foreach (var word in separator)
        {
            hash = (BitOperations.RotateLeft(hash, 23) ^ word) * 0x9E3779B97F4A7C15;
        }

        var mask = _table.Length - 1;
        var slot = (int)(hash >> 32) & mask;
        while (_table[slot] != 0 && !Found(_table[slot] - 1).SequenceEqual(separator))
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        _table = new int[_table.Length * 2];
        for (var i = 0; i < _foundCount; i++)
        {
            _table[Slot(Found(i))] = i + 1;
        }
    }

    private Span<ulong> Row(int node) => _neighbours.AsSpan(node * _words, _words);

    private ReadOnlySpan<ulong> Found(int separator) => _found.AsSpan(separator * _words, _words);
}
