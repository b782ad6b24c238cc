using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Models;
using Isl.Api.Requests.Tables;

namespace Isl.Api.Endpoints.Sensitivity;

/// <summary>Which assumptions does a conclusion rest on? At least one of assumptions, confounding and bounds is sent.</summary>
public sealed record SensitivityRequest : ITableRequest
{
    /// <summary>The structural model that the assumptions are about.</summary>
    public ModelInput? Model { get; init; }

    /// <summary>The result that the model is said to give: a number, or numbers by variable.</summary>
    public StatedInput? BaselineResult { get; init; }

    /// <summary>1 to 30 assumptions.</summary>
    public List<AssumptionDto?>? Assumptions { get; init; }

    /// <summary>
    /// The variable that the conclusion is about; unless given, that of baseline_result, or the last one that the intervention bears on.
    /// </summary>
    public string? Outcome { get; init; }

    /// <summary>What is done, by variable; nothing unless given.</summary>
    public InterventionInput? Intervention { get; init; }

    /// <summary>The outcome at which the conclusion turns; unless given, the sign of the change that the intervention makes.</summary>
    public double? Threshold { get; init; }

    /// <summary>An estimate that a hidden confounder may have made.</summary>
    public ConfoundingDto? Confounding { get; init; }

    /// <summary>An effect that is bounded from the rows.</summary>
    public BoundsDto? Bounds { get; init; }

    /// <summary>Column of an instrument, for bounds.</summary>
    public string? Iv { get; init; }

    /// <inheritdoc/>
    public JsonRows? Data { get; init; }

    /// <inheritdoc/>
    public CsvText? DataCsv { get; init; }

    /// <inheritdoc/>
    public List<string>? VariableNames { get; init; }

    /// <summary>Seed of the draws; derived from the request unless given, and returned.</summary>
    public long? Seed { get; init; }
}

/// <summary>An assumption.</summary>
public sealed record AssumptionDto
{
    /// <summary>What people call it; what in the model it is, unless parameter says so.</summary>
    public string? Name { get; init; }

    /// <summary>What is assumed: a number, a text, or an object; of a distribution, it as text or object.</summary>
    public StatedInput? CurrentValue { get; init; }

    /// <summary>parametric (a number), structural (an edge) or distributional (a shape).</summary>
    public string? Type { get; init; }

    /// <summary>The range that it may have; a usual one unless given.</summary>
    public VariationRangeDto? VariationRange { get; init; }

    /// <summary>
    /// What in the model it is: a variable, a parameter such as Price std, an effect such as Price -> Revenue, or a hidden common cause such as
    /// Price &lt;-> Revenue.
    /// </summary>
    public string? Parameter { get; init; }
}

/// <summary>A range.</summary>
public sealed record VariationRangeDto
{
    /// <summary>Lower end.</summary>
    public double? Min { get; init; }

    /// <summary>Upper end.</summary>
    public double? Max { get; init; }
}

/// <summary>An estimate that a hidden confounder may have made.</summary>
public sealed record ConfoundingDto
{
    /// <summary>The estimate, adjusted for the measured covariates.</summary>
    public double? Estimate { get; init; }

    /// <summary>Its standard error; of a ratio, that of its logarithm.</summary>
    public double? StandardError { get; init; }

    /// <summary>Its interval [lower, upper], in place of the standard error.</summary>
    public List<double?>? Interval { get; init; }

    /// <summary>rr, or, hr, rd, smd or regression.</summary>
    public string? Scale { get; init; }

    /// <summary>Residual degrees of freedom of a regression.</summary>
    public double? DegreesOfFreedom { get; init; }

    /// <summary>Whether the outcome of an odds or hazard ratio is rare, under 15 %; false unless given.</summary>
    public bool? Rare { get; init; }

    /// <summary>Risk without the treatment, for a risk difference.</summary>
    public double? BaselineRisk { get; init; }

    /// <summary>Standard deviation of the outcome, for the E-value of a regression coefficient.</summary>
    public double? OutcomeSd { get; init; }

    /// <summary>Share of the estimate that a confounder is to take away, for a regression; 1 unless given.</summary>
    public double? Q { get; init; }

    /// <summary>Confidence level, 0.5 to 0.999; 0.95 unless given.</summary>
    public double? ConfidenceLevel { get; init; }

    /// <summary>Measured covariates of a regression that a hidden one is compared with, at most 20.</summary>
    public List<BenchmarkDto?>? Benchmarks { get; init; }

    /// <summary>How many times as strong as a covariate; 1, 2 and 3 unless given.</summary>
    public List<double?>? Multiples { get; init; }
}

/// <summary>How strong a measured covariate is.</summary>
public sealed record BenchmarkDto
{
    /// <summary>The covariate.</summary>
    public string? Variable { get; init; }

    /// <summary>Its partial R² with the treatment, given the other covariates.</summary>
    public double? R2Treatment { get; init; }

    /// <summary>Its partial R² with the outcome, given treatment and the other covariates.</summary>
    public double? R2Outcome { get; init; }
}

/// <summary>An effect that is bounded from the rows of data or data_csv.</summary>
public sealed record BoundsDto : IGraphRequest
{
    /// <summary>Column of the treatment; at most 20 levels.</summary>
    public string? Treatment { get; init; }

    /// <summary>Column of the outcome; the request's outcome unless given.</summary>
    public string? Outcome { get; init; }

    /// <summary>The levels compared; the lower and the higher of two unless given.</summary>
    public BoundsContrastDto? Contrast { get; init; }

    /// <summary>Least and greatest value that the outcome can have, [lowest, highest]; those seen unless given.</summary>
    public List<double?>? OutcomeRange { get; init; }

    /// <summary>Column that says how many units a row stands for, such as a count or a share.</summary>
    public string? Weight { get; init; }

    /// <summary>Discrete columns within whose levels the marginal sensitivity model compares, at most 5.</summary>
    public List<string?>? Covariates { get; init; }

    /// <summary>By how much a hidden cause may change the odds of treatment, 1 or more; asks for the marginal sensitivity model.</summary>
    public double? Lambda { get; init; }

    /// <inheritdoc/>
    public GraphInput? Dag { get; init; }

    /// <inheritdoc/>
    public GraphInput? DagStructure { get; init; }

    /// <summary>
    /// no_assumptions, monotone, instrument (with iv), response_types (with a graph), marginal_sensitivity (with lambda); all that the request
    /// allows unless given.
    /// </summary>
    public List<string?>? Kinds { get; init; }
}

/// <summary>The levels compared.</summary>
public sealed record BoundsContrastDto
{
    /// <summary>The level that is compared with.</summary>
    public StatedInput? From { get; init; }

    /// <summary>The level whose effect is asked for.</summary>
    public StatedInput? To { get; init; }
}
