using System.Text.Json;
using System.Text.Json.Serialization;
using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Tables;

namespace Isl.Api.Endpoints.Effects;

/// <summary>How much does a treatment change an outcome, by a graph and a table?</summary>
public sealed record EstimateRequest : IGraphRequest, ITableRequest
{
    /// <summary>The causal graph; may also be called <c>dag</c>. A node without a column is unmeasured.</summary>
    public GraphInput? DagStructure { get; init; }

    /// <summary>Another name for <c>dag_structure</c>.</summary>
    public GraphInput? Dag { get; init; }

    /// <summary>Graphs sought in the table, in place of dag_structure: the effect is then estimated over all of them.</summary>
    public GraphSearchDto? Discover { get; init; }

    /// <summary>Rows: a list of objects by column name, or a list of lists in the order of variable_names.</summary>
    public JsonRows? Data { get; init; }

    /// <summary>The data as CSV text with a header, in place of data.</summary>
    public CsvText? DataCsv { get; init; }

    /// <summary>The columns to use; all of them unless given (needed for row lists).</summary>
    public List<string>? VariableNames { get; init; }

    /// <summary>What is changed; left out, the node that graph text marks as exposure.</summary>
    public string? Treatment { get; init; }

    /// <summary>What it changes; left out, the node that graph text marks as outcome.</summary>
    public string? Outcome { get; init; }

    /// <summary>The level of the outcome that counts as 1; of two levels the later one unless given.</summary>
    public LevelInput? OutcomeLevel { get; init; }

    /// <summary>What columns are, numeric or category by column; texts are categories unless given, all else is numeric.</summary>
    public KindsInput? Kinds { get; init; }

    /// <summary>Whose effect: ate (default, all rows), att (the treated), atc (the others) or ato (overlap weights, ipw only).</summary>
    public string? Estimand { get; init; }

    /// <summary>{"from": …, "to": …}, or "derivative"; by the treatment's kind unless given.</summary>
    public ContrastInput? Contrast { get; init; }

    /// <summary>The level that each other one is compared with; the first unless given.</summary>
    public LevelInput? Reference { get; init; }

    /// <summary>How means are compared: difference (default), ratio or odds_ratio.</summary>
    public string? Scale { get; init; }

    /// <summary>auto (default, the first that identifies the effect), backdoor, front_door, id or instrument.</summary>
    public string? Strategy { get; init; }

    /// <summary>What to adjust for; the optimal set unless given. With strategy instrument: the exogenous covariates.</summary>
    public List<string>? AdjustmentSet { get; init; }

    /// <summary>The instruments; all that share a conditioning set unless given.</summary>
    public List<string>? Instruments { get; init; }

    /// <summary>Up to 3 columns by whose levels effects are given besides.</summary>
    public List<string>? Conditions { get; init; }

    /// <summary>Up to 20 names of estimators, or objects {name, id, …} with settings of their own; by the question unless given.</summary>
    public List<EstimatorInput>? Estimators { get; init; }

    /// <summary>{"column": …, "kind": "sampling" or "frequency"}.</summary>
    public WeightsDto? Weights { get; init; }

    /// <summary>A column of clusters: errors, folds and resamples are by cluster.</summary>
    public string? Cluster { get; init; }

    /// <summary>Missing values: refuse (default), drop_rows or indicator.</summary>
    public string? Missing { get; init; }

    /// <summary>Propensities are moved to between this and 1 less it; 0.01 unless given, at most 0.2.</summary>
    public double? Clip { get; init; }

    /// <summary>Rows with propensities beyond this are left out; 0 unless given, at most 0.2.</summary>
    public double? Trim { get; init; }

    /// <summary>Errors of regression, unadjusted, iv and front_door: hc1 (default), classical, hc0, hc3, cluster or bootstrap.</summary>
    public string? Se { get; init; }

    /// <summary>Resamples of a bootstrap, 50 to 2000; 200 unless given.</summary>
    public int? BootstrapDraws { get; init; }

    /// <summary>Folds of cross-fitting, 1 to 20; 5 unless given.</summary>
    public int? Folds { get; init; }

    /// <summary>Divisions into folds, 1 to 11; 1 unless given.</summary>
    public int? Repeats { get; init; }

    /// <summary>Level of the intervals, 0.5 to 0.999; 0.95 unless given.</summary>
    public double? ConfidenceLevel { get; init; }

    /// <summary>Seed of folds and draws; derived from the request unless given.</summary>
    public long? Seed { get; init; }

    /// <summary>default (default), all, none, or a list of refuters.</summary>
    public RefuteInput? Refute { get; init; }

    /// <summary>Draws of each refuter, 20 to 1000; 100 unless given.</summary>
    public int? RefuteDraws { get; init; }

    /// <summary>{"benchmarks": [columns], "multiples": [1, 2, 3], "q": 1}.</summary>
    public SensitivityDto? Sensitivity { get; init; }
}

/// <summary>A column of weights.</summary>
public sealed record WeightsDto
{
    /// <summary>The column.</summary>
    public string? Column { get; init; }

    /// <summary>sampling or frequency.</summary>
    public string? Kind { get; init; }
}

/// <summary>How hidden confounders are weighed.</summary>
public sealed record SensitivityDto
{
    /// <summary>Covariates that a hidden one is compared with; each adjusted one unless given, at most 20.</summary>
    public List<string>? Benchmarks { get; init; }

    /// <summary>How many times as strong; 1, 2 and 3 unless given.</summary>
    public List<double>? Multiples { get; init; }

    /// <summary>Share of the estimate that the robustness value takes away; 1 unless given.</summary>
    public double? Q { get; init; }
}

/// <summary>One estimator with settings of its own.</summary>
public sealed record EstimatorDto
{
    /// <summary>unadjusted, regression, g_computation, ipw, aipw, dml, matching, iv, front_door or plug_in.</summary>
    public string? Name { get; init; }

    /// <summary>What it is called in the answer; its name unless given.</summary>
    public string? Id { get; init; }

    /// <summary>As in the request.</summary>
    public string? Estimand { get; init; }

    /// <summary>As in the request.</summary>
    public string? Scale { get; init; }

    /// <summary>linear, logistic, spline or boosted; of front_door linear or saturated.</summary>
    public string? OutcomeModel { get; init; }

    /// <summary>logistic, spline or boosted.</summary>
    public string? PropensityModel { get; init; }

    /// <summary>linear, spline or boosted.</summary>
    public string? TreatmentModel { get; init; }

    /// <summary>hajek (default) or horvitz_thompson.</summary>
    public string? Normalisation { get; init; }

    /// <summary>Are weights multiplied by the share of their arm?</summary>
    public bool? Stabilise { get; init; }

    /// <summary>Matches of each row, 1 to 10; 1 unless given.</summary>
    public int? Neighbours { get; init; }

    /// <summary>mahalanobis (default) or propensity.</summary>
    public string? Distance { get; init; }

    /// <summary>Farthest match; any unless given.</summary>
    public double? Caliper { get; init; }

    /// <summary>Are matches corrected by regression? Unless given they are.</summary>
    public bool? BiasCorrection { get; init; }

    /// <summary>As in the request.</summary>
    public string? Se { get; init; }

    /// <summary>As in the request.</summary>
    public int? Folds { get; init; }

    /// <summary>As in the request.</summary>
    public int? Repeats { get; init; }
}

/// <summary>A level: a number, a text, or true or false.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[JsonConverter(typeof(RawJsonConverter<LevelInput>))]
public sealed record LevelInput(JsonElement Json) : IRawJson<LevelInput>
{
    /// <inheritdoc/>
    public static LevelInput Of(JsonElement json) => new(json);
}

/// <summary>The levels compared: <c>{"from": …, "to": …}</c>, or <c>"derivative"</c>.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[Members("from", "to")]
[JsonConverter(typeof(RawJsonConverter<ContrastInput>))]
public sealed record ContrastInput(JsonElement Json) : IRawJson<ContrastInput>
{
    /// <inheritdoc/>
    public static ContrastInput Of(JsonElement json) => new(json);
}

/// <summary>An estimator: its name, or an object with settings.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[JsonConverter(typeof(RawJsonConverter<EstimatorInput>))]
public sealed record EstimatorInput(JsonElement Json) : IRawJson<EstimatorInput>
{
    /// <inheritdoc/>
    public static EstimatorInput Of(JsonElement json) => new(json);
}

/// <summary>The refuters: a word, or a list of names.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[JsonConverter(typeof(RawJsonConverter<RefuteInput>))]
public sealed record RefuteInput(JsonElement Json) : IRawJson<RefuteInput>
{
    /// <inheritdoc/>
    public static RefuteInput Of(JsonElement json) => new(json);
}
