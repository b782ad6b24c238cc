using Isl.Grains.Effects.Estimators;
using Isl.Grains.Effects.Reports;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Regression;
using Isl.Grains.Sensitivity;

namespace Isl.Grains.Effects.Sensitivity;

/// <summary>E-values: the risk ratio with treatment and outcome that a hidden confounder needs to explain an estimate away.</summary>
internal static class EValues
{
    /// <summary>Of the estimate, and of the end of its interval that is nearer to no effect.</summary>
    /// <param name="context">The question.</param>
    /// <param name="regression">The regression's figures.</param>
    /// <param name="deviation">Its residual standard deviation.</param>
    public static (double? Estimate, double? Limit) Of(EstimationContext context, RegressionFigures regression, double deviation)
    {
        if (context.Data.IsBinaryOutcome && context.Data.Treatment.HasArms && RiskRatio(context) is { } ratio)
        {
            return (EValue.Of(ratio.Value!.Value), EValue.OfLimit(ratio.Interval!.Lower!.Value, ratio.Interval.Upper!.Value));
        }

        if (!(deviation > 0))
        {
            return (null, null);
        }

        var width = Tails.TwoSided(context.ConfidenceLevel, regression.DegreesOfFreedom) * regression.StandardError;
        return (EValue.Of(Ratio(regression.Value)), EValue.OfLimit(Ratio(regression.Value - width), Ratio(regression.Value + width)));

        double Ratio(double difference) => EValue.RiskRatio(difference / deviation);
    }

    private static ScaledEffect? RiskRatio(EstimationContext context)
    {
        var spec = new EstimatorSpec { Name = EstimatorName.GComputation, Id = "g_computation", Scale = EffectScale.Ratio };
        try
        {
            return ScaledEffect.Of(GComputation.Run(context, spec).Pairs[0], spec, context.Data, context.ConfidenceLevel) is
            { Value: not null, Interval: { Lower: not null, Upper: not null } } ratio ? ratio : null;
        }
        catch (InputException)
        {
            return null;
        }
    }
}
