using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Tables;

namespace Isl.Api.Requests.Fitting;

/// <summary>A question that takes a graph and a table to fit a model to.</summary>
public abstract record FittableRequest : IFitRequest
{
    /// <summary>
    /// A causal graph to fit a model to; every node is a column of the table. Where a question takes a model, this and data are in place of it.
    /// </summary>
    public GraphInput? DagStructure { get; init; }

    /// <summary>Another name for dag_structure.</summary>
    public GraphInput? Dag { get; init; }

    /// <summary>Rows: a list of objects by column name, or a list of lists in the order of variable_names.</summary>
    public JsonRows? Data { get; init; }

    /// <summary>The data as CSV text with a header, in place of data.</summary>
    public CsvText? DataCsv { get; init; }

    /// <summary>The columns to use; all of them unless given (needed for row lists).</summary>
    public List<string>? VariableNames { get; init; }

    /// <summary>Forms by variable: auto (default, by cross-validation), linear, interactions, spline, logistic, poisson or categorical.</summary>
    public FamiliesInput? Families { get; init; }

    /// <summary>Noise of numeric equations: auto (default, normal unless the residuals speak against it), normal or empirical.</summary>
    public string? Noise { get; init; }

    /// <summary>Missing values: refuse (default) or drop_rows (equation by equation).</summary>
    public string? Missing { get; init; }

    /// <summary>A column of weights: its name, or {"column": "w", "kind": "sampling"}; the kind may be frequency.</summary>
    public WeightsInput? Weights { get; init; }

    /// <summary>Folds of cross-validation, 2 to 20; 5 unless given.</summary>
    public int? Folds { get; init; }

    /// <summary>Seed of folds, permutations and draws; derived from the request unless given, and returned.</summary>
    public long? Seed { get; init; }
}
