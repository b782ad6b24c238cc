using Isl.Grains.Effects.Estimators;
using Isl.Grains.Effects.Reports;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Sensitivity;

/// <summary>E-values: the risk ratio with treatment and outcome that a hidden confounder needs to explain an estimate away.</summary>
internal static class EValues
{
    /// <summary>From a standardised difference to a risk ratio (VanderWeele and Ding 2017, table 2).</summary>
    private const double PerDeviation = 0.91;

    /// <summary>Of the estimate, and of the end of its interval that is nearer to no effect.</summary>
    /// <param name="context">The question.</param>
    /// <param name="regression">The regression's figures.</param>
    /// <param name="deviation">Its residual standard deviation.</param>
    public static (double? Estimate, double? Limit) Of(EstimationContext context, RegressionFigures regression, double deviation)
    {
        if (context.Data.IsBinaryOutcome && context.Data.Treatment.HasArms && RiskRatio(context) is { } ratio)
        {
            return (Of(ratio.Value!.Value), OfLimit(ratio.Interval!.Lower!.Value, ratio.Interval.Upper!.Value));
        }

        if (!(deviation > 0))
        {
            return (null, null);
        }

        var width = Tails.TwoSided(context.ConfidenceLevel, regression.DegreesOfFreedom) * regression.StandardError;
        return (Of(Ratio(regression.Value)), OfLimit(Ratio(regression.Value - width), Ratio(regression.Value + width)));

        double Ratio(double difference) => Math.Exp(PerDeviation * difference / deviation);
    }

    /// <summary>RR + √(RR (RR − 1)), of the ratio or its inverse.</summary>
    public static double Of(double ratio)
    {
        var above = ratio < 1 ? 1 / ratio : ratio;
        return above + Math.Sqrt(above * (above - 1));
    }

    private static double OfLimit(double lower, double upper) => lower <= 1 && upper >= 1 ? 1 : Of(lower > 1 ? lower : upper);

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
