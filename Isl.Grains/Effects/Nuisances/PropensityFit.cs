using Isl.Grains.Effects.Samples;
using Isl.Grains.Numerics;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Nuisances;

/// <summary>Fits of the chances of the arms.</summary>
internal static class PropensityFit
{
    /// <summary>The fit on the rows listed; null where an arm has none among them.</summary>
    public static LogisticFit? Of(EstimationData data, DesignMatrix design, int[] rows, WorkBudget budget)
    {
        int[] arms = [.. rows.Select(row => data.Treatment.Arms[row])];
        var count = data.Treatment.Levels.Length;
        if (arms.Distinct().Count() < count)
        {
            return null;
        }

        double[] weights = data.Weights.Length == 0 ? [] : [.. rows.Select(row => data.Weights[row])];
        return LogisticRegression.Fit(design.OfRows(rows), arms, count, weights, budget);
    }

    /// <summary>The fit on all rows.</summary>
    public static LogisticFit OfAll(EstimationData data, DesignMatrix design, WorkBudget budget) =>
        LogisticRegression.Fit(design, data.Treatment.Arms, data.Treatment.Levels.Length, data.Weights, budget);

    /// <summary>The chances moved to between a limit and 1 less it, and whose were moved.</summary>
    public static (double[][] Chances, bool[] IsMoved) Clip(double[][] chances, double limit)
    {
        var moved = new bool[chances[0].Length];
        var clipped = chances.Select(values => new double[values.Length]).ToArray();
        for (var k = 0; k < chances.Length; k++)
        {
            for (var i = 0; i < moved.Length; i++)
            {
                clipped[k][i] = Math.Clamp(chances[k][i], Math.Max(limit, 1e-12), 1 - limit);
                moved[i] |= limit > 0 && clipped[k][i] != chances[k][i];
            }
        }

        return (clipped, moved);
    }
}
