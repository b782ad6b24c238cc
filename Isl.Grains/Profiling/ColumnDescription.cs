using System.Collections.Immutable;
using Isl.Grains.Data;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Profiling;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Profiling;

namespace Isl.Grains.Profiling;

/// <summary>Describes one column.</summary>
internal static class ColumnDescription
{
    private const int MostLevels = TableReading.MostCategories;
    private const int LongestText = 40;
    private const int MostBins = 30;

    private static readonly (string Name, double Level)[] Quantiles =
        [("p01", 0.01), ("p05", 0.05), ("p25", 0.25), ("p50", 0.5), ("p75", 0.75), ("p95", 0.95), ("p99", 0.99)];

    /// <summary>The profile of a column.</summary>
    public static ColumnProfile Of(TypedColumn column, int rows, ImmutableArray<DataNote> notes)
    {
        var sorted = column.Sorted;
        var hasLevels = column.Kind is ColumnKind.Binary or ColumnKind.Category || (column.Kind == ColumnKind.Constant && column.IsText);
        var isQuantity = !column.IsText && sorted.Length > 0;
        var (mean, spread) = ColumnFacts.Moments(sorted);
        var sentinels = isQuantity ? Sentinels.Of(sorted, rows) : [];
        return new ColumnProfile(
            column.Name,
            column.Kind,
            column.Missing,
            WireNumber.Round((double)column.Missing / rows),
            column.Reading?.Unreadable ?? 0,
            column.Distinct,
            hasLevels && sorted.Length > 0 ? Levels(column) : null,
            isQuantity ? sorted[0] : null,
            isQuantity ? sorted[^1] : null,
            isQuantity ? WireNumber.Round(mean) : null,
            isQuantity && sorted.Length > 1 ? WireNumber.Round(Math.Sqrt(spread / (sorted.Length - 1))) : null,
            isQuantity ? WireNumber.Map(Quantiles.Select(quantile => (quantile.Name, QuantileOf(sorted, quantile.Level)))) : null,
            isQuantity && column.Kind == ColumnKind.Numeric ? Histogram(sorted) : null,
            sentinels,
            [.. Remedies(column, rows, sentinels, notes).Texts()]);
    }

    /// <summary>The quantile at a level, by linear interpolation between neighbours (type 7 of Hyndman and Fan, 1996).</summary>
    public static double QuantileOf(ReadOnlySpan<double> sorted, double level)
    {
        var at = level * (sorted.Length - 1);
        var below = (int)Math.Floor(at);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((at - below) * (sorted[above] - sorted[below]));
    }

    private static ImmutableArray<LevelCount> Levels(TypedColumn column)
    {
        var runs = new List<(double Value, int Count)>();
        foreach (var value in column.Sorted)
        {
            if (runs.Count > 0 && runs[^1].Value == value)
            {
                runs[^1] = (value, runs[^1].Count + 1);
            }
            else
            {
                runs.Add((value, 1));
            }
        }

        var byCount = runs.OrderByDescending(run => run.Count).ToList(); // stable: ties in the order of the values
        var shown = byCount.Take(MostLevels).Select(run => new LevelCount(Short(column.LabelOf(run.Value)), run.Count));
        return byCount.Count <= MostLevels
            ? [.. shown]
            : [.. shown, new LevelCount("other", byCount.Skip(MostLevels).Sum(run => run.Count), byCount.Count - MostLevels)];
    }

    private static string Short(string text) => text.Length <= LongestText ? text : text[..LongestText] + "…";

    private static BinnedCounts Histogram(double[] sorted)
    {
        var (least, most) = (sorted[0], sorted[^1]);
        var bins = Math.Clamp((int)Math.Ceiling(Math.Sqrt(sorted.Length)), 1, MostBins);
        var edges = new double[bins + 1];
        for (var i = 0; i <= bins; i++)
        {
            edges[i] = i == bins ? most : least + ((most - least) * i / bins);
        }

        var counts = new int[bins];
        var bin = 0;
        foreach (var value in sorted)
        {
            while (bin < bins - 1 && value >= edges[bin + 1])
            {
                bin++;
            }

            counts[bin]++;
        }

        return new BinnedCounts([.. edges], [.. counts]);
    }

    private static IEnumerable<Finding> Remedies(
        TypedColumn column, int rows, ImmutableArray<Sentinel> sentinels, ImmutableArray<DataNote> notes)
    {
        var name = column.Name;
        if (column.Sorted.Length == 0)
        {
            yield return new NoValues(name);
        }
        else if (column.Kind == ColumnKind.Constant)
        {
            yield return new OneValue(name);
        }

        if (column.Reading is { Trouble: not ColumnTrouble.None } reading)
        {
            yield return new TroubledColumn(name, reading.Trouble, reading.IsText, reading.Unreadable);
        }

        if (column.Missing > 0 && column.Sorted.Length > 0)
        {
            yield return new MissingCells(name, column.Missing, rows);
        }

        foreach (var sentinel in sentinels)
        {
            yield return new SuspectCode(name, sentinel.Value, sentinel.Count, sentinel.Reason == SentinelReason.KnownCode);
        }

        if (column.Kind == ColumnKind.Identifier)
        {
            yield return new NamesOfRows(name);
        }
        else if (column.Kind == ColumnKind.Category && column.Distinct > TableReading.MostCategories)
        {
            yield return new ManyLevels(name, column.Distinct, TableReading.MostCategories);
        }
        else if (column.Kind == ColumnKind.Numeric && ColumnFacts.Of(column).IsFewWholeNumbers)
        {
            yield return new FewWholeNumbers(name, column.Distinct);
        }

        foreach (var note in notes.Where(note => note.Columns.Contains(name)))
        {
            yield return new Words.Discovery.TableRead(note);
        }
    }
}
