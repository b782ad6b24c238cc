using Isl.Api.Requests.Fitting;
using Isl.Api.Requests.Models;
using Isl.Api.Requests.Tables;

namespace Isl.Api.Endpoints.Attribution;

/// <summary>What explains a change between two tables, or an outlier?</summary>
/// <remarks>data, noise, missing, weights and folds are about the model that is fitted for an outlier where none is sent.</remarks>
public sealed record AttributeRequest : FittableRequest
{
    /// <summary>change (two tables) or outlier (one case).</summary>
    public string? Kind { get; init; }

    /// <summary>The variable to explain.</summary>
    public string? Outcome { get; init; }

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

    /// <summary>change: shapley (default) or robust.</summary>
    public string? Method { get; init; }
}
