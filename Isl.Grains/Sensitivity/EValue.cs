namespace Isl.Grains.Sensitivity;

/// <summary>How a reported effect is measured.</summary>
public enum EffectScale
{
    /// <summary>Risk ratio.</summary>
    RiskRatio,

    /// <summary>Odds ratio.</summary>
    OddsRatio,

    /// <summary>Hazard ratio.</summary>
    HazardRatio,

    /// <summary>Risk difference; needs the risk without the treatment.</summary>
    RiskDifference,

    /// <summary>Standardised mean difference.</summary>
    StandardizedDifference,

    /// <summary>Coefficient of a linear regression.</summary>
    Regression,
}

/// <summary>An effect with its interval, as it was reported.</summary>
/// <param name="Scale">How it is measured.</param>
/// <param name="Estimate">The estimate.</param>
/// <param name="Lower">Lower limit of its interval; null where it has none.</param>
/// <param name="Upper">Upper limit; null where it has none.</param>
/// <param name="IsRare">Whether the outcome is rare, under 15 % at the end of follow-up: odds and hazard ratios are then about risk ratios.</param>
/// <param name="BaselineRisk">The risk without the treatment, for a risk difference.</param>
public sealed record ReportedEffect(
    EffectScale Scale, double Estimate, double? Lower = null, double? Upper = null, bool IsRare = false, double? BaselineRisk = null);

/// <summary>E-values of an effect.</summary>
/// <param name="RiskRatio">The estimate as a risk ratio.</param>
/// <param name="Estimate">E-value of the estimate.</param>
/// <param name="Limit">E-value of the limit nearer the null; 1 where the interval holds the null, null without an interval.</param>
public sealed record EValueReport(double RiskRatio, double Estimate, double? Limit);

/// <summary>
/// The E-value: how strongly, as a risk ratio, an unmeasured confounder would have to be associated with both treatment and outcome, beyond the
/// measured covariates, to explain an effect away.
/// </summary>
/// <remarks>
/// Source: VanderWeele and Ding (2017), Sensitivity analysis in observational research: introducing the E-value, table 2 for the scales; hazard
/// ratios of common outcomes by VanderWeele (2017), On a square-root transformation of the odds ratio for a common outcome.
/// </remarks>
public static class EValue
{
    /// <summary>Log risk ratio of one standard deviation.</summary>
    private const double PerStandardDeviation = 0.91;

    /// <summary>RR + √(RR·(RR − 1)), of the inverse where RR is below 1.</summary>
    /// <param name="riskRatio">A risk ratio above 0.</param>
    public static double Of(double riskRatio)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(riskRatio);
        var ratio = riskRatio < 1 ? 1 / riskRatio : riskRatio;
        return ratio + Math.Sqrt(ratio * (ratio - 1));
    }

    /// <summary>E-values of a reported effect; a regression coefficient has to be standardised first.</summary>
    /// <exception cref="ArgumentException">The scale cannot be put as a risk ratio, or a value lies outside of it.</exception>
    public static EValueReport Of(ReportedEffect effect)
    {
        var ratio = RiskRatio(effect, effect.Estimate);
        double? limit = effect is { Lower: { } lower, Upper: { } upper }
            ? Limit(ratio, RiskRatio(effect, lower), RiskRatio(effect, upper))
            : null;
        return new EValueReport(ratio, Of(ratio), limit);
    }

    /// <summary>A value on the effect's scale as an approximate risk ratio.</summary>
    /// <exception cref="ArgumentException">It cannot be put so.</exception>
    public static double RiskRatio(ReportedEffect effect, double value) => effect.Scale switch
    {
        EffectScale.RiskRatio => Positive(value),
        EffectScale.OddsRatio => effect.IsRare ? Positive(value) : Math.Sqrt(Positive(value)),
        EffectScale.HazardRatio when effect.IsRare => Positive(value),
        EffectScale.HazardRatio => (1 - Math.Pow(0.5, Math.Sqrt(Positive(value)))) / (1 - Math.Pow(0.5, Math.Sqrt(1 / value))),
        EffectScale.StandardizedDifference => Math.Exp(PerStandardDeviation * value),
        EffectScale.RiskDifference when effect.BaselineRisk is > 0 and < 1 and var risk && risk + value > 0 => (risk + value) / risk,
        EffectScale.RiskDifference => throw new ArgumentException(
            "A risk difference needs the risk without the treatment, between 0 and 1, and the risk with it must be above 0.", nameof(effect)),
        _ => throw new ArgumentException("A regression coefficient is no ratio; divide it by the outcome's standard deviation first.",
            nameof(effect)),
    };

    private static double Limit(double estimate, double lower, double upper) => lower <= 1 && upper >= 1 ? 1 : Of(estimate > 1 ? lower : upper);

    private static double Positive(double value) => value > 0
        ? value
        : throw new ArgumentException("A ratio must be above 0.", nameof(value));
}
