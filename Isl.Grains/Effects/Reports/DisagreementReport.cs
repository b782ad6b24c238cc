using Isl.Grains.Effects.Estimators;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Regression;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Effects.Reports;

/// <summary>How far estimates of the same thing are apart.</summary>
internal static class DisagreementReport
{
    /// <summary>Beyond this many standard errors it is a caveat.</summary>
    public const double Tolerated = 2;

    /// <summary>The two that are farthest apart; null with fewer than two of one estimand.</summary>
    public static EstimateDisagreement? Of(
        EstimationContext context, IReadOnlyList<(EstimatorSpec Spec, EffectEstimate Estimate, EstimatorDraft Draft)> runs)
    {
        var comparable = runs.Where(run => run.Spec.Name != EstimatorName.Unadjusted && !context.Contrast.IsByLevel).ToList();
        (string, string)? between = null;
        var (largest, error) = (-1.0, (double?)null);
        for (var i = 0; i < comparable.Count; i++)
        {
            for (var j = i + 1; j < comparable.Count; j++)
            {
                var (a, b) = (comparable[i], comparable[j]);
                if (a.Estimate.Estimand != b.Estimate.Estimand)
                {
                    continue;
                }

                var difference = Math.Abs(a.Draft.Pairs[0].Value - b.Draft.Pairs[0].Value);
                if (difference > largest)
                {
                    (largest, between, error) = (difference, (a.Spec.Id, b.Spec.Id), Error(context, a.Draft.Pairs[0], b.Draft.Pairs[0]));
                }
            }
        }

        return between is not { } ids || !double.IsFinite(largest)
            ? null
            : new EstimateDisagreement(
                Finite.Of(largest)!.Value,
                [ids.Item1, ids.Item2],
                Finite.Of(error),
                new EstimatesDiffer(ids.Item1, ids.Item2, largest, error, IsLarge(largest, error)).Text);
    }

    /// <summary>Is it more than chance explains?</summary>
    public static bool IsLarge(double difference, double? error) => error is { } own && own > 0 && difference > Tolerated * own;

    private static double? Error(EstimationContext context, PairDraft a, PairDraft b)
    {
        if (a.Contributions is null || b.Contributions is null)
        {
            return null;
        }

        double[] difference = [.. a.Contributions.Zip(b.Contributions, (x, y) => x - y)];
        return Math.Sqrt(RowSums.Variance(difference, context.Data.Clusters));
    }
}
