using System.Collections.Immutable;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Numerics;
using Isl.Grains.Words.Counterfactuals;
using MathNet.Numerics.Distributions;

namespace Isl.Grains.Counterfactuals;

/// <summary>The pairs of scenarios whose interaction is estimated.</summary>
/// <param name="Pairs">The pairs.</param>
/// <param name="Truncated">Were there more than could be examined?</param>
internal sealed record ExaminedPairs(IReadOnlyList<ScenarioPair> Pairs, bool Truncated);

/// <summary>Judges whether scenarios strengthen or weaken each other.</summary>
internal static class InteractionReport
{
    private const string Synergy = "synergy";
    private const string Interference = "interference";
    private const string Additive = "additive";

    /// <summary>Differences in differences of every pair, with intervals that hold together at the level asked for.</summary>
    /// <param name="question">The question.</param>
    /// <param name="result">The simulation; its contrasts after the gains are the pairs.</param>
    /// <param name="examined">The pairs.</param>
    public static Interactions Of(ScenariosQuestion question, SimulationResult result, ExaminedPairs examined)
    {
        var (count, pairs) = (question.Scenarios.Length, examined.Pairs);
        var z = pairs.Count == 0 ? 0 : Normal.InvCDF(0, 1, 1 - ((double)(1 - question.ConfidenceLevel) / 2 / pairs.Count));
        var details = ImmutableArray.CreateBuilder<InteractionDetail>(pairs.Count);
        var (strongest, score) = (-1, 0.0);
        for (var i = 0; i < pairs.Count; i++)
        {
            var (pair, contrast, combined) = (pairs[i], result.Contrasts[count + i], result.Outcomes[count + 1 + i]);
            var detail = Judge(question, pair, ScenarioReport.WithoutRounding(contrast, combined), z);
            details.Add(detail);
            if (detail.Kind == Synergy && (strongest < 0 || detail.Interaction > details[strongest].Interaction))
            {
                var parts = Math.Abs(Effect(result, pair, pair.First)) + Math.Abs(Effect(result, pair, pair.Second));
                var together = Math.Abs(combined.Mean - Reference(result, pair, count));
                (strongest, score) = (i, detail.Interaction / Math.Max(Math.Max(parts, together), double.Epsilon));
            }
        }

        var judged = details.MoveToImmutable();
        var summary = new InteractionsJudged(
            judged.Length,
            AreAll: !examined.Truncated,
            judged.Count(detail => detail.Kind == Synergy),
            strongest < 0 ? null : judged[strongest],
            judged.Where(detail => detail.Kind == Interference).MinBy(detail => detail.Interaction),
            question.ConfidenceLevel);
        return new Interactions(strongest >= 0, WireNumber.Round(score), summary.Text, new InteractionDetails(judged));
    }

    private static double Reference(SimulationResult result, ScenarioPair pair, int baseline) =>
        result.Outcomes[pair.Reference < 0 ? baseline : pair.Reference].Mean;

    /// <summary>What a scenario does to the outcome beyond the pair's reference.</summary>
    private static double Effect(SimulationResult result, ScenarioPair pair, int scenario) =>
        result.Contrasts[scenario].Mean - (pair.Reference < 0 ? 0 : result.Contrasts[pair.Reference].Mean);

    private static InteractionDetail Judge(ScenariosQuestion question, ScenarioPair pair, MomentEstimate contrast, double z)
    {
        var (mean, error) = (contrast.Mean, contrast.StandardError);
        var (lower, upper) = (mean - (z * error), mean + (z * error));
        return new InteractionDetail(
            question.Scenarios[pair.First].Id,
            question.Scenarios[pair.Second].Id,
            WireNumber.Round(mean),
            WireNumber.Round(error),
            WireNumber.Round(lower),
            WireNumber.Round(upper),
            lower > 0 ? Synergy : upper < 0 ? Interference : Additive,
            pair.Reference < 0 ? null : question.Scenarios[pair.Reference].Id);
    }
}
