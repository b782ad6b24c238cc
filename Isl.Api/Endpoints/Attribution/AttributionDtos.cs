using Isl.Api.Requests.Fitting;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Models;
using Isl.Api.Requests.Tables;

namespace Isl.Api.Endpoints.Attribution;

/// <summary>What explains a change between two tables, or an outlier?</summary>
public sealed record AttributeRequest : IFitRequest
{
    /// <summary>change (two tables) or outlier (one case).</summary>
    public string? Kind { get; init; }

    /// <summary>The variable to explain.</summary>
    public string? Outcome { get; init; }

    /// <summary>The causal graph.</summary>
    public GraphInput? DagStructure { get; init; }

    /// <summary>Another name for dag_structure.</summary>
    public GraphInput? Dag { get; init; }

    /// <summary>A structural model in place of dag_structure: its formulas say what causes what. An outlier needs one, or data to fit one.</summary>
    public ModelInput? Model { get; init; }

    /// <summary>change: the first table, as rows.</summary>
    public RowsInput? Before { get; init; }

    /// <summary>change: the first table, as CSV text.</summary>
    public CsvText? BeforeCsv { get; init; }

    /// <summary>change: the second table, as rows.</summary>
    public RowsInput? After { get; init; }

    /// <summary>change: the second table, as CSV text.</summary>
    public CsvText? AfterCsv { get; init; }

    /// <summary>outlier: the case, numbers by variable.</summary>
    public ObservedInput? Row { get; init; }

    /// <summary>outlier: rows to fit a model to.</summary>
    public JsonRows? Data { get; init; }

    /// <summary>outlier: CSV text to fit a model to.</summary>
    public CsvText? DataCsv { get; init; }

    /// <summary>Names of the columns of row lists.</summary>
    public List<string>? VariableNames { get; init; }

    /// <summary>Forms by variable: auto (default), linear, interactions, spline, logistic, poisson or categorical.</summary>
    public FamiliesInput? Families { get; init; }

    /// <summary>outlier: noise of numeric equations, auto (default), normal or empirical.</summary>
    public string? Noise { get; init; }

    /// <summary>outlier: missing values of data, refuse (default) or drop_rows.</summary>
    public string? Missing { get; init; }

    /// <summary>outlier: a column of weights of data.</summary>
    public WeightsInput? Weights { get; init; }

    /// <summary>outlier: folds of cross-validation, 2 to 20; 5 unless given.</summary>
    public int? Folds { get; init; }

    /// <summary>change: shapley (default) or robust.</summary>
    public string? Method { get; init; }

    /// <summary>Seed of draws; derived from the request unless given, and returned.</summary>
    public long? Seed { get; init; }
}
