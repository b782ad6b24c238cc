using Isl.Api.Requests.Tables;

namespace Isl.Api.Endpoints.Profiling;

/// <summary>What stands in a table?</summary>
public sealed record ProfileRequest : ITableRequest
{
    /// <summary>Rows: a list of objects by column name, or a list of lists in the order of variable_names.</summary>
    public JsonRows? Data { get; init; }

    /// <summary>The data as CSV text with a header, in place of data.</summary>
    public CsvText? DataCsv { get; init; }

    /// <summary>Names of the columns of row lists.</summary>
    public List<string>? VariableNames { get; init; }

    /// <summary>What columns are, numeric or category by column; texts are categories unless given, all else is numeric.</summary>
    public KindsInput? Kinds { get; init; }

    /// <summary>The columns to describe, in this order; all of them unless given.</summary>
    public List<string>? Columns { get; init; }
}
