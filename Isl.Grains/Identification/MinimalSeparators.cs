using System.Numerics;

namespace Isl.Identification;

/// <summary>All minimal separators between the source and the sink of a <see cref="SeparatorGraph"/>, one after another.</summary>
/// <remarks>
/// Each step grows the source's component by one node of a known separator and takes the shore of the sink's component behind its
/// neighbourhood. Starting from the separator nearest to the source this reaches every minimal separator: for a target T whose source
/// component properly contains that of S, some node of S lies in it, and growing by that node stays inside. Delay between two results is
/// polynomial: at most one component search per node of the last separator (compare Takata 2010, "Space-optimal, backtracking algorithms
/// to list the minimal vertex separators of a graph"; van der Zander et al. 2019, section 5).
/// </remarks>
internal sealed class MinimalSeparators
{
    private const int Bits = 64;
    private readonly ulong[][] _neighbours;
    private readonly int _words;

    /// <summary>Prepares the enumeration; memory is quadratic in the nodes that a separator may hold.</summary>
    public MinimalSeparators(SeparatorGraph graph)
    {
        _words = (graph.Count + Bits - 1) / Bits;
        _neighbours = new ulong[graph.Count][];
        for (var node = 0; node < graph.Count; node++)
        {
            _neighbours[node] = new ulong[_words];
            foreach (var other in graph.Neighbours(node))
            {
                Set(_neighbours[node], other);
            }
        }
    }

    /// <summary>The separators, in the order found; none when source and sink are adjacent.</summary>
    public IEnumerable<List<int>> Enumerate()
    {
        if (Has(_neighbours[SeparatorGraph.Source], SeparatorGraph.Sink))
        {
            yield break;
        }

        var known = new HashSet<ulong[]>(BitsetComparer.Instance);
        var waiting = new Queue<ulong[]>();
        Add(Cut(Single(SeparatorGraph.Source)));
        while (waiting.TryDequeue(out var separator))
        {
            yield return Members(separator);
            var component = Component(SeparatorGraph.Source, separator);
            foreach (var node in Members(separator))
            {
                if (!Has(_neighbours[node], SeparatorGraph.Sink))
                {
                    var grown = (ulong[])component.Clone();
                    Set(grown, node);
                    Add(Cut(grown));
                }
            }
        }

        void Add(ulong[] separator)
        {
            if (known.Add(separator))
            {
                waiting.Enqueue(separator);
            }
        }
    }

    /// <summary>The separator behind the closed neighbourhood of a connected set that holds the source.</summary>
    private ulong[] Cut(ulong[] side)
    {
        var fence = Neighbourhood(side);
        for (var word = 0; word < _words; word++)
        {
            fence[word] |= side[word];
        }

        var shore = Neighbourhood(Component(SeparatorGraph.Sink, fence));
        return shore;
    }

    private ulong[] Component(int start, ulong[] removed)
    {
        var component = Single(start);
        var frontier = Single(start);
        while (true)
        {
            var next = Neighbourhood(frontier);
            var grew = false;
            for (var word = 0; word < _words; word++)
            {
                next[word] &= ~(component[word] | removed[word]);
                component[word] |= next[word];
                grew |= next[word] != 0;
            }

            if (!grew)
            {
                return component;
            }

            frontier = next;
        }
    }

    /// <summary>Neighbours of a set that are not in it.</summary>
    private ulong[] Neighbourhood(ulong[] set)
    {
        var result = new ulong[_words];
        for (var word = 0; word < _words; word++)
        {
            for (var rest = set[word]; rest != 0; rest &= rest - 1)
            {
                var row = _neighbours[(word * Bits) + BitOperations.TrailingZeroCount(rest)];
                for (var i = 0; i < _words; i++)
                {
                    result[i] |= row[i];
                }
            }
        }

        for (var word = 0; word < _words; word++)
        {
            result[word] &= ~set[word];
        }

        return result;
    }

    private ulong[] Single(int node)
    {
        var set = new ulong[_words];
        Set(set, node);
        return set;
    }

    private static List<int> Members(ulong[] set)
    {
        var members = new List<int>();
        for (var word = 0; word < set.Length; word++)
        {
            for (var rest = set[word]; rest != 0; rest &= rest - 1)
            {
                members.Add((word * Bits) + BitOperations.TrailingZeroCount(rest));
            }
        }

        return members;
    }

    private static void Set(ulong[] set, int node) => set[node / Bits] |= 1UL << (node % Bits);

    private static bool Has(ulong[] set, int node) => (set[node / Bits] >> (node % Bits) & 1) != 0;

    private sealed class BitsetComparer : IEqualityComparer<ulong[]>
    {
        public static BitsetComparer Instance { get; } = new();

        public bool Equals(ulong[]? x, ulong[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(ulong[] obj)
        {
            var hash = default(HashCode);
            foreach (var word in obj)
            {
                hash.Add(word);
            }

            return hash.ToHashCode();
        }
    }
}
