using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Interfaces.Effects;

/// <summary>How the effect is identified.</summary>
public sealed record EffectIdentification
{
    /// <summary>Can it be computed from the columns there are?</summary>
    public required IdentificationStatus Status { get; init; }

    /// <summary><c>backdoor</c>, <c>front_door</c>, <c>id_algorithm</c>, <c>instrumental_variable</c>, or null.</summary>
    public required string? Method { get; init; }

    /// <summary>The criterion that the estimates rest on; null for none.</summary>
    public required EffectStrategy? Strategy { get; init; }

    /// <summary>What is adjusted for; null where nothing can be.</summary>
    public required ImmutableArray<string>? AdjustmentSet { get; init; }

    /// <summary>Mediators of the front door.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? FrontDoorSet { get; init; }

    /// <summary>Instruments used.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? Instruments { get; init; }

    /// <summary>Nodes without a column, and those that the graph calls latent.</summary>
    public required ImmutableArray<string> Unmeasured { get; init; }

    /// <summary>What was passed over, and why.</summary>
    public required string Reason { get; init; }

    /// <summary>The sets that were considered, in that order.</summary>
    public required ImmutableArray<ImmutableArray<string>> AdjustmentSetsTried { get; init; }

    /// <summary>The effect as a formula over observed distributions.</summary>
    public required string? Formula { get; init; }

    /// <summary>What the answer rests on.</summary>
    public required ImmutableArray<StructuredAssumption> StructuredAssumptions { get; init; }
}

/// <summary>The rows.</summary>
public sealed record EffectSample
{
    /// <summary>Rows of the table.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows used; with frequency weights their sum.</summary>
    public required long Used { get; init; }

    /// <summary>Rows at the level that the contrast leads to.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Treated { get; init; }

    /// <summary>Rows at the level that it comes from.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Control { get; init; }

    /// <summary>Rows at each level of a category.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<LevelCount>? ByLevel { get; init; }

    /// <summary>Clusters.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Clusters { get; init; }

    /// <summary>(Σw)²/Σw² of sampling weights.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? EffectiveSize { get; init; }

    /// <summary>Rows that are not used, and why.</summary>
    public required ImmutableArray<DroppedRows> Dropped { get; init; }

    /// <summary>Columns that are no node of the graph and have no role.</summary>
    public required ImmutableArray<string> Ignored { get; init; }
}

/// <summary>Rows at one level.</summary>
public sealed record LevelCount(object Level, long Rows);

/// <summary>Rows that are not used.</summary>
/// <param name="Reason"><c>missing</c>, <c>trimmed</c> or <c>weight_zero</c>.</param>
/// <param name="Rows">How many.</param>
/// <param name="Columns">The columns that are the cause.</param>
public sealed record DroppedRows(
    string Reason,
    int Rows,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<string>? Columns);

/// <summary>Could each row have been in each arm?</summary>
/// <param name="Propensity">The chances of the arm that the contrast leads to.</param>
/// <param name="Clipped">Share of rows whose propensity was moved.</param>
/// <param name="Trimmed">Share of rows left out.</param>
/// <param name="Verdict"><c>good</c>, <c>thin</c> or <c>none</c>.</param>
/// <param name="Statement">What it means and what to do.</param>
public sealed record OverlapReport(PropensitySummary Propensity, double Clipped, double Trimmed, string Verdict, string Statement);

/// <summary>Propensities in brief, before they are clipped.</summary>
public sealed record PropensitySummary(double Min, double Max, PropensityHistogram Histogram);

/// <summary>Rows by propensity.</summary>
/// <param name="Edges">Edges of the bins.</param>
/// <param name="ByArm">For each arm how many rows fall in each.</param>
public sealed record PropensityHistogram(ImmutableArray<double> Edges, ImmutableArray<ArmCounts> ByArm);

/// <summary>Counts of one arm.</summary>
public sealed record ArmCounts(object Arm, ImmutableArray<int> Counts);

/// <summary>One covariate, or one level of it, in both arms.</summary>
public sealed record BalanceRow(
    string Variable,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Level,
    double Before,
    double? After,
    double? VarianceRatioBefore,
    double? VarianceRatioAfter);

/// <summary>How strong a hidden confounder would have to be, by the linear regression with classical errors.</summary>
public sealed record SensitivityReport
{
    /// <summary>Share of the outcome's residual variance that the treatment explains.</summary>
    public required double PartialR2 { get; init; }

    /// <summary>Share of the residual variance of both that a confounder must explain to take the estimate away.</summary>
    public required double RobustnessValue { get; init; }

    /// <summary>The same, to make it no longer differ from 0 at the confidence level.</summary>
    public required double RobustnessValueAlpha { get; init; }

    /// <summary>A hidden confounder as strong as these covariates.</summary>
    public required ImmutableArray<SensitivityBenchmark> Benchmarks { get; init; }

    /// <summary>How many times as strong as a covariate takes the estimate away.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TippingPoint? Tipping { get; init; }

    /// <summary>Risk ratio with both sides that a confounder needs to explain the estimate away.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? EValue { get; init; }

    /// <summary>The same for the end of the interval.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? EValueLimit { get; init; }

    /// <summary>What it means.</summary>
    public required string Statement { get; init; }
}

/// <summary>A covariate as a yardstick.</summary>
/// <param name="Variable">The covariate.</param>
/// <param name="R2Treatment">Share of the treatment's residual variance that it explains.</param>
/// <param name="R2Outcome">Share of the outcome's.</param>
/// <param name="Bounds">What a confounder k times as strong would leave.</param>
public sealed record SensitivityBenchmark(string Variable, double R2Treatment, double R2Outcome, ImmutableArray<SensitivityBound> Bounds);

/// <summary>What a confounder k times as strong would leave.</summary>
public sealed record SensitivityBound(
    double K,
    bool Possible,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? AdjustedValue,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EffectInterval? AdjustedInterval);

/// <summary>How many times as strong as a covariate a confounder must be to take the estimate away.</summary>
public sealed record TippingPoint(string Variable, double? K, string Statement);

/// <summary>Bounds of an effect.</summary>
/// <param name="Kind"><c>no_assumptions</c>, <c>monotone</c>, <c>instrument</c> or <c>response_types</c>.</param>
/// <param name="Lower">Lower bound.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="Sharp">Can no better ones be given under the assumptions?</param>
/// <param name="Assumptions">What they rest on.</param>
/// <param name="AttainedBy">How the bounds can be reached.</param>
public sealed record EffectBounds(
    string Kind, double Lower, double Upper, bool Sharp, ImmutableArray<string> Assumptions, string AttainedBy);

/// <summary>What became of an estimate when something was done to it.</summary>
public sealed record RefuterReport
{
    /// <summary>The refuter.</summary>
    public required RefuterName Name { get; init; }

    /// <summary><c>passed</c>, <c>failed</c> or <c>not_run</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>What was found.</summary>
    public required double? Value { get; init; }

    /// <summary>What was to be found.</summary>
    public required double? Expected { get; init; }

    /// <summary>How far it may be off.</summary>
    public required double? Tolerance { get; init; }

    /// <summary>Draws made.</summary>
    public required int Draws { get; init; }

    /// <summary>How often it fails where nothing is wrong.</summary>
    public required double FalseAlarmRate { get; init; }

    /// <summary>The outcome in one sentence, and what it cannot show.</summary>
    public required string Statement { get; init; }

    /// <summary>What failing means.</summary>
    public required string IfItFails { get; init; }

    /// <summary>What it cannot detect.</summary>
    public required string CannotDetect { get; init; }
}
