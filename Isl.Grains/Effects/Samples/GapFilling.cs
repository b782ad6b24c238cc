using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Samples;

/// <summary>Fills gaps of covariates: with the mean of the rows used, or a level of their own; and flags them.</summary>
internal static class GapFilling
{
    /// <summary>What a gap among levels is called.</summary>
    public const string Missing = "(missing)";

    /// <summary>Fills a column.</summary>
    /// <param name="column">The column, of the rows used.</param>
    /// <param name="weights">Sampling weights; empty for none.</param>
    /// <param name="flags">Takes the flag of a column of numbers with gaps.</param>
    public static DesignColumn Fill(DesignColumn column, double[] weights, Dictionary<string, DesignColumn> flags)
    {
        var values = column.Values;
        if (!Array.Exists(values, double.IsNaN))
        {
            return Levels.Compact(column);
        }

        if (column.IsCategory)
        {
            double[] codes = [.. values.Select(value => double.IsNaN(value) ? column.Levels.Length : value)];
            return Levels.Compact(new DesignColumn(column.Name, codes, column.Levels.Add(Missing)));
        }

        var (sum, total) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]))
            {
                var weight = weights.Length == 0 ? 1 : weights[i];
                (sum, total) = (sum + (weight * values[i]), total + weight);
            }
        }

        var mean = total > 0 ? sum / total : 0;
        flags[column.Name] = DesignColumn.Numeric($"{column.Name} {Missing}", [.. values.Select(value => double.IsNaN(value) ? 1.0 : 0)]);
        return DesignColumn.Numeric(column.Name, [.. values.Select(value => double.IsNaN(value) ? mean : value)]);
    }
}
