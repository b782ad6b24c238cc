using System.Collections.Immutable;

namespace Isl.Grains.Interfaces.Sensitivity;

/// <summary>How strong a hidden confounder would take an estimate away?</summary>
/// <param name="Estimate">The estimate.</param>
/// <param name="StandardError">Its standard error, of a ratio that of its logarithm; null where an interval was given, or nothing.</param>
/// <param name="Interval">Its interval; null where a standard error was given, or nothing.</param>
/// <param name="Scale">What kind of estimate it is.</param>
/// <param name="DegreesOfFreedom">Residual degrees of freedom of a regression.</param>
/// <param name="IsRare">Whether the outcome is rare by the end of follow-up, under 15 %.</param>
/// <param name="BaselineRisk">Risk without the treatment, for a risk difference.</param>
/// <param name="OutcomeDeviation">Standard deviation of the outcome, for the E-value of a regression coefficient.</param>
/// <param name="Reduction">Share of the estimate that a confounder is to take away.</param>
/// <param name="Level">Confidence level.</param>
/// <param name="Benchmarks">Covariates that strengths are compared with.</param>
/// <param name="Multiples">How many times as strong as a covariate.</param>
[GenerateSerializer, Immutable, Alias("isl.confounding-question.v1")]
public sealed record ConfoundingQuestion(
    [property: Id(0)] double Estimate,
    [property: Id(1)] double? StandardError,
    [property: Id(2)] ValueRange? Interval,
    [property: Id(3)] EffectMeasure Scale,
    [property: Id(4)] double? DegreesOfFreedom,
    [property: Id(5)] bool IsRare,
    [property: Id(6)] double? BaselineRisk,
    [property: Id(7)] double? OutcomeDeviation,
    [property: Id(8)] double Reduction,
    [property: Id(9)] double Level,
    [property: Id(10)] ImmutableArray<CovariateStrength> Benchmarks,
    [property: Id(11)] ImmutableArray<double> Multiples);

/// <summary>Two ends.</summary>
/// <param name="Lower">The lower.</param>
/// <param name="Upper">The upper.</param>
[GenerateSerializer, Immutable, Alias("isl.value-range.v1")]
public readonly record struct ValueRange([property: Id(0)] double Lower, [property: Id(1)] double Upper);

/// <summary>The kinds of estimates.</summary>
public enum EffectMeasure
{
    /// <summary>Risk ratio.</summary>
    RiskRatio,

    /// <summary>Odds ratio.</summary>
    OddsRatio,

    /// <summary>Hazard ratio.</summary>
    HazardRatio,

    /// <summary>Risk difference.</summary>
    RiskDifference,

    /// <summary>Standardised mean difference.</summary>
    StandardizedDifference,

    /// <summary>Coefficient of a linear regression.</summary>
    Regression,
}

/// <summary>How strong a measured covariate is.</summary>
/// <param name="Variable">The covariate.</param>
/// <param name="WithTreatment">Partial R² with the treatment.</param>
/// <param name="WithOutcome">Partial R² with the outcome.</param>
[GenerateSerializer, Immutable, Alias("isl.covariate-strength.v1")]
public sealed record CovariateStrength(
    [property: Id(0)] string Variable, [property: Id(1)] double WithTreatment, [property: Id(2)] double WithOutcome);
