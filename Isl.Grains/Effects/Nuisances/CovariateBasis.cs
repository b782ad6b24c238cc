using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Numerics;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Nuisances;

/// <summary>The columns that a nuisance model sees: the covariates as they are, or as curves where those predict better.</summary>
/// <param name="Design">The columns.</param>
/// <param name="IsSpline">Are they curves?</param>
internal sealed record CovariateBasis(DesignMatrix Design, bool IsSpline)
{
    /// <summary>Most rows for which curves are tried unless they are asked for.</summary>
    private const int MostRows = 5_000;

    /// <summary>Most columns for which they are.</summary>
    private const int MostColumns = 50;

    private const int Folds = 5;

    /// <summary>The basis for the outcome in each arm, or in all rows.</summary>
    public static CovariateBasis ForOutcome(EstimationData data, NuisanceModel model, bool isLogistic, bool byArm, WorkBudget budget)
    {
        var strata = byArm ? data.Treatment.Arms : new int[data.Rows];
        return Choose(data, model, budget, (design, losses) =>
        {
            for (var arm = 0; arm <= strata.Max(); arm++)
            {
                int[] rows = [.. Enumerable.Range(0, data.Rows).Where(row => strata[row] == arm)];
                for (var fold = 0; fold < Folds; fold++)
                {
                    Losses(data, design, rows, fold, data.Outcome, isLogistic, losses, budget);
                }
            }
        });
    }

    /// <summary>The basis for a treatment of amounts, or of 0 and 1, by least squares.</summary>
    public static CovariateBasis ForTreatment(EstimationData data, NuisanceModel model, WorkBudget budget)
    {
        int[] rows = [.. Enumerable.Range(0, data.Rows)];
        return Choose(data, model, budget, (design, losses) =>
        {
            for (var fold = 0; fold < Folds; fold++)
            {
                Losses(data, design, rows, fold, data.Treatment.Values, false, losses, budget);
            }
        });
    }

    /// <summary>The basis for the arms.</summary>
    public static CovariateBasis ForArms(EstimationData data, NuisanceModel model, WorkBudget budget) =>
        Choose(data, model, budget, (design, losses) =>
        {
            for (var fold = 0; fold < Folds; fold++)
            {
                int[] inside = [.. Enumerable.Range(0, data.Rows).Where(row => row % Folds == fold)];
                int[] outside = [.. Enumerable.Range(0, data.Rows).Where(row => row % Folds != fold)];
                var chances = PropensityFit.Of(data, design, outside, budget)?.Predict(design.OfRows(inside));
                for (var i = 0; i < inside.Length && chances is not null; i++)
                {
                    losses[inside[i]] = -Math.Log(Math.Max(chances[data.Treatment.Arms[inside[i]]][i], 1e-12));
                }
            }
        });

    private static CovariateBasis Choose(EstimationData data, NuisanceModel model, WorkBudget budget, Action<DesignMatrix, double[]> evaluate)
    {
        var linear = new CovariateBasis(data.Design, false);
        var isTried = model is NuisanceModel.Spline or NuisanceModel.Boosted
            || (model == NuisanceModel.Auto && data.Rows <= MostRows && data.Design.Columns <= MostColumns);
        if (!isTried || budget.IsSpent)
        {
            return linear;
        }

        var splines = NaturalSpline.ForColumns(data.Design);
        if (Array.TrueForAll(splines, spline => spline is null))
        {
            return linear;
        }

        var curved = new CovariateBasis(NaturalSpline.Expand(data.Design, splines), true);
        if (curved.Design.Columns * Folds > data.Rows)
        {
            return linear;
        }

        var (plain, bent) = (new double[data.Rows], new double[data.Rows]);
        evaluate(linear.Design, plain);
        evaluate(curved.Design, bent);
        return IsBetter(plain, bent) ? curved : linear;
    }

    /// <summary>Better by more than one standard error of the difference.</summary>
    private static bool IsBetter(double[] plain, double[] bent)
    {
        var (mean, squares) = (0.0, 0.0);
        for (var i = 0; i < plain.Length; i++)
        {
            mean += (plain[i] - bent[i]) / plain.Length;
        }

        for (var i = 0; i < plain.Length; i++)
        {
            squares += (plain[i] - bent[i] - mean) * (plain[i] - bent[i] - mean);
        }

        return mean > Math.Sqrt(squares) / plain.Length;
    }

    private static void Losses(
        EstimationData data, DesignMatrix design, int[] rows, int fold, double[] target, bool isLogistic, double[] losses, WorkBudget budget)
    {
        int[] inside = [.. rows.Where((_, i) => i % Folds == fold)];
        int[] outside = [.. rows.Where((_, i) => i % Folds != fold)];
        if (inside.Length == 0 || outside.Length == 0)
        {
            return;
        }

        var weights = data.Weights.Length == 0 ? [] : outside.Select(row => data.Weights[row]).ToArray();
        var fit = OutcomeRegression.Fit(design.OfRows(outside), [.. outside.Select(row => target[row])], weights, isLogistic, budget);
        var means = fit.Predict(design.OfRows(inside));
        for (var i = 0; i < inside.Length; i++)
        {
            var y = target[inside[i]];
            losses[inside[i]] = isLogistic
                ? -Math.Log(Math.Max(y > 0.5 ? means[i] : 1 - means[i], 1e-12))
                : (y - means[i]) * (y - means[i]);
        }
    }
}
