using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Isl.Grains.Regression;

/// <summary>An order of rows that depends on their content and a seed alone: whatever is drawn in it does not see how a table was sorted.</summary>
internal static class RowOrder
{
    /// <summary>The rows, sorted by the hash of (seed, content, number among equal rows).</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">The columns that make a row's content, in the order of their names; texts as their codes.</param>
    /// <param name="seed">Seed.</param>
    /// <remarks>O(n·d + n log n). Equal rows stay in the order given; nothing can tell them apart.</remarks>
    public static int[] Of(int rows, IReadOnlyList<double[]> columns, long seed)
    {
        var contents = new Int128[rows];
        var cells = new double[columns.Count];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < cells.Length; j++)
            {
                cells[j] = columns[j][i];
            }

            contents[i] = Hash(MemoryMarshal.AsBytes(cells.AsSpan()), seed, 0);
        }

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
