using Isl.Api.Requests.Tables;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Api.Endpoints.Identification;

/// <summary>Reads the rows that come with a question about a graph, to test the graph against.</summary>
public static class ImplicationData
{
    /// <summary>The columns that are nodes of the graph, or those the request names; null when no rows came.</summary>
    /// <exception cref="InputException">A cell is flawed, a name is unknown, or no column is named after a node.</exception>
    public static Dataset? Read(ValidateRequest request, CausalGraph graph, DataLimits limits)
    {
        if (request.Data is null && request.DataCsv is null)
        {
            return null;
        }

        if (request.Data is not null && request.DataCsv is not null)
        {
            throw new InputException("/data_csv", "Both data and data_csv are given; send one of them.");
        }

        var table = request.DataCsv is { } csv ? CsvRows.Read(csv.Utf8.Span, "/data_csv") : Named(request.Data!, request.VariableNames);
        var columns = request.VariableNames ?? [.. table.Names.Where(name => graph.IndexOf(name) >= 0)];
        return columns.Count == 0
            ? throw new InputException(
                request.Data is null ? "/data_csv" : "/data",
                $"No column is named after a node of the graph; its nodes are {string.Join(", ", graph.Nodes.Take(10))}{(graph.Nodes.Length > 10 ? ", …" : "")}.")
            : table.ToDataset(columns, limits);
    }

    private static DataTable Named(JsonRows rows, List<string>? names) => !rows.Positional ? rows.Table
        : names is { Count: > 0 } && names.Count == rows.Table.Names.Count ? rows.Table.WithNames(names)
        : throw new InputException(
            "/variable_names",
            $"Rows that are lists need a name for each of their {rows.Table.Names.Count} columns; {names?.Count ?? 0} are given.");
}
