using System.Numerics;

namespace Isl.Grains.GraphCore;

/// <summary>An immutable set of nodes as bits; up to 64 nodes it is one word and allocates nothing.</summary>
internal readonly struct NodeSet : IEquatable<NodeSet>
{
    /// <summary>Nodes in a word.</summary>
    public const int WordBits = 64;

    private readonly ulong _low;

    /// <summary>Words for nodes from 64 on; null where there are none. Never written after construction, shared freely.</summary>
    private readonly ulong[]? _high;

    private NodeSet(ulong low, ulong[]? high) => (_low, _high) = (low, high);

    /// <summary>The set of these words, nodes 0 to 63 first.</summary>
    public NodeSet(ReadOnlySpan<ulong> words)
        : this(words[0], words.Length > 1 && words[1..].ContainsAnyExcept(0UL) ? words[1..].ToArray() : null)
    {
    }

    /// <summary>Has it no node?</summary>
    public bool IsEmpty => _low == 0 && (_high is null || !_high.AsSpan().ContainsAnyExcept(0UL));

    /// <summary>Number of nodes.</summary>
    public int Count
    {
        get
        {
            var count = BitOperations.PopCount(_low);
            foreach (var word in _high ?? [])
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    /// <summary>The node of lowest index; the set must not be empty.</summary>
    public int First
    {
        get
        {
            foreach (var node in this)
            {
                return node;
            }

            throw new InvalidOperationException("The set is empty.");
        }
    }

    private int HighLength => _high is null ? 0 : _high.Length;

    public static NodeSet operator |(NodeSet a, NodeSet b)
    {
        if (a._high is null || b._high is null)
        {
            return new NodeSet(a._low | b._low, a._high ?? b._high);
        }

        var (longer, shorter) = a._high.Length >= b._high.Length ? (a._high, b._high) : (b._high, a._high);
        var high = (ulong[])longer.Clone();
        for (var i = 0; i < shorter.Length; i++)
        {
            high[i] |= shorter[i];
        }

        return new NodeSet(a._low | b._low, high);
    }

    public static NodeSet operator &(NodeSet a, NodeSet b)
    {
        if (a._high is null || b._high is null)
        {
            return new NodeSet(a._low & b._low, null);
        }

        var high = new ulong[Math.Min(a._high.Length, b._high.Length)];
        for (var i = 0; i < high.Length; i++)
        {
            high[i] = a._high[i] & b._high[i];
        }

        return new NodeSet(a._low & b._low, high);
    }

    /// <summary>The nodes of the first set that are not in the second.</summary>
    public static NodeSet operator -(NodeSet a, NodeSet b)
    {
        if (a._high is null || b._high is null)
        {
            return new NodeSet(a._low & ~b._low, a._high);
        }

        var high = (ulong[])a._high.Clone();
        for (var i = 0; i < Math.Min(high.Length, b._high.Length); i++)
        {
            high[i] &= ~b._high[i];
        }

        return new NodeSet(a._low & ~b._low, high);
    }

    public static bool operator ==(NodeSet a, NodeSet b) => a.Equals(b);

    public static bool operator !=(NodeSet a, NodeSet b) => !a.Equals(b);

    /// <summary>The set of one node.</summary>
    public static NodeSet Of(int node) => Of([node]);

    /// <summary>The set of these nodes.</summary>
    public static NodeSet Of(ReadOnlySpan<int> nodes)
    {
        var (low, last) = (0UL, 0);
        foreach (var node in nodes)
        {
            last = Math.Max(last, node);
            low |= node < WordBits ? 1UL << node : 0;
        }

        if (last < WordBits)
        {
            return new NodeSet(low, null);
        }

        var high = new ulong[last / WordBits];
        foreach (var node in nodes)
        {
            if (node >= WordBits)
            {
                high[(node / WordBits) - 1] |= 1UL << (node % WordBits);
            }
        }

        return new NodeSet(low, high);
    }

    /// <summary>Word <paramref name="index"/>: nodes 64·index to 64·index + 63.</summary>
    public ulong Word(int index) => index == 0 ? _low : index <= HighLength ? _high![index - 1] : 0;

    /// <summary>Is the node in it?</summary>
    public bool Contains(int node) => (Word(node / WordBits) >> (node % WordBits) & 1) != 0;

    /// <summary>Do the sets share a node?</summary>
    public bool Overlaps(NodeSet other)
    {
        var found = (_low & other._low) != 0;
        for (var i = 1; !found && i <= Math.Min(HighLength, other.HighLength); i++)
        {
            found = (Word(i) & other.Word(i)) != 0;
        }

        return found;
    }

    /// <summary>Are all its nodes in <paramref name="other"/>?</summary>
    public bool IsSubsetOf(NodeSet other)
    {
        var all = (_low & ~other._low) == 0;
        for (var i = 1; all && i <= HighLength; i++)
        {
            all = (Word(i) & ~other.Word(i)) == 0;
        }

        return all;
    }

    /// <inheritdoc/>
    public bool Equals(NodeSet other)
    {
        var same = _low == other._low;
        for (var i = 1; same && i <= Math.Max(HighLength, other.HighLength); i++)
        {
            same = Word(i) == other.Word(i);
        }

        return same;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is NodeSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = _low;
        for (var i = 1; i <= HighLength; i++)
        {
            hash ^= BitOperations.RotateLeft(Word(i), i);
        }

        return hash.GetHashCode();
    }

    /// <summary>The nodes, ascending.</summary>
    public int[] ToArray()
    {
        var nodes = new int[Count];
        var next = 0;
        foreach (var node in this)
        {
            nodes[next++] = node;
        }

        return nodes;
    }

    /// <summary>Walks the nodes in ascending order.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Ascending walk over a set.</summary>
    public struct Enumerator
    {
        private readonly NodeSet _set;
        private ulong _rest;
        private int _word;

        internal Enumerator(NodeSet set) => (_set, _rest) = (set, set._low);

        /// <summary>The node the walk is at.</summary>
        public int Current { get; private set; }

        /// <summary>Goes to the next node.</summary>
        public bool MoveNext()
        {
            while (_rest == 0)
            {
                if (_word >= _set.HighLength)
                {
                    return false;
                }

                _rest = _set.Word(++_word);
            }

            Current = (_word * WordBits) + BitOperations.TrailingZeroCount(_rest);
            _rest &= _rest - 1;
            return true;
        }
    }
}
