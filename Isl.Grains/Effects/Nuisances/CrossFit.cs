using Isl.Grains.Effects.Samples;
using Isl.Grains.Numerics;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Nuisances;

/// <summary>Predictions for each row from fits that did not see it; with one fold, from a fit on all rows.</summary>
internal static class CrossFit
{
    /// <summary>Fewest rows of an arm for each fold.</summary>
    public const int RowsPerFold = 10;

    /// <summary>Folds that the smallest arm allows.</summary>
    public static int FoldsFor(EstimationData data, int asked)
    {
        var smallest = data.Treatment.HasArms
            ? Enumerable.Range(0, data.Treatment.Levels.Length).Min(arm => data.Treatment.Arms.Count(own => own == arm))
            : data.Rows;
        return Math.Max(1, Math.Min(asked, smallest / RowsPerFold));
    }

    /// <summary>The division of the rows.</summary>
    public static Folds Divide(EstimationData data, int folds, int repeat) => data.Clusters.Length > 0
        ? Folds.ByCluster(data.Clusters, folds, repeat)
        : Folds.Stratified(data.Treatment.HasArms ? data.Treatment.Arms : new int[data.Rows], folds, repeat);

    /// <summary>The chances of the arms.</summary>
    public static double[][] Chances(EstimationData data, DesignMatrix design, Folds folds, WorkBudget budget)
    {
        if (folds.Count == 1)
        {
            return PropensityFit.OfAll(data, design, budget).Probabilities;
        }

        var chances = data.Treatment.Levels.Select(_ => new double[data.Rows]).ToArray();
        for (var fold = 0; fold < folds.Count; fold++)
        {
            var inside = folds.Rows(fold, true);
            var fit = PropensityFit.Of(data, design, folds.Rows(fold, false), budget) ?? PropensityFit.OfAll(data, design, budget);
            var predicted = fit.Predict(design.OfRows(inside));
            for (var k = 0; k < chances.Length; k++)
            {
                Scatter(predicted[k], inside, chances[k]);
            }
        }

        return chances;
    }

    /// <summary>The mean of a target by the design, fitted on the rows of one arm, or on all.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="target">What is predicted.</param>
    /// <param name="design">From what.</param>
    /// <param name="arm">The arm fitted on; null for all rows.</param>
    /// <param name="isLogistic">Logistic, for a target of 0 and 1.</param>
    /// <param name="folds">The division.</param>
    /// <param name="budget">Tested at each fit.</param>
    public static double[] Means(
        EstimationData data, double[] target, DesignMatrix design, int? arm, bool isLogistic, Folds folds, WorkBudget budget)
    {
        var means = new double[data.Rows];
        for (var fold = 0; fold < folds.Count; fold++)
        {
            budget.ThrowIfCancelled();
            var (at, isAll) = (fold, folds.Count == 1);
            int[] rows = [.. Enumerable.Range(0, data.Rows)
                .Where(row => (isAll || folds.Of[row] != at) && (arm is null || data.Treatment.Arms[row] == arm))];
            var inside = folds.Rows(fold, true);
            if (rows.Length == 0)
            {
                // Folds of clusters may hold every row of an arm: then the arm's own rows are all there is to learn from.
                rows = data.Treatment.RowsOf(arm ?? 0);
            }

            double[] weights = data.Weights.Length == 0 ? [] : [.. rows.Select(row => data.Weights[row])];
            var isWhole = isAll && arm is null;
            var fit = OutcomeRegression.Fit(
                isWhole ? design : design.OfRows(rows), [.. rows.Select(row => target[row])], weights, isLogistic, budget);
            Scatter(fit.Predict(isAll ? design : design.OfRows(inside)), inside, means);
        }

        return means;
    }

    private static void Scatter(double[] values, int[] rows, double[] destination)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            destination[rows[i]] = values[i];
        }
    }
}
