using Isl.Api.Requests.Fitting;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Models;
using Isl.Api.Requests.Tables;

namespace Isl.Api.Endpoints.Counterfactuals;

/// <summary>What would the variables of a model be under an intervention?</summary>
public sealed record CounterfactualRequest : IFitRequest
{
    /// <summary>The structural model.</summary>
    public ModelInput? Model { get; init; }

    /// <summary>What is changed; an empty object asks about the model as it is.</summary>
    public InterventionInput? Intervention { get; init; }

    /// <summary>The variable of most interest; the last descendant of the intervention unless given.</summary>
    public string? Outcome { get; init; }

    /// <summary>Observed values of the case at hand: its noise is inferred from them, and kept under the intervention.</summary>
    public ObservedInput? Context { get; init; }

    /// <summary>Number of draws, 10 to 10,000,000; 10,000 unless given.</summary>
    public long? Samples { get; init; }

    /// <summary>Share of the distribution that intervals hold; 0.95 unless given.</summary>
    public double? ConfidenceLevel { get; init; }

    /// <summary>Seed of the draws; derived from the request unless given, and returned.</summary>
    public long? Seed { get; init; }

    /// <summary>A causal graph, in place of model: a model is fitted to it and to data, and is in the answer.</summary>
    public GraphInput? DagStructure { get; init; }

    /// <summary>Another name for dag_structure.</summary>
    public GraphInput? Dag { get; init; }

    /// <summary>Rows to fit the model to.</summary>
    public JsonRows? Data { get; init; }

    /// <summary>CSV text to fit the model to, in place of data.</summary>
    public CsvText? DataCsv { get; init; }

    /// <summary>Names of the columns of row lists.</summary>
    public List<string>? VariableNames { get; init; }

    /// <summary>Forms of the fitted equations by variable, as for fit.</summary>
    public FamiliesInput? Families { get; init; }

    /// <summary>Noise of the fitted equations, as for fit.</summary>
    public string? Noise { get; init; }

    /// <summary>Missing values of data, as for fit.</summary>
    public string? Missing { get; init; }

    /// <summary>A column of weights of data, as for fit.</summary>
    public WeightsInput? Weights { get; init; }

    /// <summary>Folds of cross-validation, as for fit.</summary>
    public int? Folds { get; init; }
}

/// <summary>How do several interventions compare, on the same draws?</summary>
public sealed record ScenariosRequest : IFitRequest
{
    /// <summary>The structural model.</summary>
    public ModelInput? Model { get; init; }

    /// <summary>2 to 100 interventions with distinct ids.</summary>
    public List<ScenarioDto?>? Scenarios { get; init; }

    /// <summary>Ask whether scenarios strengthen or weaken each other; true unless given.</summary>
    public bool? AnalyzeInteractions { get; init; }

    /// <summary>The variable they are compared by; the last one that any of them changes unless given.</summary>
    public string? Outcome { get; init; }

    /// <summary>Observed values of the case at hand.</summary>
    public ObservedInput? Context { get; init; }

    /// <summary>Number of draws, 10 to 10,000,000; 10,000 unless given.</summary>
    public long? Samples { get; init; }

    /// <summary>Level of the intervals; 0.95 unless given.</summary>
    public double? ConfidenceLevel { get; init; }

    /// <summary>Seed of the draws; derived from the request unless given, and returned.</summary>
    public long? Seed { get; init; }

    /// <summary>A causal graph, in place of model: a model is fitted to it and to data, and is in the answer.</summary>
    public GraphInput? DagStructure { get; init; }

    /// <summary>Another name for dag_structure.</summary>
    public GraphInput? Dag { get; init; }

    /// <summary>Rows to fit the model to.</summary>
    public JsonRows? Data { get; init; }

    /// <summary>CSV text to fit the model to, in place of data.</summary>
    public CsvText? DataCsv { get; init; }

    /// <summary>Names of the columns of row lists.</summary>
    public List<string>? VariableNames { get; init; }

    /// <summary>Forms of the fitted equations by variable, as for fit.</summary>
    public FamiliesInput? Families { get; init; }

    /// <summary>Noise of the fitted equations, as for fit.</summary>
    public string? Noise { get; init; }

    /// <summary>Missing values of data, as for fit.</summary>
    public string? Missing { get; init; }

    /// <summary>A column of weights of data, as for fit.</summary>
    public WeightsInput? Weights { get; init; }

    /// <summary>Folds of cross-validation, as for fit.</summary>
    public int? Folds { get; init; }
}

/// <summary>One of several interventions to compare.</summary>
public sealed record ScenarioDto
{
    /// <summary>Its name in the answer, 1 to 100 characters.</summary>
    public string? Id { get; init; }

    /// <summary>What is changed.</summary>
    public InterventionInput? Intervention { get; init; }

    /// <summary>What people call it, up to 200 characters.</summary>
    public string? Label { get; init; }
}
