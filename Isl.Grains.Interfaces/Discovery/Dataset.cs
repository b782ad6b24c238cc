using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Isl.Grains.Interfaces.Discovery;

/// <summary>A table of numbers: named columns of equal length, every cell finite, or NaN where values may be missing.</summary>
/// <remarks>
/// Values travel as bytes because serialising them is ten times cheaper than a <c>double[]</c>; nobody writes to them after
/// construction. Column order is part of the data set: some algorithms break ties by it.
/// </remarks>
[GenerateSerializer, Immutable, Alias("isl.dataset.v1")]
public sealed class Dataset
{
    /// <summary>Wraps column-major values.</summary>
    /// <param name="variables">Column names, distinct.</param>
    /// <param name="rows">Number of rows n.</param>
    /// <param name="columnMajor">n·d values, column after column; not copied, and not to be written to afterwards.</param>
    /// <exception cref="ArgumentException">The number of values is not rows times columns.</exception>
    public Dataset(ImmutableArray<string> variables, int rows, double[] columnMajor)
    {
        if (columnMajor.Length != (long)rows * variables.Length)
        {
            throw new ArgumentException($"{columnMajor.Length} values do not fill {rows} rows of {variables.Length} columns.", nameof(columnMajor));
        }

        Variables = variables;
        Rows = rows;
        Bytes = MemoryMarshal.AsBytes(columnMajor.AsSpan()).ToArray();
    }

    private Dataset(ImmutableArray<string> variables, int rows, ReadOnlyMemory<byte> bytes) => (Variables, Rows, Bytes) = (variables, rows, bytes);

    /// <summary>Fills a data set column by column, in its own memory.</summary>
    /// <param name="variables">Column names, distinct.</param>
    /// <param name="rows">Number of rows n.</param>
    /// <param name="fill">Writes the n cells of a column.</param>
    public static Dataset Create(ImmutableArray<string> variables, int rows, ColumnWriter fill)
    {
        var bytes = new byte[(long)rows * variables.Length * sizeof(double)];
        var cells = MemoryMarshal.Cast<byte, double>(bytes.AsSpan());
        for (var column = 0; column < variables.Length; column++)
        {
            fill(column, cells.Slice(column * rows, rows));
        }

        return new Dataset(variables, rows, bytes);
    }

    /// <summary>Column names in the caller's order.</summary>
    [Id(0)]
    public ImmutableArray<string> Variables { get; }

    /// <summary>Number of rows (samples).</summary>
    [Id(1)]
    public int Rows { get; }

    /// <summary>The values as little-endian doubles, column-major.</summary>
    [Id(2)]
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Number of columns (variables).</summary>
    public int Columns => Variables.Length;

    /// <summary>All values, column-major: cell (row, column) is at <c>column * Rows + row</c>.</summary>
    public ReadOnlySpan<double> Values => MemoryMarshal.Cast<byte, double>(Bytes.Span);

    /// <summary>One column.</summary>
    public ReadOnlySpan<double> Column(int column) => Values.Slice(column * Rows, Rows);

    /// <summary>The rows without a missing value (NaN); the same data set where none is missing. O(n·d).</summary>
    public Dataset WholeRows()
    {
        var whole = new List<int>(Rows);
        for (var row = 0; row < Rows; row++)
        {
            var isWhole = true;
            for (var column = 0; column < Columns && isWhole; column++)
            {
                isWhole = !double.IsNaN(Column(column)[row]);
            }

            if (isWhole)
            {
                whole.Add(row);
            }
        }

        return whole.Count == Rows ? this : Create(Variables, whole.Count, (column, cells) =>
        {
            var all = Column(column);
            for (var row = 0; row < cells.Length; row++)
            {
                cells[row] = all[whole[row]];
            }
        });
    }

    /// <summary>SHA-256 of format version, shape, names and values as 64 lower-case hexadecimal digits. O(n·d).</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"1\n{Rows}\n{Columns}\n{string.Join('\n', Variables)}\n"));
        hash.AppendData(Bytes.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>Writes the cells of a column.</summary>
/// <param name="column">Its number.</param>
/// <param name="cells">Where to.</param>
public delegate void ColumnWriter(int column, Span<double> cells);
