using System.Numerics;

namespace Isl.Grains.Numerics;

/// <summary>An immutable set of small numbers, such as nodes or variables; below 128 it is two words and allocates nothing.</summary>
internal readonly struct BitSet : IEquatable<BitSet>
{
    private const ulong Spread = 0x9E3779B97F4A7C15;

    /// <summary>Words held in the value itself.</summary>
    private const int Inline = 2;

    private readonly ulong _low;
    private readonly ulong _next;

    /// <summary>Words for members from 128 on; null where there are none. Never written after construction, shared freely.</summary>
    private readonly ulong[]? _high;

    private BitSet(ulong low, ulong next, ulong[]? high) => (_low, _next, _high) = (low, next, high);

    /// <summary>The set of these words, 0 to 63 first.</summary>
    public BitSet(ReadOnlySpan<ulong> words)
        : this(
            words[0],
            words.Length > 1 ? words[1] : 0,
            words.Length > Inline && words[Inline..].ContainsAnyExcept(0UL) ? words[Inline..].ToArray() : null)
    {
    }

    /// <summary>Has it no member?</summary>
    public bool IsEmpty => (_low | _next) == 0 && (_high is null || !_high.AsSpan().ContainsAnyExcept(0UL));

    /// <summary>Number of members.</summary>
    public int Count => BitOperations.PopCount(_low) + BitOperations.PopCount(_next) + (_high is null ? 0 : Bits.Count(_high));

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

    private int Words => Inline + HighLength;

    public static BitSet operator |(BitSet a, BitSet b)
    {
        if (a._high is null || b._high is null)
        {
            return new BitSet(a._low | b._low, a._next | b._next, a._high ?? b._high);
        }

        var (longer, shorter) = a._high.Length >= b._high.Length ? (a._high, b._high) : (b._high, a._high);
        var high = (ulong[])longer.Clone();
        for (var i = 0; i < shorter.Length; i++)
        {
            high[i] |= shorter[i];
        }

        return new BitSet(a._low | b._low, a._next | b._next, high);
    }

    public static BitSet operator &(BitSet a, BitSet b)
    {
        if (a._high is null || b._high is null)
        {
            return new BitSet(a._low & b._low, a._next & b._next, null);
        }

        var high = new ulong[Math.Min(a._high.Length, b._high.Length)];
        for (var i = 0; i < high.Length; i++)
        {
            high[i] = a._high[i] & b._high[i];
        }

        return new BitSet(a._low & b._low, a._next & b._next, high);
    }

    /// <summary>The members of the first set that are not in the second.</summary>
    public static BitSet operator -(BitSet a, BitSet b)
    {
        if (a._high is null || b._high is null)
        {
            return new BitSet(a._low & ~b._low, a._next & ~b._next, a._high);
        }

        var high = (ulong[])a._high.Clone();
        for (var i = 0; i < Math.Min(high.Length, b._high.Length); i++)
        {
            high[i] &= ~b._high[i];
        }

        return new BitSet(a._low & ~b._low, a._next & ~b._next, high);
    }

    public static bool operator ==(BitSet a, BitSet b) => a.Equals(b);

    public static bool operator !=(BitSet a, BitSet b) => !a.Equals(b);

    /// <summary>The set of one member.</summary>
    public static BitSet Of(int member) => member < Inline * Bits.PerWord
        ? new BitSet(member < Bits.PerWord ? 1UL << member : 0, member < Bits.PerWord ? 0 : 1UL << member, null)
        : Of([member]);

    /// <summary>The set of these members.</summary>
    public static BitSet Of(ReadOnlySpan<int> members)
    {
        var (low, next, last) = (0UL, 0UL, 0);
        foreach (var member in members)
        {
            last = Math.Max(last, member);
            low |= member < Bits.PerWord ? 1UL << member : 0;
            next |= member / Bits.PerWord == 1 ? 1UL << member : 0;
        }

        if (last < Inline * Bits.PerWord)
        {
            return new BitSet(low, next, null);
        }

        var high = new ulong[(last / Bits.PerWord) - Inline + 1];
        foreach (var member in members)
        {
            if (member >= Inline * Bits.PerWord)
            {
                high[(member / Bits.PerWord) - Inline] |= 1UL << member;
            }
        }

        return new BitSet(low, next, high);
    }

    /// <summary>Word <paramref name="index"/>: members 64·index to 64·index + 63.</summary>
    public ulong Word(int index) => index == 0 ? _low : index == 1 ? _next : index < Words ? _high![index - Inline] : 0;

    /// <summary>Is it a member?</summary>
    public bool Contains(int member) => (Word(member / Bits.PerWord) >> (member % Bits.PerWord) & 1) != 0;

    /// <summary>Do the sets share a member?</summary>
    public bool Overlaps(BitSet other)
    {
        var found = (_low & other._low) != 0 || (_next & other._next) != 0;
        for (var i = Inline; !found && i < Math.Min(Words, other.Words); i++)
        {
            found = (Word(i) & other.Word(i)) != 0;
        }

        return found;
    }

    /// <summary>Are all its members in <paramref name="other"/>?</summary>
    public bool IsSubsetOf(BitSet other)
    {
        var all = (_low & ~other._low) == 0 && (_next & ~other._next) == 0;
        for (var i = Inline; all && i < Words; i++)
        {
            all = (Word(i) & ~other.Word(i)) == 0;
        }

        return all;
    }

    /// <inheritdoc/>
    public bool Equals(BitSet other)
    {
        var same = _low == other._low && _next == other._next;
        for (var i = Inline; same && i < Math.Max(Words, other.Words); i++)
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
        for (var i = 1; i < Words; i++)
        {
            hash ^= BitOperations.RotateLeft(Word(i) * Spread, i);
        }

        // The upper half of the product depends on every bit; folding the halves would give {0} and {32} one hash.
        return (int)((hash * Spread) >> 32);
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
        for (var word = from / Bits.PerWord; word < Words; word++)
        {
            var rest = word == from / Bits.PerWord ? Word(word) & (~0UL << from) : Word(word);
            if (rest != 0)
            {
                return (word * Bits.PerWord) + BitOperations.TrailingZeroCount(rest);
            }
        }

        return -1;
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
                if (_word >= _set.Words - 1)
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
