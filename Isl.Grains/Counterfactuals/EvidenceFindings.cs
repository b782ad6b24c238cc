using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Counterfactuals;

namespace Isl.Grains.Counterfactuals;

/// <summary>What became of observed values.</summary>
internal static class EvidenceFindings
{
    /// <summary>The report of an answer.</summary>
    public static EvidenceReport Report(SimulationPlan plan, SimulationResult result) => new(
        plan.IsSought ? "sequential"
            : plan.IsWeighted ? "weighted"
            : plan.Evidence.Any(item => item.Use == EvidenceUse.Conditioned) ? "closed_form" : "exact",
        WireNumber.Round(result.EffectiveSamples),
        [
            .. plan.Evidence.Select(evidence => new ObservedEvidence(
                evidence.Variable,
                evidence.Use switch
                {
                    EvidenceUse.Exact => "exact",
                    EvidenceUse.Implied => "implied",
                    EvidenceUse.Weighted => "weighted",
                    EvidenceUse.Conditioned => "closed_form",
                    _ => "matched",
                },
                evidence.SolvedFor,
                evidence.Value is { } value ? WireNumber.Round(value) : null)),
        ]);

    /// <summary>How they bear on the rest; null without any.</summary>
    public static Finding? Use(SimulationPlan plan, SimulationResult result)
    {
        if (plan.Evidence.IsEmpty)
        {
            return null;
        }

        return plan.IsSought ? new DrawsSought(result.EffectiveSamples)
            : plan.IsWeighted ? new DrawsWeighted(result.EffectiveSamples)
            : plan.Evidence.Any(item => item.Use == EvidenceUse.Conditioned)
                ? new EvidenceConditions([.. plan.Evidence.Where(item => item.Use == EvidenceUse.Conditioned).Select(item => item.Variable)])
            : new EvidenceSettles([
                .. plan.Evidence.Select(item => item.SolvedFor is { } input && item.Value is { } value
                    ? new SettledQuantity(input, value)
                    : new SettledQuantity(item.Variable, null)),
            ]);
    }
}
