namespace Isl.Grains.Sensitivity;

/// <summary>
/// The E-value: how strongly, as a risk ratio, an unmeasured confounder would have to be associated with both treatment and outcome, beyond the
/// measured covariates, to explain an effect away.
/// </summary>
/// <remarks>Source: VanderWeele and Ding (2017), Sensitivity analysis in observational research: introducing the E-value.</remarks>
public static class EValue
{
    /// <summary>Log risk ratio of a difference by one standard deviation (table 2).</summary>
    private const double PerStandardDeviation = 0.91;

    /// <summary>RR + √(RR·(RR − 1)), of the inverse where RR is below 1.</summary>
    /// <param name="riskRatio">A risk ratio above 0.</param>
    public static double Of(double riskRatio)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(riskRatio);
        var ratio = riskRatio < 1 ? 1 / riskRatio : riskRatio;
        return ratio + Math.Sqrt(ratio * (ratio - 1));
    }

    /// <summary>That of the limit of an interval of risk ratios that is nearer the null; 1 where the interval holds it.</summary>
    public static double OfLimit(double lower, double upper) => lower <= 1 && upper >= 1 ? 1 : Of(lower > 1 ? lower : upper);

    /// <summary>A standardised difference as an approximate risk ratio.</summary>
    public static double RiskRatio(double standardizedDifference) => Math.Exp(PerStandardDeviation * standardizedDifference);
}
