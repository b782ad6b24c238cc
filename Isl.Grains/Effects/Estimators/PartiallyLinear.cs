using Isl.Grains.Effects.Nuisances;
using Isl.Grains.Interfaces.Effects;

namespace Isl.Grains.Effects.Estimators;

/// <summary>Double machine learning of the partially linear model: residual on residual.</summary>
/// <remarks>Source: Robinson (1988); Chernozhukov et al. (2018).</remarks>
internal static class PartiallyLinear
{
    /// <summary>Estimates.</summary>
    public static EstimatorDraft Run(EstimationContext context, EstimatorSpec spec)
    {
        var data = context.Data;
        var outcome = CovariateBasis.ForOutcome(data, spec.OutcomeModel, false, byArm: false, context.Budget);
        var treatment = CovariateBasis.ForTreatment(data, spec.TreatmentModel, context.Budget);
        var count = CrossFit.FoldsFor(data, spec.Folds);
        var repeats = count == 1 ? 1 : spec.Repeats;
        var runs = Enumerable.Range(0, repeats).Select(Once).ToArray();
        if (TreesInTime.Instead(context, spec, Run) is { } simpler)
        {
            return simpler;
        }

        return new EstimatorDraft(
            [RepeatedRuns.Median(runs, data.Clusters)],
            ErrorKinds.Stacked(data, "neyman_score"),
            new EstimateDiagnostics
            {
                Folds = count,
                Repeats = repeats > 1 ? repeats : null,
                OutcomeModel = outcome.Form,
                TreatmentModel = treatment.Form,
            },
            [.. NuisanceCaveats.Of(data, spec, count, outcome, treatment)]);

        PairDraft Once(int repeat)
        {
            var folds = CrossFit.Divide(data, count, repeat);
            var meanY = CrossFit.Means(data, data.Outcome, outcome, null, false, folds, context.Budget);
            var meanT = CrossFit.Means(data, data.Treatment.Values, treatment, null, false, folds, context.Budget);
            return Slope(data, meanY, meanT, context.Contrast.Pairs[0].Factor);
        }
    }

    private static PairDraft Slope(Samples.EstimationData data, double[] meanY, double[] meanT, double factor)
    {
        var n = data.Rows;
        var (numerator, denominator) = (new double[n], new double[n]);
        var (above, below) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            var residual = data.Treatment.Values[i] - meanT[i];
            numerator[i] = residual * (data.Outcome[i] - meanY[i]);
            denominator[i] = residual * residual;
            (above, below) = (above + (data.Weight(i) * numerator[i]), below + (data.Weight(i) * denominator[i]));
        }

        var slope = above / below;
        var contributions = new double[n];
        for (var i = 0; i < n; i++)
        {
            contributions[i] = factor * data.Weight(i) * (numerator[i] - (slope * denominator[i])) / below;
            numerator[i] *= factor;
        }

        return new PairDraft { Value = factor * slope, Contributions = contributions, Scores = new EffectScores(numerator, denominator) };
    }
}
