using Isl.Grains.Effects.Estimators;
using Isl.Grains.Effects.Planning;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Effects;

/// <summary>The headline, as it stands in the answer.</summary>
internal static class HeadlineReport
{
    /// <summary>Writes it.</summary>
    public static HeadlineEffect Of(EstimationContext context, EstimatorRun run, EffectPlan plan)
    {
        var estimate = run.Estimate;
        var contrast = context.Contrast;
        var (treatment, outcome) = (context.Data.Treatment.Name, context.Data.OutcomeName);
        var statement = new HeadlineStatement(
            treatment,
            outcome,
            contrast.Wire.From is { } from ? Levels.Text(from) : null,
            contrast.Wire.To is { } to ? Levels.Text(to) : null,
            estimate.Scale ?? EffectScale.Difference,
            estimate.Value,
            estimate.Interval,
            estimate.ByLevel is { } levels ? [.. levels.Select(one => new LevelText(Levels.Text(one.To), one.Value))] : [],
            new EffectCondition(plan.Strategy!.Value, treatment, outcome, plan.Covariates, plan.Instruments, plan.FrontDoorSet ?? []).Text,
            estimate.Estimand ?? EffectEstimand.Ate);
        return new HeadlineEffect(
            run.Spec.Id,
            estimate.Estimand ?? EffectEstimand.Ate,
            contrast.Wire,
            estimate.Scale ?? EffectScale.Difference,
            estimate.Value,
            estimate.StandardError,
            estimate.Interval,
            estimate.PValue,
            UnitOf(estimate.Scale ?? EffectScale.Difference, contrast.Wire, treatment, outcome),
            statement.Text);
    }

    /// <summary>What an effect is measured in.</summary>
    public static string UnitOf(EffectScale scale, EffectContrast contrast, string treatment, string outcome) => scale switch
    {
        EffectScale.Ratio => $"ratio of means of {outcome}",
        EffectScale.OddsRatio => $"ratio of odds of {outcome}",
        _ when contrast.Kind == "derivative" => $"{outcome} per unit of {treatment}",
        _ => outcome,
    };
}
