using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isl.Grains.Interfaces.Effects;

/// <summary>What an estimator did; what does not concern it is left out.</summary>
public sealed record EstimateDiagnostics
{
    /// <summary>Rows that the weights leave, by arm.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ArmSizes? EffectiveSampleSize { get; init; }

    /// <summary>The weights.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WeightSummary? Weights { get; init; }

    /// <summary>Folds of cross-fitting.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Folds { get; init; }

    /// <summary>Divisions into folds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Repeats { get; init; }

    /// <summary>The outcome model used.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NuisanceModel? OutcomeModel { get; init; }

    /// <summary>The propensity model used.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NuisanceModel? PropensityModel { get; init; }

    /// <summary>The treatment model used.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NuisanceModel? TreatmentModel { get; init; }

    /// <summary>Different rows of the other arm that were matched.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ControlsUsed { get; init; }

    /// <summary>Rows without a match within the caliper.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Unmatched { get; init; }

    /// <summary>Columns of the design that the ones before them determine.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? LeftOut { get; init; }

    /// <summary>Degrees of freedom of the interval; null for the normal distribution.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? DegreesOfFreedom { get; init; }

    /// <summary>Does the effect vary with the covariates? Of the regression with interactions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DiagnosticTest? Interactions { get; init; }

    /// <summary>Instruments used.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? Instruments { get; init; }

    /// <summary>Partial F of the instruments in the first stage.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? FirstStageF { get; init; }

    /// <summary>The same, robust (Montiel Olea and Pflueger 2013).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? EffectiveF { get; init; }

    /// <summary>Is least squares as good? F of the first stage's residual.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DiagnosticTest? WuHausman { get; init; }

    /// <summary>Do the instruments agree?</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DiagnosticTest? Sargan { get; init; }

    /// <summary>The effects that the data do not contradict, however weak the instruments.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AndersonRubinSet? AndersonRubin { get; init; }

    /// <summary>The mediators used.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? Mediators { get; init; }

    /// <summary>Variables that the formula leaves free.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? FreeVariables { get; init; }

    /// <summary>The effect for each of their values.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<FreeValueEffect>? ByFreeValue { get; init; }

    /// <summary>Combinations of levels that the formula runs over.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Cells { get; init; }
}

/// <summary>Sizes of the two arms.</summary>
public sealed record ArmSizes(double Treated, double Control);

/// <summary>Weights in brief.</summary>
public sealed record WeightSummary(double Min, double Mean, double Max);

/// <summary>A test.</summary>
public sealed record DiagnosticTest(
    double Statistic,
    double PValue,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? DegreesOfFreedom = null);

/// <summary>A set of effects: an interval, the outside of one, all of them, or none.</summary>
/// <param name="Kind"><c>interval</c>, <c>two_rays</c> (outside of lower … upper), <c>line</c> or <c>empty</c>.</param>
/// <param name="Lower">Lower end.</param>
/// <param name="Upper">Upper end.</param>
public sealed record AndersonRubinSet(
    string Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Lower,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Upper);

/// <summary>The effect where the free variables have given values.</summary>
public sealed record FreeValueEffect
{
    /// <summary>The effect; null where a cell is empty.</summary>
    public double? Value { get; init; }

    /// <summary>Share of the rows with these values.</summary>
    public double Share { get; init; }

    /// <summary>The values by variable.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement> Values { get; init; } = new Dictionary<string, JsonElement>();
}

/// <summary>An effect among the rows with given values of the conditions.</summary>
public sealed record ConditionalEffect
{
    /// <summary>Id of the estimator.</summary>
    public required string Estimator { get; init; }

    /// <summary>The effect; null where the rows are too few.</summary>
    public double? Value { get; init; }

    /// <summary>Its standard error.</summary>
    public double? StandardError { get; init; }

    /// <summary>Its interval.</summary>
    public EffectInterval? Interval { get; init; }

    /// <summary>Rows.</summary>
    public int N { get; init; }

    /// <summary>Why there is no value.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>The values by variable.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement> Values { get; init; } = new Dictionary<string, JsonElement>();
}

/// <summary>Do effects differ between the rows of the conditions' levels?</summary>
public sealed record HeterogeneityTest(double Statistic, int DegreesOfFreedom, double PValue);

/// <summary>The two estimates that are farthest apart.</summary>
public sealed record EstimateDisagreement(double Largest, ImmutableArray<string> Between, double? StandardError, string Statement);
