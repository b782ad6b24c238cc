using Isl.Grains.Effects.Samples;
using Isl.Grains.Numerics;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Nuisances;

/// <summary>Nuisances by boosted trees, fitted on some rows and read off at others.</summary>
/// <remarks>The bins are those of all rows: they see covariates alone, never what is predicted.</remarks>
internal static class BoostedFit
{
    /// <summary>The chances of the arms at rows.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="design">What the trees split by.</param>
    /// <param name="rows">Fitted on; where they lack an arm, all rows are.</param>
    /// <param name="asked">Read off at.</param>
    /// <param name="budget">Tested at each tree.</param>
    public static double[][] Chances(EstimationData data, DesignMatrix design, int[] rows, int[] asked, WorkBudget budget)
    {
        var count = data.Treatment.Levels.Length;
        var arms = Pick(data.Treatment.Arms, rows);
        if (arms.Distinct().Count() < count)
        {
            (arms, rows) = (data.Treatment.Arms, [.. Enumerable.Range(0, data.Rows)]);
        }

        return BoostedTrees.FitClasses(design.Binned.OfRows(rows), arms, count, Pick(data.Weights, rows), budget)
            .PredictChances(design.Binned.OfRows(asked));
    }

    /// <summary>The mean of a target at rows.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="target">What is predicted.</param>
    /// <param name="design">What the trees split by.</param>
    /// <param name="rows">Fitted on.</param>
    /// <param name="isLogistic">By deviance, for a target of 0 and 1.</param>
    /// <param name="asked">Read off at.</param>
    /// <param name="budget">Tested at each tree.</param>
    public static double[] Means(
        EstimationData data, double[] target, DesignMatrix design, int[] rows, bool isLogistic, int[] asked, WorkBudget budget)
    {
        var (seen, unseen) = (design.Binned.OfRows(rows), design.Binned.OfRows(asked));
        var (values, weights) = (Pick(target, rows), Pick(data.Weights, rows));
        return isLogistic
            ? BoostedTrees.FitClasses(seen, Array.ConvertAll(values, value => (int)value), 2, weights, budget).PredictChances(unseen)[1]
            : BoostedTrees.FitMean(seen, values, weights, budget).PredictMean(unseen);
    }

    private static T[] Pick<T>(T[] values, int[] rows) => values.Length == 0 ? [] : Array.ConvertAll(rows, row => values[row]);
}
