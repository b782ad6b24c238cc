using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Isl.Grains.Interfaces.Effects;

namespace Isl.Grains.Interfaces.Sensitivity;

/// <summary>How strong a hidden confounder would take an estimate away.</summary>
public sealed record ConfoundingReport
{
    /// <summary>The estimate.</summary>
    public required double Estimate { get; init; }

    /// <summary>Its interval.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EffectInterval? Interval { get; init; }

    /// <summary>The estimate as a risk ratio.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? RiskRatio { get; init; }

    /// <summary>Risk ratio with treatment and outcome that a confounder needs to explain the estimate away.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? EValue { get; init; }

    /// <summary>The same for the limit of the interval that is nearer to no effect.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? EValueLimit { get; init; }

    /// <summary>Share of the outcome's residual variance that the treatment explains.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? PartialR2 { get; init; }

    /// <summary>Share of the residual variance of both that a confounder must explain to take the estimate away.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? RobustnessValue { get; init; }

    /// <summary>The same, to make it no longer differ from 0 at the confidence level.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? RobustnessValueAlpha { get; init; }

    /// <summary>A hidden confounder as strong as measured covariates.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<SensitivityBenchmark>? Benchmarks { get; init; }

    /// <summary>How many times as strong as a covariate takes the estimate away.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TippingPoint? Tipping { get; init; }

    /// <summary>What it means.</summary>
    public required string Statement { get; init; }
}
