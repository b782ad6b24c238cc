using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Interfaces.Effects;

/// <summary>Answer to an <see cref="EffectQuestion"/>.</summary>
public sealed record EffectResult : AnalysisResult
{
    /// <summary>The headline: a copy of one estimate; null where nothing is identified.</summary>
    public required HeadlineEffect? Effect { get; init; }

    /// <summary>Every estimate, in the order asked for.</summary>
    public required ImmutableArray<EffectEstimate> Estimates { get; init; }

    /// <summary>How far the estimates are apart; null with fewer than two.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EstimateDisagreement? Disagreement { get; init; }

    /// <summary>Effects by the levels of the conditions; null where none were asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<ConditionalEffect>? Conditional { get; init; }

    /// <summary>Do the conditional effects differ?</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HeterogeneityTest? Heterogeneity { get; init; }

    /// <summary>How the effect is identified.</summary>
    public required EffectIdentification Identification { get; init; }

    /// <summary>The rows.</summary>
    public required EffectSample Sample { get; init; }

    /// <summary>Could each row have been in each arm? Null where there are no arms, or no set to ask it of.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OverlapReport? Overlap { get; init; }

    /// <summary>Covariates before and after weighting or matching, largest difference first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<BalanceRow>? Balance { get; init; }

    /// <summary>Rows of the balance that are not listed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int BalanceMore { get; init; }

    /// <summary>How strong a hidden confounder would have to be.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SensitivityReport? Sensitivity { get; init; }

    /// <summary>What can be said without identification.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<EffectBounds>? Bounds { get; init; }

    /// <summary>Independences that the graph implies, against the data.</summary>
    public required ImmutableArray<TestableImplication> Implications { get; init; }

    /// <summary>What was done to the estimate to see whether it holds.</summary>
    public required ImmutableArray<RefuterReport> Refuters { get; init; }

    /// <summary>Changes that would make the effect identifiable.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<Suggestion>? Suggestions { get; init; }

    /// <summary>What not knowing the graph means for the effect; null where a graph was given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GraphUncertainty? GraphUncertainty { get; init; }

    /// <summary>Hash of the table.</summary>
    public required string DatasetHash { get; init; }

    /// <summary>Hash of the graph.</summary>
    public required string DagHash { get; init; }

    /// <summary>Seed of folds and draws.</summary>
    public required long Seed { get; init; }
}

/// <summary>An interval.</summary>
/// <param name="Lower">Lower end.</param>
/// <param name="Upper">Upper end.</param>
/// <param name="ConfidenceLevel">How often such intervals hold the truth.</param>
public sealed record EffectInterval(double? Lower, double? Upper, double ConfidenceLevel);

/// <summary>The levels compared.</summary>
/// <param name="From">A number or a text; null for the derivative.</param>
/// <param name="To">A number or a text; null for the derivative.</param>
/// <param name="Kind"><c>levels</c>, <c>derivative</c>, or <c>each_level</c> (in <c>by_level</c>).</param>
public sealed record EffectContrast(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] object? From,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] object? To,
    string Kind);

/// <summary>The headline.</summary>
/// <param name="Estimator">Id of the estimate it copies.</param>
/// <param name="Estimand">Whose effect.</param>
/// <param name="Contrast">Which levels.</param>
/// <param name="Scale">How means are compared.</param>
/// <param name="Value">The effect; null where there is one for each level.</param>
/// <param name="StandardError">Its standard error; the interval of a ratio is built on the log scale.</param>
/// <param name="Interval">Its interval.</param>
/// <param name="PValue">Of no effect, two-sided.</param>
/// <param name="Unit">What it is measured in.</param>
/// <param name="Statement">The effect in one sentence.</param>
public sealed record HeadlineEffect(
    string Estimator,
    EffectEstimand Estimand,
    EffectContrast Contrast,
    EffectScale Scale,
    double? Value,
    double? StandardError,
    EffectInterval? Interval,
    double? PValue,
    string Unit,
    string Statement);

/// <summary>The mean outcomes of both levels.</summary>
/// <param name="From">Of the one.</param>
/// <param name="To">Of the other.</param>
public sealed record EffectMeans(double From, double To);

/// <summary>The effect of one level against another.</summary>
public sealed record LevelEffect(
    object From,
    object To,
    double? Value,
    double? StandardError,
    EffectInterval? Interval,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? PValue,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EffectMeans? Means);

/// <summary>What one estimator found.</summary>
public sealed record EffectEstimate
{
    /// <summary>Its name in this answer.</summary>
    public required string Id { get; init; }

    /// <summary>The estimator.</summary>
    public required EstimatorName Name { get; init; }

    /// <summary>Why it did not run; null when it did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Skipped { get; init; }

    /// <summary>True when it does not adjust for anything.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Naive { get; init; }

    /// <summary>Whose effect.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EffectEstimand? Estimand { get; init; }

    /// <summary>How means are compared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EffectScale? Scale { get; init; }

    /// <summary>Which levels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EffectContrast? Contrast { get; init; }

    /// <summary>The effect; null where there is one for each level.</summary>
    public double? Value { get; init; }

    /// <summary>Its standard error; the interval of a ratio is built on the log scale.</summary>
    public double? StandardError { get; init; }

    /// <summary>How that is formed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SeType { get; init; }

    /// <summary>Its interval.</summary>
    public EffectInterval? Interval { get; init; }

    /// <summary>Of no effect, two-sided.</summary>
    public double? PValue { get; init; }

    /// <summary>The mean outcomes of both levels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EffectMeans? Means { get; init; }

    /// <summary>For categories, each level against the reference.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<LevelEffect>? ByLevel { get; init; }

    /// <summary>Rows behind it.</summary>
    public long N { get; init; }

    /// <summary>What it did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EstimateDiagnostics? Diagnostics { get; init; }

    /// <summary>What limits it.</summary>
    public ImmutableArray<string> Caveats { get; init; } = [];
}
