using System.Runtime.InteropServices;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery.Data;

/// <summary>
/// Finds what a look at the rows would show: codes for missing values among the numbers, single wild values, rows that stand twice.
/// </summary>
internal static class WildValues
{
    /// <summary>A gap to the nearest other value of so many times the spread of the middle half is no tail of any usual distribution.</summary>
    private const double WildGap = 10;

    /// <summary>More rows with a value than this share are no strays.</summary>
    private const double MostStrays = 0.02;

    /// <summary>This share of the rows are copies of others before it is told; a few happen by chance among coarse values.</summary>
    private const double LeastCopies = 0.05;

    private const int LeastRows = 10;
    private const int MostTold = 5;

    /// <summary>Numbers that files use for a missing value.</summary>
    private static readonly double[] Codes = [-9, -99, -999, -9999, -99999, 99, 999, 9999, 99999, -88, -888, 888, -999.25, -9999.25];

    /// <summary>What was found, the most important first. O(n·d log n).</summary>
    public static List<Finding> Examine(Dataset data)
    {
        var findings = new List<Finding>();
        if (data.Rows < LeastRows)
        {
            return findings;
        }

        for (var column = 0; column < data.Columns && findings.Count < MostTold; column++)
        {
            if (Of(data.Variables[column], data.Column(column)) is { } finding)
            {
                findings.Add(finding);
            }
        }

        if (CountCopies(data) is var copies && copies >= LeastCopies * data.Rows)
        {
            findings.Add(new RepeatedRows(copies, data.Rows));
        }

        return findings;
    }

    /// <summary>Looks at the ends of a column: a value far from all others is a code for missing, or a stray.</summary>
    private static Finding? Of(string name, ReadOnlySpan<double> column)
    {
        var sorted = column.ToArray();
        Array.Sort(sorted);
        var n = sorted.Length;
        var (low, high) = (sorted[0], sorted[^1]);
        var (lows, highs) = (Count(sorted, low), Count(sorted, high));
        var middle = sorted[(3 * n) / 4] - sorted[n / 4];
        return Judge(name, low, lows, lows < n ? sorted[lows] - low : 0, middle, Spread(sorted, lows, n), n)
            ?? Judge(name, high, highs, highs < n ? high - sorted[n - highs - 1] : 0, middle, Spread(sorted, 0, n - highs), n);
    }

    private static Finding? Judge(string name, double value, int count, double gap, double middle, double rest, int rows)
    {
        var isCode = Codes.Contains(value) && gap > rest && rest > 0;
        var isStray = count <= Math.Max(1, MostStrays * rows) && middle > 0 && gap > WildGap * middle && gap > rest;
        return isCode ? new MissingCode(name, value, count) : isStray ? new StrayValue(name, value, count) : null;
    }

    private static double Spread(double[] sorted, int from, int to) => to > from ? sorted[to - 1] - sorted[from] : 0;

    private static int Count(double[] sorted, double value) => sorted.AsSpan().Count(value);

    /// <summary>
    /// Rows that are equal to an earlier one in every cell; 0 where any column holds few values, so that copies are to be expected.
    /// </summary>
    private static int CountCopies(Dataset data)
    {
        var distinct = new HashSet<double>();
        var cells = 1.0;
        for (var column = 0; column < data.Columns; column++)
        {
            distinct.Clear();
            foreach (var value in data.Column(column))
            {
                distinct.Add(value);
            }

            cells *= distinct.Count;
        }

        // Independent draws agree in about n² / (2 · combinations) pairs of rows: under n / 200 here, far below what is told.
        if (cells < 100.0 * data.Rows)
        {
            return 0;
        }

        var seen = new HashSet<string>(data.Rows);
        var row = new double[data.Columns];
        var copies = 0;
        for (var i = 0; i < data.Rows; i++)
        {
            for (var column = 0; column < row.Length; column++)
            {
                row[column] = data.Column(column)[i];
            }

            copies += seen.Add(Convert.ToBase64String(MemoryMarshal.AsBytes(row.AsSpan()))) ? 0 : 1;
        }

        return copies;
    }
}
