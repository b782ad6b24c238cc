namespace Isl.Grains.Numerics;

/// <summary>A d×d matrix of flags whose rows are words of 64 bits, so that set operations on neighbourhoods cost d/64.</summary>
internal sealed class BitMatrix
{
    private readonly ulong[] _words;
    private readonly int _stride;

    /// <summary>The matrix without flags.</summary>
    /// <param name="d">Rows and columns.</param>
    public BitMatrix(int d)
    {
        _stride = Bits.WordsFor(d);
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

    /// <summary>A row, as <see cref="Bits"/> reads it.</summary>
    public ReadOnlySpan<ulong> this[int row] => _words.AsSpan(row * _stride, _stride);

    /// <summary>Sets in one row every flag that is set in another.</summary>
    public void Include(int row, int other) => Include(row, this[other]);

    /// <summary>Sets in a row every flag of a set.</summary>
    public void Include(int row, ReadOnlySpan<ulong> columns) => Bits.Include(_words.AsSpan(row * _stride, _stride), columns);

    /// <summary>A copy that shares nothing.</summary>
    public BitMatrix Copy() => new(this);

    /// <summary>Number of flags of a row.</summary>
    public int Count(int row) => Bits.Count(this[row]);

    /// <summary>Columns of a row whose flag is set, ascending.</summary>
    public int[] Members(int row) => Bits.Members(this[row]);

    /// <summary>The first column at or after a position whose flag is set in a row, or -1.</summary>
    public int Next(int row, int from) => Bits.Next(this[row], from);

    /// <summary>Do the two matrices hold the same flags?</summary>
    public bool SameAs(BitMatrix other) => _words.AsSpan().SequenceEqual(other._words);
}
