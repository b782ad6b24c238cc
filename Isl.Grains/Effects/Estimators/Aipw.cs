using Isl.Grains.Effects.Nuisances;
using Isl.Grains.Interfaces.Effects;

namespace Isl.Grains.Effects.Estimators;

/// <summary>Augmented inverse probability weighting: right where the outcome model is, or the propensities are.</summary>
/// <remarks>Source: Robins, Rotnitzky and Zhao (1994); cross-fitted: Chernozhukov et al. (2018).</remarks>
internal static class Aipw
{
    /// <summary>Estimates.</summary>
    public static EstimatorDraft Run(EstimationContext context, EstimatorSpec spec)
    {
        var data = context.Data;
        var isLogistic = spec.OutcomeModel == NuisanceModel.Logistic || (spec.OutcomeModel != NuisanceModel.Linear && data.IsBinaryOutcome);
        var outcome = CovariateBasis.ForOutcome(data, spec.OutcomeModel, isLogistic, byArm: true, context.Budget);
        var treatment = CovariateBasis.ForArms(data, spec.PropensityModel, context.Budget);
        var count = CrossFit.FoldsFor(data, spec.Folds);
        var repeats = count == 1 ? 1 : spec.Repeats;
        var runs = Enumerable.Range(0, repeats).Select(repeat => Once(repeat)).ToList();
        var pairs = Enumerable.Range(0, context.Contrast.Pairs.Length)
            .Select(at => RepeatedRuns.Median([.. runs.Select(run => run[at])], data.Clusters));
        if (TreesInTime.Instead(context, spec, Run) is { } simpler)
        {
            return simpler;
        }

        return new EstimatorDraft(
            [.. pairs],
            ErrorKinds.Stacked(data, "influence"),
            new EstimateDiagnostics
            {
                Folds = count,
                Repeats = repeats > 1 ? repeats : null,
                OutcomeModel = outcome.Named(isLogistic ? NuisanceModel.Logistic : NuisanceModel.Linear),
                PropensityModel = treatment.Named(NuisanceModel.Logistic),
            },
            [.. NuisanceCaveats.Of(data, spec, count, outcome, treatment)]);

        PairDraft[] Once(int repeat)
        {
            var folds = CrossFit.Divide(data, count, repeat);
            var raw = count == 1 && treatment.Form == NuisanceModel.Linear
                ? context.Propensity.Probabilities
                : CrossFit.Chances(data, treatment, folds, context.Budget);
            var (chances, _) = PropensityFit.Clip(raw, context.Clip);
            var means = new Dictionary<int, double[]>();
            return [.. context.Contrast.Pairs.Select(pair =>
                AipwScores.Effect(data, spec.Estimand, pair, chances, Means(pair.From), Means(pair.To)))];

            double[] Means(int arm)
            {
                if (!means.TryGetValue(arm, out var values))
                {
                    means[arm] = values = CrossFit.Means(data, data.Outcome, outcome, arm, isLogistic, folds, context.Budget);
                }

                return values;
            }
        }
    }
}
