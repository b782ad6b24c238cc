using System.Numerics;

namespace Isl.Grains.GraphCore;

/// <summary>A d×d matrix of flags whose rows are words of 64 bits, so that set operations on neighbourhoods cost d/64.</summary>
internal sealed class BitMatrix
{
    private readonly ulong[] _words;
    private readonly int _stride;

    public BitMatrix(int d)
    {
        _stride = (d + 63) / 64;
        _words = new ulong[d * _stride];
    }

    private BitMatrix(BitMatrix other) => (_stride, _words) = (other._stride, [.. other._words]);

    /// <summary>The flag of row and column.</summary>
    public bool this[int row, int column]
    {
        get => (_words[(row * _stride) + (column >> 6)] & (1UL << column)) != 0;
        set
        {
            ref var word = ref _words[(row * _stride) + (column >> 6)];
            word = value ? word | (1UL << column) : word & ~(1UL << column);
        }
    }

    /// <summary>The words of a row; bit j of word w is column 64·w + j.</summary>
    public ReadOnlySpan<ulong> this[int row] => _words.AsSpan(row * _stride, _stride);

    /// <summary>Sets in one row every flag that is set in another.</summary>
    public void Include(int row, int other)
    {
        for (var word = 0; word < _stride; word++)
        {
            _words[(row * _stride) + word] |= _words[(other * _stride) + word];
        }
    }

    /// <summary>A copy that shares nothing.</summary>
    public BitMatrix Copy() => new(this);

    /// <summary>Number of flags of a row.</summary>
    public int Count(int row)
    {
        var count = 0;
        foreach (var word in this[row])
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>Columns of a row whose flag is set, ascending.</summary>
    public List<int> Members(int row)
    {
        var members = new List<int>();
        for (var column = Next(this[row], 0); column >= 0; column = Next(this[row], column + 1))
        {
            members.Add(column);
        }

        return members;
    }

    /// <summary>Do the two matrices hold the same flags?</summary>
    public bool SameAs(BitMatrix other) => _words.AsSpan().SequenceEqual(other._words);

    /// <summary>The first set bit at or after a position, or -1.</summary>
    public static int Next(ReadOnlySpan<ulong> row, int from)
    {
        for (var word = from >> 6; word < row.Length; word++)
        {
            var bits = word == from >> 6 ? row[word] & (~0UL << from) : row[word];
            if (bits != 0)
            {
                return (word << 6) + BitOperations.TrailingZeroCount(bits);
            }
        }

        return -1;
    }

    /// <summary>Is the second row a subset of the first?</summary>
    public static bool Covers(ReadOnlySpan<ulong> row, ReadOnlySpan<ulong> subset)
    {
        for (var word = 0; word < row.Length; word++)
        {
            if ((subset[word] & ~row[word]) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
