using System.Globalization;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Reports;

/// <summary>The levels of a condition: those of a category, the few values of a number, or its fifths.</summary>
/// <param name="Codes">The level of each row.</param>
/// <param name="Levels">The levels as they stand in answers.</param>
internal sealed record ConditionLabels(int[] Codes, object[] Levels)
{
    /// <summary>The labels of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="parts">How many parts a number with more values is cut into.</param>
    public static ConditionLabels Of(DesignColumn column, int parts)
    {
        var values = column.Values;
        var distinct = Samples.Levels.Distinct(values);
        if (column.IsCategory || distinct.Length <= parts)
        {
            return new ConditionLabels(
                [.. values.Select(value => Array.BinarySearch(distinct, value))],
                [.. distinct.Select(value => Samples.Levels.Wire(column, value))]);
        }

        double[] sorted = [.. values];
        Array.Sort(sorted);
        double[] cuts = [.. Enumerable.Range(1, parts - 1).Select(part => sorted[part * sorted.Length / parts]).Distinct()];
        double[] edges = [sorted[0], .. cuts, sorted[^1]];
        return new ConditionLabels(
            [.. values.Select(value => cuts.Count(cut => value >= cut))],
            [.. Enumerable.Range(0, cuts.Length + 1).Select(part => (object)Text(edges[part], edges[part + 1], part == cuts.Length))]);
    }

    private static string Text(double low, double high, bool isLast) =>
        string.Create(CultureInfo.InvariantCulture, $"[{low}, {high}{(isLast ? "]" : ")")}");
}
