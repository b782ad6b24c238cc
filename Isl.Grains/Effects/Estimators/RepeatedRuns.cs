using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Estimators;

/// <summary>Several divisions into folds as one estimate.</summary>
internal static class RepeatedRuns
{
    /// <summary>The median of the values; its variance is the median of (variance + squared distance from the median).</summary>
    /// <remarks>Source: Chernozhukov et al. (2018), definition 3.3.</remarks>
    public static PairDraft Median(PairDraft[] runs, int[] clusters)
    {
        if (runs.Length == 1)
        {
            return runs[0];
        }

        var middle = Of([.. runs.Select(run => run.Value)]);
        var nearest = runs.MinBy(run => Math.Abs(run.Value - middle))!;
        var variance = Of([.. runs.Select(run => RowSums.Variance(run.Contributions!, clusters) + ((run.Value - middle) * (run.Value - middle)))]);
        return nearest with { Value = middle, StandardError = Math.Sqrt(variance) };
    }

    private static double Of(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
