namespace Isl.Api.Requests.Tables;

/// <summary>A request that may bring a table of data, as rows or as CSV text.</summary>
public interface ITableRequest
{
    /// <summary>Rows: a list of objects by column name, or a list of lists in the order of variable_names.</summary>
    JsonRows? Data { get; }

    /// <summary>The data as CSV text with a header, in place of data.</summary>
    CsvText? DataCsv { get; }

    /// <summary>The columns to use.</summary>
    List<string>? VariableNames { get; }
}
