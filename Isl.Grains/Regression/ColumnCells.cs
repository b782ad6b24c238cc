using System.Runtime.InteropServices;

namespace Isl.Grains.Regression;

/// <summary>The numbers of a column: kept in memory of their own, or picked out of a table whenever they are read.</summary>
/// <remarks>
/// A table of n rows is not copied for each use that is made of its rows in another order, of some of them, or of its levels: what is new is
/// the list of rows, which all columns share. Reading costs one pass; whoever reads a column many times copies it first.
/// </remarks>
internal sealed class ColumnCells
{
    private readonly ReadOnlyMemory<double> _own;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly int[]? _rows;
    private readonly int _level = -1;
    private readonly Product? _product;

    private ColumnCells(Product product) => _product = product;

    private ColumnCells(ReadOnlyMemory<double> own, ReadOnlyMemory<byte> bytes, int[]? rows, int level) =>
        (_own, _bytes, _rows, _level) = (own, bytes, rows, level);

    /// <summary>Number of rows.</summary>
    public int Rows => _product?.One.Rows ?? _rows?.Length ?? Source.Length;

    /// <summary>Do the numbers lie in memory one after another?</summary>
    public bool IsKept => _rows is null && _level < 0 && _product is null;

    /// <summary>The numbers, where they lie in memory one after another.</summary>
    /// <exception cref="InvalidOperationException">They do not.</exception>
    public ReadOnlySpan<double> Kept => IsKept ? Source : throw new InvalidOperationException("The cells are picked, not kept.");

    private ReadOnlySpan<double> Source => _bytes.IsEmpty ? _own.Span : MemoryMarshal.Cast<byte, double>(_bytes.Span);

    /// <summary>Wraps numbers; not copied, and not to be written to afterwards.</summary>
    public static ColumnCells Of(ReadOnlyMemory<double> values) => new(values, default, null, -1);

    /// <summary>Wraps little-endian numbers; not copied, and not to be written to afterwards.</summary>
    public static ColumnCells OfBytes(ReadOnlyMemory<byte> bytes) => new(default, bytes, null, -1);

    /// <summary>1 where this column of codes holds a level, 0 elsewhere.</summary>
    public ColumnCells Indicator(int level) => new(_own, _bytes, _rows, level);

    /// <summary>The products of these numbers with what another column's are above a mean.</summary>
    public ColumnCells Times(ColumnCells other, double mean) => new(new Product(this, other, mean));

    /// <summary>The cells of the rows chosen.</summary>
    public ColumnCells OfRows(RowChoice choice) => _product is { } product
        ? new ColumnCells(product with { One = product.One.OfRows(choice), Other = product.Other.OfRows(choice) })
        : new ColumnCells(_own, _bytes, choice.Among(_rows), _level);

    /// <summary>The same numbers in memory of their own.</summary>
    public ColumnCells Copied() => Of(ToArray());

    /// <summary>Writes the cells of consecutive rows.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="destination">Overwritten; as many rows as it is long.</param>
    public void CopyTo(int first, Span<double> destination)
    {
        if (_product is { } product)
        {
            product.CopyTo(first, destination);
            return;
        }

        var source = Source;
        if (_rows is null)
        {
            source.Slice(first, destination.Length).CopyTo(destination);
        }
        else
        {
            var rows = _rows.AsSpan(first, destination.Length);
            for (var i = 0; i < rows.Length; i++)
            {
                destination[i] = source[rows[i]];
            }
        }

        for (var i = 0; i < destination.Length && _level >= 0; i++)
        {
            destination[i] = destination[i] == _level ? 1 : 0;
        }
    }

    /// <summary>The cells of consecutive rows: where they lie, or written to scratch.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="scratch">As long as there are rows; perhaps overwritten.</param>
    public ReadOnlySpan<double> Read(int first, Span<double> scratch)
    {
        if (IsKept)
        {
            return Source.Slice(first, scratch.Length);
        }

        CopyTo(first, scratch);
        return scratch;
    }

    /// <summary>The cells in an array: the one that they are kept in, else a new one.</summary>
    public double[] ToArray()
    {
        if (IsKept && _bytes.IsEmpty && MemoryMarshal.TryGetArray(_own, out var own) && own.Offset == 0 && own.Array!.Length == own.Count)
        {
            return own.Array;
        }

        var cells = new double[Rows];
        CopyTo(0, cells);
        return cells;
    }

    private sealed record Product(ColumnCells One, ColumnCells Other, double Mean)
    {
        public void CopyTo(int first, Span<double> destination)
        {
            One.CopyTo(first, destination);
            var other = Other.Read(first, new double[destination.Length]);
            for (var i = 0; i < destination.Length; i++)
            {
                destination[i] *= other[i] - Mean;
            }
        }
    }
}

/// <summary>Rows chosen from columns. From columns that are themselves chosen rows, it is worked out once for all that share them.</summary>
/// <param name="rows">The rows; one may be listed more than once.</param>
internal sealed class RowChoice(int[] rows)
{
    private readonly Dictionary<int[], int[]> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>The rows of the source, where the column has those listed of it; null where it has all of them.</summary>
    public int[] Among(int[]? chosen)
    {
        if (chosen is null)
        {
            return rows;
        }

        if (!_known.TryGetValue(chosen, out var joined))
        {
            _known[chosen] = joined = Array.ConvertAll(rows, row => chosen[row]);
        }

        return joined;
    }
}
