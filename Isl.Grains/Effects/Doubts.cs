using System.Collections.Immutable;
using Isl.Grains.Effects.Estimators;
using Isl.Grains.Effects.Planning;
using Isl.Grains.Effects.Refuters;
using Isl.Grains.Effects.Sensitivity;
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
    /// <param name="context">The question.</param>
    /// <param name="question">What is asked for.</param>
    /// <param name="plan">How the effect is identified.</param>
    /// <param name="headline">The estimate in question.</param>
    /// <param name="controls">Negative controls.</param>
    public static Doubts Of(
        EstimationContext context, EffectQuestion question, EffectPlan plan, EstimatorRun headline, List<NegativeControl> controls)
    {
        var sensitivity = plan.Strategy == EffectStrategy.Backdoor ? SensitivityAnalysis.Of(context, question) : null;
        var bounds = plan.Strategy == EffectStrategy.Instrument
            ? BoundsAnalysis.Of(context.Data, context.Contrast, plan, question.Graph, context.Budget)
            : null;
        var (refuters, isCut) = RefuterReports.Of(context, question, headline.Spec, controls);
        return new Doubts(sensitivity, bounds, refuters, isCut);
    }
}
