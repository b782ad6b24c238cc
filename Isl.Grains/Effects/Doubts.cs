using System.Collections.Immutable;
using Isl.Grains.Effects.Estimators;
using Isl.Grains.Effects.Planning;
using Isl.Grains.Interfaces.Effects;

namespace Isl.Grains.Effects;

/// <summary>What could make an estimate wrong: hidden confounders, bounds without assumptions, and what refuters found.</summary>
/// <param name="Sensitivity">Hidden confounders; null without adjustment.</param>
/// <param name="Bounds">Bounds; null where the effect is identified without linearity.</param>
/// <param name="Refuters">What refuters found.</param>
/// <param name="IsCutShort">Did time run out before all of them were done?</param>
internal sealed record Doubts(
    SensitivityReport? Sensitivity, ImmutableArray<EffectBounds>? Bounds, ImmutableArray<RefuterReport> Refuters, bool IsCutShort)
{
    /// <summary>Gathers them.</summary>
    public static Doubts Of(
        EstimationContext context, EffectQuestion question, EffectPlan plan, List<EstimatorRun> runs, EstimatorRun headline) => new(null, null, [], false);
}
