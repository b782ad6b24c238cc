using Isl.Api.Requests.Fitting;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Models;
using Isl.Api.Requests.Tables;

namespace Isl.Api.Endpoints.Conformal;

/// <summary>Between which bounds will the outcome of a new case lie under an intervention?</summary>
public sealed record ConformalRequest : IFitRequest
{
    /// <summary>The structural model.</summary>
    public ModelInput? Model { get; init; }

    /// <summary>What is changed.</summary>
    public InterventionInput? Intervention { get; init; }

    /// <summary>Observed cases: objects by variable, the outcome among them, or <c>{"inputs": {…}, "outcome": 1}</c>.</summary>
    public CalibrationInput? CalibrationData { get; init; }

    /// <summary>Share of misses asked for; 0.05 unless given.</summary>
    public double? Alpha { get; init; }

    /// <summary>1 − alpha, in place of <c>alpha</c>.</summary>
    public double? ConfidenceLevel { get; init; }

    /// <summary><c>split</c> (default), <c>cv+</c> or <c>jackknife+</c>.</summary>
    public string? Method { get; init; }

    /// <summary>The variable predicted; the last one that the intervention changes and the data hold unless given.</summary>
    public string? Outcome { get; init; }

    /// <summary>Draws of the Monte Carlo interval to compare with, 10 to 10,000,000; 10,000 unless given.</summary>
    public long? Samples { get; init; }

    /// <summary>Seed of draws and folds; derived from the request unless given, and returned.</summary>
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
