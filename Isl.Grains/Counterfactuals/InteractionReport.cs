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
    /// <param name="outcome">The outcome.</param>
    public static Interactions Of(ScenariosQuestion question, SimulationResult result, ExaminedPairs examined, string outcome)
    {
        var (count, pairs) = (question.Scenarios.Length, examined.Pairs);
        var z = pairs.Count == 0 ? 0 : Normal.InvCDF(0, 1, 1 - ((double)(1 - question.ConfidenceLevel) / 2 / pairs.Count));
        var details = ImmutableArray.CreateBuilder<InteractionDetail>(pairs.Count);
        var (strongest, score) = (-1, 0.0);
        for (var i = 0; i < pairs.Count; i++)
        {
            var (pair, contrast, combined) = (pairs[i], result.Contrasts[count + i], result.Outcomes[count + 1 + i]);
            var effects = new PairEffects(
                Effect(result, pair, pair.First), Effect(result, pair, pair.Second), combined.Mean - Reference(result, pair, count));
            var detail = Judge(question, pair, ScenarioReport.WithoutRounding(contrast, combined), effects, z);
            details.Add(detail);
            if (detail.Kind == Synergy && (strongest < 0 || Math.Abs(detail.Interaction) > Math.Abs(details[strongest].Interaction)))
            {
                var parts = Math.Abs(effects.First) + Math.Abs(effects.Second);
                (strongest, score) = (i, Math.Abs(detail.Interaction) / Math.Max(Math.Max(parts, Math.Abs(effects.Together)), double.Epsilon));
            }
        }

        var judged = details.MoveToImmutable();
        var summary = new InteractionsJudged(
            judged.Length,
            AreAll: !examined.Truncated,
            judged.Count(detail => detail.Kind == Synergy),
            strongest < 0 ? null : judged[strongest],
            judged.Where(detail => detail.Kind == Interference).MaxBy(detail => Math.Abs(detail.Interaction)),
            outcome,
            question.ConfidenceLevel);
        return new Interactions(strongest >= 0, WireNumber.Round(score), summary.Text, new InteractionDetails(judged));
    }

    private static double Reference(SimulationResult result, ScenarioPair pair, int baseline) =>
        result.Outcomes[pair.Reference < 0 ? baseline : pair.Reference].Mean;

    /// <summary>What a scenario does to the outcome beyond the pair's reference.</summary>
    private static double Effect(SimulationResult result, ScenarioPair pair, int scenario) =>
        result.Contrasts[scenario].Mean - (pair.Reference < 0 ? 0 : result.Contrasts[pair.Reference].Mean);

    private static InteractionDetail Judge(ScenariosQuestion question, ScenarioPair pair, MomentEstimate contrast, PairEffects effects, double z)
    {
        var (mean, error) = (contrast.Mean, contrast.StandardError);
        var (lower, upper) = (mean - (z * error), mean + (z * error));
        var direction = effects.Direction ?? (question.Goal.Kind == GoalKind.Minimize ? -1 : 1);
        return new InteractionDetail(
            question.Scenarios[pair.First].Id,
            question.Scenarios[pair.Second].Id,
            WireNumber.Round(mean),
            WireNumber.Round(error),
            WireNumber.Round(lower),
            WireNumber.Round(upper),
            lower > 0 ? Kind(direction > 0) : upper < 0 ? Kind(direction < 0) : Additive,
            pair.Reference < 0 ? null : question.Scenarios[pair.Reference].Id,
            WireNumber.Round(effects.First),
            WireNumber.Round(effects.Second),
            WireNumber.Round(effects.Together));

        static string Kind(bool strengthens) => strengthens ? Synergy : Interference;
    }

    /// <summary>What two scenarios do alone and together.</summary>
    private readonly record struct PairEffects(double First, double Second, double Together)
    {
        /// <summary>An effect this small beside the largest is rounding.</summary>
        private const double Rounding = 1e-9;

        /// <summary>The direction in which both move the outcome; null where they move it in opposite ones, or not at all.</summary>
        public int? Direction
        {
            get
            {
                var size = Rounding * Math.Max(Math.Max(Math.Abs(First), Math.Abs(Second)), Math.Abs(Together));
                var (first, second) = (Math.Abs(First) <= size ? 0 : Math.Sign(First), Math.Abs(Second) <= size ? 0 : Math.Sign(Second));
                return first == second || second == 0 ? (first == 0 ? null : first) : first == 0 ? second : null;
            }
        }
    }
}
