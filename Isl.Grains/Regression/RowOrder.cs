using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Isl.Grains.Regression;

/// <summary>An order of rows that depends on their content and a seed alone: whatever is drawn in it does not see how a table was sorted.</summary>
internal static class RowOrder
{
    private const int BlockRows = 256;

    /// <summary>The rows, sorted by the hash of (seed, content, number among equal rows).</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">The columns that make a row's content, in the order of their names; texts as their codes.</param>
    /// <param name="seed">Seed.</param>
    /// <remarks>O(n·d + n log n). Equal rows stay in the order given; nothing can tell them apart.</remarks>
    public static int[] Of(int rows, IReadOnlyList<double[]> columns, long seed) =>
        Of(rows, [.. columns.Select(column => ColumnCells.Of(column))], seed);

    /// <inheritdoc cref="Of(int, IReadOnlyList{double[]}, long)"/>
    public static int[] Of(int rows, IReadOnlyList<ColumnCells> columns, long seed)
    {
        var contents = Contents(rows, columns, seed);
        var seen = new Dictionary<Int128, int>(rows);
        var keys = new Int128[rows];
        Span<byte> content = stackalloc byte[16];
        for (var i = 0; i < rows; i++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, contents[i], out _);
            MemoryMarshal.Write(content, contents[i]);
            keys[i] = Hash(content, seed, ++number);
        }

        var order = new int[rows];
        for (var i = 0; i < rows; i++)
        {
            order[i] = i;
        }

        Array.Sort(keys, order);
        return order;
    }

    /// <summary>A column by the ranks of its values, for one whose scale means nothing: on another scale the rows have the same places.</summary>
    public static double[] Ranks(double[] values)
    {
        double[] distinct = [.. values.Distinct().Order()];
        return Array.ConvertAll(values, value => (double)Array.BinarySearch(distinct, value));
    }

    /// <summary>The hash of each row, read a block of rows at a time.</summary>
    private static Int128[] Contents(int rows, IReadOnlyList<ColumnCells> columns, long seed)
    {
        var contents = new Int128[rows];
        var (block, cells) = (new double[BlockRows * columns.Count], new double[columns.Count]);
        for (var first = 0; first < rows; first += BlockRows)
        {
            var count = Math.Min(BlockRows, rows - first);
            for (var j = 0; j < cells.Length; j++)
            {
                columns[j].CopyTo(first, block.AsSpan(j * BlockRows, count));
            }

            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j < cells.Length; j++)
                {
                    cells[j] = block[(j * BlockRows) + i];
                }

                contents[first + i] = Hash(MemoryMarshal.AsBytes(cells.AsSpan()), seed, 0);
            }
        }

        return contents;
    }

    private static Int128 Hash(ReadOnlySpan<byte> bytes, long seed, int number)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        var buffer = bytes.Length <= 1024 ? stackalloc byte[bytes.Length + 12] : new byte[bytes.Length + 12];
        MemoryMarshal.Write(buffer, seed);
        MemoryMarshal.Write(buffer[8..], number);
        bytes.CopyTo(buffer[12..]);
        SHA256.HashData(buffer, digest);
        return MemoryMarshal.Read<Int128>(digest);
    }
}
