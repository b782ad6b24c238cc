using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Profiling;
using Isl.Grains.Numerics;

namespace Isl.Grains.Profiling;

/// <summary>Counts rows that are copies of others.</summary>
internal static class EqualRows
{
    private const ulong Prime = 0x9E3779B97F4A7C15;

    /// <summary>The count. Rows are put together by a hash of their cells and then compared cell by cell. O(rows · (columns + log rows)).</summary>
    public static DuplicateRows Count(Dataset data, WorkBudget budget)
    {
        var hashes = new ulong[data.Rows];
        for (var column = 0; column < data.Columns; column++)
        {
            budget.ThrowIfCancelled();
            var cells = data.Column(column);
            for (var row = 0; row < cells.Length; row++)
            {
                var mixed = (hashes[row] ^ BitConverter.DoubleToUInt64Bits(cells[row] + 0.0)) * Prime;
                hashes[row] = mixed ^ (mixed >> 29);
            }
        }

        var rows = Enumerable.Range(0, data.Rows).ToArray();
        Array.Sort(hashes, rows);
        var (copies, groups) = (0, 0);
        for (var from = 0; from < rows.Length;)
        {
            var to = from + 1;
            while (to < rows.Length && hashes[to] == hashes[from])
            {
                to++;
            }

            foreach (var size in Sizes(data, rows.AsSpan(from, to - from)))
            {
                copies += size - 1;
                groups += size > 1 ? 1 : 0;
            }

            from = to;
        }

        return new DuplicateRows(copies, groups);
    }

    /// <summary>Sizes of the groups of equal rows among rows of one hash, which nearly always are one group.</summary>
    private static List<int> Sizes(Dataset data, ReadOnlySpan<int> rows)
    {
        var (firsts, sizes) = (new List<int>(), new List<int>());
        foreach (var row in rows)
        {
            var known = rows.Length == 1 ? -1 : firsts.FindIndex(first => AreEqual(data, first, row));
            if (known < 0)
            {
                firsts.Add(row);
                sizes.Add(1);
            }
            else
            {
                sizes[known]++;
            }
        }

        return sizes;
    }

    private static bool AreEqual(Dataset data, int a, int b)
    {
        var values = data.Values;
        for (var at = 0; at < values.Length; at += data.Rows)
        {
            if (!values[at + a].Equals(values[at + b]) && values[at + a] != values[at + b])
            {
                return false;
            }
        }

        return true;
    }
}
