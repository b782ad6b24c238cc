using Isl.Grains.Effects.Nuisances;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Numerics;
using Isl.Grains.Regression;
using Isl.Grains.Words;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Effects.Estimators;

/// <summary>Outcome models of the arms, averaged over the rows that the estimand is about.</summary>
/// <remarks>Source: Robins (1986); Lin (2013). Errors: stacked estimating equations, the covariates random.</remarks>
internal static class GComputation
{
    /// <summary>Estimates.</summary>
    public static EstimatorDraft Run(EstimationContext context, EstimatorSpec spec)
    {
        var data = context.Data;
        var isLogistic = spec.OutcomeModel is NuisanceModel.Logistic
            || (spec.OutcomeModel is NuisanceModel.Auto or NuisanceModel.Spline or NuisanceModel.Boosted && data.IsBinaryOutcome);
        var model = spec.OutcomeModel is NuisanceModel.Spline or NuisanceModel.Boosted ? NuisanceModel.Spline : NuisanceModel.Linear;
        var basis = CovariateBasis.ForOutcome(data, model, isLogistic, byArm: true, context.Budget);
        var arms = new Dictionary<int, ArmModel>();
        var pairs = context.Contrast.Pairs.Select(pair =>
        {
            var (from, to) = (Mean(pair, pair.From), Mean(pair, pair.To));
            return Differences.Of(from, to, pair.Factor);
        }).ToList();
        var caveats = new List<Finding>();
        if (spec.OutcomeModel == NuisanceModel.Boosted)
        {
            caveats.Add(new TreesReplaced());
        }

        if (arms.Values.Any(arm => arm.Fit.IsSeparated))
        {
            caveats.Add(new OutcomeSeparated(data.OutcomeName));
        }

        return new EstimatorDraft(
            [.. pairs],
            ErrorKinds.Stacked(data, "stacked"),
            new EstimateDiagnostics
            {
                OutcomeModel = basis.IsSpline ? NuisanceModel.Spline : isLogistic ? NuisanceModel.Logistic : NuisanceModel.Linear,
            },
            [.. caveats]);

        MeanDraft Mean(ArmPair pair, int arm)
        {
            if (!arms.TryGetValue(arm, out var fitted))
            {
                arms[arm] = fitted = ArmModel.Of(data, basis.Design, arm, isLogistic, context.Budget);
            }

            return Average(data, spec.Estimand, pair, fitted, basis);
        }
    }

    private static MeanDraft Average(EstimationData data, EffectEstimand estimand, ArmPair pair, ArmModel arm, CovariateBasis basis)
    {
        var shares = new double[data.Rows];
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = data.Weight(i) * TargetWeights.Membership(estimand, pair, data.Treatment.Arms[i]);
        }

        var total = shares.Sum();
        var mean = 0.0;
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] /= total;
            mean += shares[i] * arm.Means[i];
        }

        var contributions = new double[data.Rows];
        for (var i = 0; i < shares.Length; i++)
        {
            contributions[i] = shares[i] * (arm.Means[i] - mean);
        }

        var own = arm.Fit.Contributions(basis.Design, shares, arm.Means) ?? [];
        for (var i = 0; i < own.Length; i++)
        {
            contributions[arm.Rows[i]] += own[i];
        }

        return new MeanDraft(mean, contributions);
    }

    /// <summary>The outcome model of an arm.</summary>
    private sealed record ArmModel(OutcomeRegression Fit, int[] Rows, double[] Means)
    {
        public static ArmModel Of(
            EstimationData data, DesignMatrix design, int arm, bool isLogistic, WorkBudget budget)
        {
            var rows = data.Treatment.RowsOf(arm);
            double[] weights = data.Weights.Length == 0 ? [] : [.. rows.Select(row => data.Weights[row])];
            var fit = OutcomeRegression.Fit(design.OfRows(rows), [.. rows.Select(row => data.Outcome[row])], weights, isLogistic, budget);
            return new ArmModel(fit, rows, fit.Predict(design));
        }
    }
}
