using System.Collections.Immutable;
using Isl.Grains.Interfaces.Profiling;

namespace Isl.Grains.Profiling;

/// <summary>Finds values that look like codes for something else. They are told, never removed.</summary>
internal static class Sentinels
{
    /// <summary>Share of the rows from which on a value is frequent.</summary>
    private const double FrequentShare = 0.005;

    /// <summary>Interquartile ranges of the rest from which on a value is far from it.</summary>
    private const double FarRanges = 5;

    /// <summary>The same for a known code that could be a plain large value.</summary>
    private const double ApartRanges = 1.5;

    /// <summary>Times the usual frequency of a value from which on a known code amid the others is too frequent.</summary>
    private const double TooFrequent = 10;

    private static readonly double[] Codes =
        [-9, -77, -88, -99, -777, -888, -999, -7777, -8888, -9999, -99999, -999999, 99, 999, 9999, 99999, 999999];

    /// <summary>The sentinels among the values of a column, ascending. O(n).</summary>
    /// <param name="sorted">The values, ascending.</param>
    /// <param name="rows">Rows of the table.</param>
    public static ImmutableArray<Sentinel> Of(double[] sorted, int rows)
    {
        var runs = Runs(sorted);
        if (runs.Count < 2)
        {
            return [];
        }

        var usual = (double)sorted.Length / runs.Count;
        var found = ImmutableArray.CreateBuilder<Sentinel>();
        var (first, last) = Core(runs);
        foreach (var run in runs)
        {
            var (value, at, count) = run;
            if (Codes.AsSpan().Contains(value) && IsCode(value, count))
            {
                found.Add(new Sentinel(value, count, SentinelReason.KnownCode));
            }
            else if (count > 1 && count >= FrequentShare * rows && IsFar(sorted, at, count, value, FarRanges))
            {
                found.Add(new Sentinel(value, count, SentinelReason.FarFromTheRest));
            }

            bool IsCode(double code, int times) =>
                first > last || code < first || (code > last && IsFar(sorted, at, times, code, ApartRanges))
                || (times >= FrequentShare * rows && times > TooFrequent * usual);
        }

        return found.ToImmutable();
    }

    /// <summary>The least and the greatest value that is no known code; the wrong way round where there is none.</summary>
    private static (double First, double Last) Core(List<(double Value, int At, int Count)> runs)
    {
        var rest = runs.Where(run => !Codes.AsSpan().Contains(run.Value)).Select(run => run.Value).ToList();
        return rest.Count == 0 ? (0, -1) : (rest[0], rest[^1]);
    }

    private static List<(double Value, int At, int Count)> Runs(double[] sorted)
    {
        var runs = new List<(double Value, int At, int Count)>();
        for (var i = 0; i < sorted.Length;)
        {
            var end = i + 1;
            while (end < sorted.Length && sorted[end] == sorted[i])
            {
                end++;
            }

            runs.Add((sorted[i], i, end - i));
            i = end;
        }

        return runs;
    }

    /// <summary>Does a value lie farther from the quartiles of the other values than so many of their interquartile ranges?</summary>
    private static bool IsFar(double[] sorted, int at, int count, double value, double ranges)
    {
        var rest = sorted.Length - count;
        if (rest == 0)
        {
            return false;
        }

        var (low, high) = (Quantile(0.25), Quantile(0.75));
        var range = high - low;
        return range > 0 && (value < low - (ranges * range) || value > high + (ranges * range));

        double Quantile(double level)
        {
            var place = level * (rest - 1);
            var below = (int)Math.Floor(place);
            var (a, b) = (Rest(below), Rest(Math.Min(below + 1, rest - 1)));
            return a + ((place - below) * (b - a));
        }

        double Rest(int i) => sorted[i < at ? i : i + count];
    }
}
