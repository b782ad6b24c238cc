using System.Numerics;

namespace Isl.Grains.Numerics;

/// <summary>An immutable set of small numbers, such as nodes or variables; below 64 it is one word and allocates nothing.</summary>
internal readonly struct BitSet : IEquatable<BitSet>
{
    private readonly ulong _low;

    /// <summary>Words for members from 64 on; null where there are none. Never written after construction, shared freely.</summary>
    private readonly ulong[]? _high;

    private BitSet(ulong low, ulong[]? high) => (_low, _high) = (low, high);

    /// <summary>The set of these words, 0 to 63 first.</summary>
    public BitSet(ReadOnlySpan<ulong> words)
        : this(words[0], words.Length > 1 && words[1..].ContainsAnyExcept(0UL) ? words[1..].ToArray() : null)
    {
    }

    /// <summary>Has it no member?</summary>
    public bool IsEmpty => _low == 0 && (_high is null || !_high.AsSpan().ContainsAnyExcept(0UL));

    /// <summary>Number of members.</summary>
    public int Count => BitOperations.PopCount(_low) + (_high is null ? 0 : Bits.Count(_high));

    /// <summary>The least member; the set must not be empty.</summary>
    public int First
    {
        get
        {
            foreach (var member in this)
            {
                return member;
            }

            throw new InvalidOperationException("The set is empty.");
        }
    }

    private int HighLength => _high is null ? 0 : _high.Length;

    public static BitSet operator |(BitSet a, BitSet b)
    {
        if (a._high is null || b._high is null)
        {
            return new BitSet(a._low | b._low, a._high ?? b._high);
        }

        var (longer, shorter) = a._high.Length >= b._high.Length ? (a._high, b._high) : (b._high, a._high);
        var high = (ulong[])longer.Clone();
        for (var i = 0; i < shorter.Length; i++)
        {
            high[i] |= shorter[i];
        }

        return new BitSet(a._low | b._low, high);
    }

    public static BitSet operator &(BitSet a, BitSet b)
    {
        if (a._high is null || b._high is null)
        {
            return new BitSet(a._low & b._low, null);
        }

        var high = new ulong[Math.Min(a._high.Length, b._high.Length)];
        for (var i = 0; i < high.Length; i++)
        {
            high[i] = a._high[i] & b._high[i];
        }

        return new BitSet(a._low & b._low, high);
    }

    /// <summary>The members of the first set that are not in the second.</summary>
    public static BitSet operator -(BitSet a, BitSet b)
    {
        if (a._high is null || b._high is null)
        {
            return new BitSet(a._low & ~b._low, a._high);
        }

        var high = (ulong[])a._high.Clone();
        for (var i = 0; i < Math.Min(high.Length, b._high.Length); i++)
        {
            high[i] &= ~b._high[i];
        }

        return new BitSet(a._low & ~b._low, high);
    }

    public static bool operator ==(BitSet a, BitSet b) => a.Equals(b);

    public static bool operator !=(BitSet a, BitSet b) => !a.Equals(b);

    /// <summary>The set of one member.</summary>
    public static BitSet Of(int member) => Of([member]);

    /// <summary>The set of these members.</summary>
    public static BitSet Of(ReadOnlySpan<int> members)
    {
        var (low, last) = (0UL, 0);
        foreach (var member in members)
        {
            last = Math.Max(last, member);
            low |= member < Bits.PerWord ? 1UL << member : 0;
        }

        if (last < Bits.PerWord)
        {
            return new BitSet(low, null);
        }

        var high = new ulong[last / Bits.PerWord];
        foreach (var member in members)
        {
            if (member >= Bits.PerWord)
            {
                high[(member / Bits.PerWord) - 1] |= 1UL << (member % Bits.PerWord);
            }
        }

        return new BitSet(low, high);
    }

    /// <summary>Word <paramref name="index"/>: members 64·index to 64·index + 63.</summary>
    public ulong Word(int index) => index == 0 ? _low : index <= HighLength ? _high![index - 1] : 0;

    /// <summary>Is it a member?</summary>
    public bool Contains(int member) => (Word(member / Bits.PerWord) >> (member % Bits.PerWord) & 1) != 0;

    /// <summary>Do the sets share a member?</summary>
    public bool Overlaps(BitSet other)
    {
        var found = (_low & other._low) != 0;
        for (var i = 1; !found && i <= Math.Min(HighLength, other.HighLength); i++)
        {
            found = (Word(i) & other.Word(i)) != 0;
        }

        return found;
    }

    /// <summary>Are all its members in <paramref name="other"/>?</summary>
    public bool IsSubsetOf(BitSet other)
    {
        var all = (_low & ~other._low) == 0;
        for (var i = 1; all && i <= HighLength; i++)
        {
            all = (Word(i) & ~other.Word(i)) == 0;
        }

        return all;
    }

    /// <inheritdoc/>
    public bool Equals(BitSet other)
    {
        var same = _low == other._low;
        for (var i = 1; same && i <= Math.Max(HighLength, other.HighLength); i++)
        {
            same = Word(i) == other.Word(i);
        }

        return same;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BitSet other && Equals(other);

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

    /// <summary>The members, ascending.</summary>
    public int[] ToArray()
    {
        var members = new int[Count];
        var next = 0;
        foreach (var member in this)
        {
            members[next++] = member;
        }

        return members;
    }

    /// <summary>The first member at or after a position, or -1.</summary>
    public int Next(int from)
    {
        var rest = from < Bits.PerWord ? _low & (~0UL << from) : 0;
        return rest != 0 ? BitOperations.TrailingZeroCount(rest)
            : _high is null ? -1
            : Bits.Next(_high, Math.Max(0, from - Bits.PerWord)) is var next && next < 0 ? -1
            : next + Bits.PerWord;
    }

    /// <summary>Orders by size, then by members as ascending lists.</summary>
    public static int Compare(BitSet a, BitSet b) => a.Count != b.Count ? a.Count - b.Count : (a - b).Next(0) - (b - a).Next(0);

    /// <summary>Walks the members in ascending order.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Ascending walk over a set.</summary>
    public struct Enumerator
    {
        private readonly BitSet _set;
        private ulong _rest;
        private int _word;

        internal Enumerator(BitSet set) => (_set, _rest) = (set, set._low);

        /// <summary>The member the walk is at.</summary>
        public int Current { get; private set; }

        /// <summary>Goes to the next member.</summary>
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

            Current = (_word * Bits.PerWord) + BitOperations.TrailingZeroCount(_rest);
            _rest &= _rest - 1;
            return true;
        }
    }
}
