using MathNet.Numerics.Distributions;

namespace Isl.Grains.Sensitivity;

/// <summary>How strong a confounder a regression coefficient withstands.</summary>
/// <param name="PartialR2">Share of the outcome's residual variance that the treatment explains.</param>
/// <param name="Value">Robustness value: partial R² with treatment and outcome alike that brings the estimate down by the share asked about.</param>
/// <param name="ValueAtAlpha">The same, to where it is no longer significant at the level.</param>
public sealed record RobustnessReport(double PartialR2, double Value, double ValueAtAlpha);

/// <summary>Omitted variable bias of a linear regression in terms of partial R².</summary>
/// <remarks>Source: Cinelli and Hazlett (2020), Making sense of sensitivity: extending omitted variable bias, sections 4.1 to 4.4.</remarks>
public static class RobustnessValue
{
    /// <summary>Partial R² of the treatment with the outcome, t² / (t² + df).</summary>
    public static double PartialR2(double t, double degreesOfFreedom) => t * t / ((t * t) + degreesOfFreedom);

    /// <summary>Partial R² and robustness values.</summary>
    /// <param name="t">The coefficient's t value.</param>
    /// <param name="degreesOfFreedom">Residual degrees of freedom, above 1.</param>
    /// <param name="q">Share of the estimate that the confounder is to take away; 1 for all of it.</param>
    /// <param name="alpha">Level of significance.</param>
    public static RobustnessReport Of(double t, double degreesOfFreedom, double q = 1, double alpha = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(degreesOfFreedom, 1);
        var f = q * Math.Abs(t) / Math.Sqrt(degreesOfFreedom);
        var critical = StudentT.InvCDF(0, 1, degreesOfFreedom - 1, 1 - (alpha / 2)) / Math.Sqrt(degreesOfFreedom - 1);
        var left = f - critical;

        // Where the critical value is small against f, a confounder that explains all of the outcome is the harder one.
        var atAlpha = left <= 0 ? 0 : f > 1 / critical ? ((f * f) - (critical * critical)) / (1 + (f * f)) : Equal(left);
        return new RobustnessReport(PartialR2(t, degreesOfFreedom), Equal(f), atAlpha);
    }

    /// <summary>The estimate when a confounder of the given partial R² is adjusted for, in the direction that shrinks it.</summary>
    /// <returns>
    /// The estimate and its standard error, which is null where the confounder would explain more of the outcome than there is to explain.
    /// </returns>
    public static (double Estimate, double? StandardError) Adjust(
        double estimate, double standardError, double degreesOfFreedom, double withTreatment, double withOutcome)
    {
        var bias = standardError * Math.Sqrt(degreesOfFreedom) * Math.Sqrt(withOutcome * withTreatment / (1 - withTreatment));
        return (
            Math.Sign(estimate) * (Math.Abs(estimate) - bias),
            withOutcome >= 1
                ? null
                : standardError * Math.Sqrt((1 - withOutcome) / (1 - withTreatment)) * Math.Sqrt(degreesOfFreedom / (degreesOfFreedom - 1)));
    }

    /// <summary>
    /// The strength of a confounder that is k times as strong as a measured covariate; null where it would explain more of the treatment than there
    /// is to explain. What it would explain of the outcome may pass 1.
    /// </summary>
    /// <param name="covariateWithTreatment">Partial R² of the covariate with the treatment, given the other covariates.</param>
    /// <param name="covariateWithOutcome">Partial R² of the covariate with the outcome, given treatment and the other covariates.</param>
    /// <param name="k">How many times as strong.</param>
    public static (double WithTreatment, double WithOutcome)? Benchmark(double covariateWithTreatment, double covariateWithOutcome, double k)
    {
        var (d, y) = (covariateWithTreatment, covariateWithOutcome);
        if (d >= 1 || y >= 1 || k * d >= 1)
        {
            return null;
        }

        var withTreatment = k * d / (1 - d);
        var shared = k * d * d / ((1 - (k * d)) * (1 - d));
        if (withTreatment >= 1 || shared >= 1)
        {
            return null;
        }

        var eta = (Math.Sqrt(k) + Math.Sqrt(shared)) / Math.Sqrt(1 - shared);
        return (withTreatment, eta * eta * y / (1 - y));
    }

    /// <summary>The partial R², the same with both, whose bias is f: ½(√(f⁴ + 4f²) − f²).</summary>
    private static double Equal(double f) => 0.5 * (Math.Sqrt(Math.Pow(f, 4) + (4 * f * f)) - (f * f));
}
