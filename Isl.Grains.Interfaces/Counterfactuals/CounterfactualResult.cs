using System.Collections.Immutable;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Interfaces.Counterfactuals;

/// <summary>Answer to a <see cref="CounterfactualQuestion"/>.</summary>
public sealed record CounterfactualResult : AnalysisResult
{
    /// <summary>What was changed.</summary>
    public required IReadOnlyDictionary<string, InterventionAmount> Intervention { get; init; }

    /// <summary>Observed values of the case at hand; empty for the whole population.</summary>
    public required IReadOnlyDictionary<string, double> Context { get; init; }

    /// <summary>The variable that the scalar fields are about.</summary>
    public required string Outcome { get; init; }

    /// <summary>What the variables would be.</summary>
    public required Prediction Prediction { get; init; }

    /// <summary>What the model takes for granted, variable by variable.</summary>
    public required ImmutableArray<string> ModelAssumptions { get; init; }

    /// <summary>Variables with neither equation, distribution nor value, and the value they were held at.</summary>
    public required IReadOnlyDictionary<string, double> AssumedValues { get; init; }

    /// <summary>Where the outcome's spread comes from.</summary>
    public required OutcomeUncertainty Uncertainty { get; init; }

    /// <summary>How the observed values were used; null without any.</summary>
    public required EvidenceReport? Evidence { get; init; }

    /// <summary>Seed of the draws.</summary>
    public required long Seed { get; init; }

    /// <summary>Draws made.</summary>
    public required int Samples { get; init; }

    /// <summary>Hash of the model.</summary>
    public required string ModelHash { get; init; }
}

/// <summary>What the variables would be; the scalar members are about the outcome.</summary>
/// <param name="Means">Mean by variable (<c>prediction</c> on the wire).</param>
/// <param name="Uncertainty">Standard deviation by variable.</param>
/// <param name="Explanation">The prediction in one sentence.</param>
/// <param name="PointEstimate">The outcome's mean.</param>
/// <param name="StandardError">Monte Carlo standard error of that mean; null where the tails are so heavy that there may be none.</param>
/// <param name="ConfidenceInterval">Central interval of the outcome's distribution.</param>
/// <param name="Quantiles">Quantiles of the outcome's distribution, <c>p05</c> to <c>p95</c>.</param>
/// <param name="Histogram">The outcome's distribution in bins.</param>
/// <param name="PerVariable">All figures of every predicted variable.</param>
public sealed record Prediction(
    [property: System.Text.Json.Serialization.JsonPropertyName("prediction")] IReadOnlyDictionary<string, double> Means,
    IReadOnlyDictionary<string, double> Uncertainty,
    string Explanation,
    double PointEstimate,
    double? StandardError,
    LevelInterval ConfidenceInterval,
    IReadOnlyDictionary<string, double> Quantiles,
    Histogram Histogram,
    IReadOnlyDictionary<string, VariableFigures> PerVariable);

/// <summary>Figures of one variable.</summary>
/// <param name="Mean">Mean.</param>
/// <param name="StandardError">Monte Carlo standard error of the mean; null where the tails are so heavy that there may be none.</param>
/// <param name="Std">Standard deviation.</param>
/// <param name="StdStandardError">Monte Carlo standard error of the standard deviation.</param>
/// <param name="ConfidenceInterval">Central interval of the distribution.</param>
/// <param name="Quantiles">Quantiles of the distribution, <c>p05</c> to <c>p95</c>.</param>
/// <param name="QuantileStandardErrors">Their Monte Carlo standard errors.</param>
public sealed record VariableFigures(
    double Mean,
    double? StandardError,
    double Std,
    double? StdStandardError,
    LevelInterval ConfidenceInterval,
    IReadOnlyDictionary<string, double> Quantiles,
    IReadOnlyDictionary<string, double> QuantileStandardErrors);

/// <summary>An interval and its level.</summary>
/// <param name="Lower">Lower bound.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="ConfidenceLevel">Its level.</param>
public sealed record LevelInterval(double Lower, double Upper, decimal ConfidenceLevel);

/// <summary>A distribution in bins of equal width.</summary>
/// <param name="Edges">Edges of the bins, one more than there are bins.</param>
/// <param name="Shares">Share of the draws in each bin, its lower edge included.</param>
/// <param name="Below">Share under the first edge.</param>
/// <param name="Above">Share at or over the last edge.</param>
public sealed record Histogram(ImmutableArray<double> Edges, ImmutableArray<double> Shares, double Below, double Above);

/// <summary>Where the outcome's spread comes from.</summary>
/// <param name="Overall">Standard deviation of the outcome.</param>
/// <param name="Sources">Share of the outcome's variance by exogenous input, largest first; only shares whose own error is small.</param>
public sealed record OutcomeUncertainty(double Overall, ImmutableArray<UncertaintySource> Sources);

/// <summary>An exogenous input's part in the outcome's variance.</summary>
/// <param name="Factor">The input: a variable with a distribution, or an equation's own noise.</param>
/// <param name="Share">First-order Sobol index: the share of variance that knowing this input alone would remove; together at most 1.</param>
/// <param name="StandardError">Its Monte Carlo standard error; 0 where it is exact.</param>
/// <param name="TotalShare">Total-effect index: the share of variance that would be left if all other inputs were known.</param>
/// <param name="TotalStandardError">Its Monte Carlo standard error.</param>
public sealed record UncertaintySource(string Factor, double Share, double StandardError, double TotalShare, double TotalStandardError);

/// <summary>How observed values were used.</summary>
/// <param name="Method"><c>exact</c> where the noise follows from them, <c>closed_form</c> where normal quantities were conditioned on them exactly,
/// <c>weighted</c> where draws were weighted by their likelihood, <c>sequential</c> where draws that agree were found by sequential
/// Monte Carlo.</param>
/// <param name="EffectiveSampleSize">Equally weighted draws that would tell as much.</param>
/// <param name="Details">Each observed value.</param>
public sealed record EvidenceReport(string Method, double EffectiveSampleSize, ImmutableArray<ObservedEvidence> Details);

/// <summary>How one observed value was used.</summary>
/// <param name="Variable">The observed variable.</param>
/// <param name="Use"><c>exact</c>, <c>implied</c> by others, <c>closed_form</c>, <c>weighted</c> by its likelihood, or <c>matched</c>: only draws
/// that meet it count.</param>
/// <param name="SolvedFor">The exogenous input it was solved for; null where there is none.</param>
/// <param name="Value">The value recovered, where it is one.</param>
public sealed record ObservedEvidence(string Variable, string Use, string? SolvedFor, double? Value);
