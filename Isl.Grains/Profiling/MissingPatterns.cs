using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Profiling;
using Isl.Grains.Numerics;

namespace Isl.Grains.Profiling;

/// <summary>Which columns are missing together.</summary>
internal static class MissingPatterns
{
    /// <summary>All patterns, most frequent first, then those of fewer columns. O(rows · columns).</summary>
    /// <remarks>Rows are split column by column: a row keeps its pattern until a gap moves it to the one with that column more.</remarks>
    public static List<MissingPattern> Of(Dataset data, WorkBudget budget)
    {
        var pattern = new int[data.Rows];
        var (parents, columns) = (new List<int> { -1 }, new List<int> { -1 });
        for (var column = 0; column < data.Columns; column++)
        {
            budget.ThrowIfCancelled();
            var cells = data.Column(column);
            var moved = new Dictionary<int, int>();
            for (var row = 0; row < cells.Length; row++)
            {
                if (double.IsNaN(cells[row]))
                {
                    if (!moved.TryGetValue(pattern[row], out var next))
                    {
                        moved[pattern[row]] = next = parents.Count;
                        parents.Add(pattern[row]);
                        columns.Add(column);
                    }

                    pattern[row] = next;
                }
            }
        }

        var counts = new int[parents.Count];
        foreach (var one in pattern)
        {
            counts[one]++;
        }

        return
        [
            .. Enumerable.Range(0, counts.Length)
                .Where(one => counts[one] > 0)
                .Select(one => (Columns: ColumnsOf(one), Rows: counts[one]))
                .OrderByDescending(one => one.Rows)
                .ThenBy(one => one.Columns.Count)
                .ThenBy(one => string.Join(',', one.Columns.Select(column => $"{column:D6}")), StringComparer.Ordinal)
                .Select(one => new MissingPattern([.. one.Columns.Select(column => data.Variables[column])], one.Rows)),
        ];

        List<int> ColumnsOf(int one)
        {
            var found = new List<int>();
            for (; one > 0; one = parents[one])
            {
                found.Add(columns[one]);
            }

            found.Reverse();
            return found;
        }
    }
}
