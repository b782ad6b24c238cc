using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Isl.Grains.Interfaces.Sensitivity;

/// <summary>Answer to a <see cref="SensitivityQuestion"/>; a part that was not asked for is left out.</summary>
public sealed record SensitivityResult : AnalysisResult
{
    /// <summary>What the model concludes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SensitivityConclusion? Conclusion { get; init; }

    /// <summary>What each assumption is worth, in the order of the request.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<AssumptionReport>? Assumptions { get; init; }

    /// <summary>Whether the conclusion stands.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConclusionRobustness? Robustness { get; init; }

    /// <summary>Share of the conclusion's variance that each assumption explains when all vary together.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<SobolIndex>? Sobol { get; init; }

    /// <summary>Where in each range the outcome is least and greatest, the widest swing first; mostly at its ends.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<TornadoBar>? Tornado { get; init; }

    /// <summary>How strong a hidden confounder would take the estimate away.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConfoundingReport? Confounding { get; init; }

    /// <summary>Bounds of the effect.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<BoundsReport>? Bounds { get; init; }

    /// <summary>Variables with neither equation, distribution nor value, and the value they were held at.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, double>? AssumedValues { get; init; }

    /// <summary>Seed of the draws.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Seed { get; init; }

    /// <summary>Draws that all runs of the model share.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Samples { get; init; }

    /// <summary>Hash of the model.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ModelHash { get; init; }

    /// <summary>Hash of the rows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DatasetHash { get; init; }
}

/// <summary>What the model concludes.</summary>
/// <param name="Statement">It in a sentence.</param>
/// <param name="BaseCase">Mean of the outcome with all assumptions as they stand.</param>
/// <param name="StandardError">Its Monte Carlo standard error.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Threshold">Where the conclusion turns.</param>
/// <param name="Change">The change that the intervention makes, where the conclusion is about that.</param>
public sealed record SensitivityConclusion(
    string Statement,
    double BaseCase,
    double StandardError,
    string Outcome,
    double Threshold,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Change);

/// <summary>How much an assumption matters.</summary>
public enum AssumptionImportance
{
    /// <summary>The conclusion turns within its range.</summary>
    Critical,

    /// <summary>It takes up a quarter of the way to where the conclusion turns, or more.</summary>
    Moderate,

    /// <summary>It takes up less.</summary>
    Minor,
}

/// <summary>How sure an assessment is.</summary>
public enum AssessmentConfidence
{
    /// <summary>The range was stated and the impact is known well.</summary>
    High,

    /// <summary>The range was assumed, or the impact is known roughly.</summary>
    Medium,

    /// <summary>The Monte Carlo error is as large as the impact.</summary>
    Low,
}

/// <summary>What an assumption is worth.</summary>
/// <param name="Name">The assumption.</param>
/// <param name="CurrentValue">What is assumed, as it was stated.</param>
/// <param name="Importance">How much it matters.</param>
/// <param name="Impact">What happens if it is wrong.</param>
/// <param name="Confidence">How sure that is.</param>
/// <param name="Evidence">What it rests on.</param>
/// <param name="Recommendation">What to do about it.</param>
/// <param name="Parameter">What in the model it is.</param>
/// <param name="Range">The range it was varied in; left out where it has settings and no range.</param>
public sealed record AssumptionReport(
    string Name,
    StatedValue CurrentValue,
    AssumptionImportance Importance,
    AssumptionImpact Impact,
    AssessmentConfidence Confidence,
    string Evidence,
    string Recommendation,
    string Parameter,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] VariedRange? Range);

/// <summary>What happens if an assumption is wrong.</summary>
/// <param name="IfWrong">In words.</param>
/// <param name="Percentage">The largest change, in percent of the base case; of the largest of all changes where that is 0.</param>
public sealed record AssumptionImpact(string IfWrong, double Percentage);

/// <summary>A range that was run.</summary>
/// <param name="Min">Lower end.</param>
/// <param name="Max">Upper end.</param>
public sealed record VariedRange(double Min, double Max);

/// <summary>How much a conclusion can bear.</summary>
public enum RobustnessLevel
{
    /// <summary>It holds throughout all ranges together.</summary>
    Robust,

    /// <summary>No single assumption turns it, several together do.</summary>
    Moderate,

    /// <summary>One assumption alone turns it.</summary>
    Fragile,
}

/// <summary>Whether the conclusion stands.</summary>
/// <param name="Overall">How much it can bear.</param>
/// <param name="Summary">It in words.</param>
/// <param name="Breakpoints">Where it turns.</param>
public sealed record ConclusionRobustness(RobustnessLevel Overall, string Summary, ImmutableArray<BreakPoint> Breakpoints);

/// <summary>Where the conclusion turns, all else as it stands.</summary>
/// <param name="Assumption">The assumption.</param>
/// <param name="Threshold">The value in words.</param>
/// <param name="Value">The value; left out for a setting.</param>
/// <param name="Outcome">The conclusion's quantity there, from running the model.</param>
/// <param name="Jumps">Whether the outcome jumps over the threshold there.</param>
public sealed record BreakPoint(
    string Assumption,
    string Threshold,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Value,
    double Outcome,
    bool Jumps);

/// <summary>Sobol indices of an assumption.</summary>
/// <param name="Name">The assumption.</param>
/// <param name="First">Share of the variance that it explains alone.</param>
/// <param name="Total">Share that would vanish with it, interactions included.</param>
/// <param name="StandardError">Standard error of the less certain of the two.</param>
public sealed record SobolIndex(string Name, double First, double Total, double StandardError);

/// <summary>Where in a range the outcome is least and greatest.</summary>
/// <param name="Name">The assumption.</param>
/// <param name="Low">Where the outcome is least.</param>
/// <param name="High">Where it is greatest.</param>
/// <param name="Swing">How far apart they are.</param>
public sealed record TornadoBar(string Name, TornadoEnd Low, TornadoEnd High, double Swing);

/// <summary>An end of a bar.</summary>
/// <param name="Value">The assumption's value; left out for a setting.</param>
/// <param name="Setting">Its setting in words, where it has no value.</param>
/// <param name="Outcome">The conclusion's quantity there.</param>
public sealed record TornadoEnd(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Setting,
    double Outcome);
