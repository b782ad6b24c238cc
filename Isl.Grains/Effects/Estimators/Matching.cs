using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Words;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Effects.Estimators;

/// <summary>Matching with replacement, ties averaged, corrected for bias by regression.</summary>
/// <remarks>Source: Abadie and Imbens (2006), theorem 7 and section 4, for the error; (2011) for the correction.</remarks>
internal static class Matching
{
    /// <summary>Estimates.</summary>
    /// <exception cref="InputException">No row has a match within the caliper.</exception>
    public static EstimatorDraft Run(EstimationContext context, EstimatorSpec spec)
    {
        var (data, pair) = (context.Data, context.Contrast.Pairs[0]);
        var space = MatchingSpace.Of(context, spec.Distance);
        var matches = new List<(int Row, int[] Others)>();
        var unmatched = 0;
        for (var arm = 0; arm < 2; arm++)
        {
            if (TargetWeights.Membership(spec.Estimand, pair, arm) == 0)
            {
                continue;
            }

            var others = data.Treatment.RowsOf(1 - arm);
            foreach (var row in data.Treatment.RowsOf(arm))
            {
                context.Budget.ThrowIfCancelled();
                var found = space.Nearest(row, others, spec.Neighbours, spec.Caliper);
                if (found.Length == 0)
                {
                    unmatched++;
                }
                else
                {
                    matches.Add((row, found));
                }
            }
        }

        if (matches.Count == 0)
        {
            throw new InputException("/estimators", $"No row has a match within the caliper {spec.Caliper}; send a larger one, or none.");
        }

        var draft = new MatchedEffect(data, pair, matches, spec).Estimate(space);
        return new EstimatorDraft(
            [draft.Pair],
            "abadie_imbens",
            new EstimateDiagnostics
            {
                ControlsUsed = draft.OthersUsed,
                Unmatched = unmatched > 0 ? unmatched : null,
                EffectiveSampleSize = draft.Sizes,
            },
            [.. unmatched > 0 ? new Finding[] { new RowsUnmatched(unmatched) } : []])
        {
            RowWeights = draft.Weights,
        };
    }
}
