using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Tables;

/// <summary>Reads the table of a request, whichever way it came.</summary>
public static class TableReader
{
    private static readonly JsonPointer Rows = JsonPointer.Root.Member("data");
    private static readonly JsonPointer Csv = JsonPointer.Root.Member("data_csv");
    private static readonly JsonPointer Names = JsonPointer.Root.Member("variable_names");

    /// <summary>Does a request bring a table?</summary>
    public static bool HasTable(ITableRequest request) => request.Data is not null || request.DataCsv is not null;

    /// <summary>The place of the table in a request.</summary>
    public static JsonPointer PlaceOf(ITableRequest request) => request.DataCsv is null ? Rows : Csv;

    /// <summary>The table of a request that needs one, with its gaps; null where it is missing or flawed, which is noted.</summary>
    /// <param name="request">The request.</param>
    /// <param name="reading">Takes the mistakes.</param>
    /// <param name="columns">The columns to take; null for all of them.</param>
    /// <param name="needed">Columns that are computed with.</param>
    /// <param name="minRows">Fewest rows.</param>
    /// <param name="gaps">What is done about missing values of needed columns.</param>
    /// <param name="mostLabels">Most texts of a column that are kept by name.</param>
    public static OpenTable? ReadOpen(
        ITableRequest request,
        Reading reading,
        IReadOnlyList<string>? columns = null,
        IReadOnlySet<string>? needed = null,
        int minRows = 1,
        MissingPolicy gaps = MissingPolicy.DropRows,
        int mostLabels = TableReading.MostCategories)
    {
        if (!HasTable(request))
        {
            reading.Errors.AddMissing(Rows, "data is missing; send a list of rows, or CSV text as data_csv.");
            return null;
        }

        var limits = reading.Limits.Data;
        return reading.Errors.Try(() => OpenTable.Of(
            Read(request, limits, limits.MaxColumns), columns ?? request.VariableNames, limits, needed, minRows, gaps, mostLabels));
    }

    /// <summary>The data set of a request that needs one; null where it is missing or flawed, which is noted.</summary>
    public static TableData? ReadRequired(ITableRequest request, Reading reading, MissingPolicy missing = MissingPolicy.Refuse)
    {
        if (!HasTable(request))
        {
            var isFlawed = reading.Errors.Concern(Csv);
            if (!isFlawed)
            {
                reading.Errors.AddMissing(Rows, "data is missing; send a list of rows, or CSV text as data_csv.");
            }

            return null;
        }

        return reading.Errors.Try(() => Read(request, reading.Limits.Data).ToDataset(request.VariableNames, reading.Limits.Data, missing));
    }

    /// <summary>The table of a request that brings one, its columns named.</summary>
    /// <exception cref="InputException">It comes twice, is flawed in its shape, or its columns have no names.</exception>
    public static DataTable Read(ITableRequest request, DataLimits limits, int? mostNames = null) => request switch
    {
        { Data: not null, DataCsv: not null } => throw new InputException(Csv.ToString(), "Both data and data_csv are given; send one of them."),
        { DataCsv: { } csv } => CsvRows.Read(csv.Utf8.Span, Csv, request.VariableNames),
        { Data: { Positional: true } rows } => Named(rows, request.VariableNames, mostNames ?? limits.MaxVariables),
        _ => request.Data!.Table,
    };

    /// <summary>The table of row lists, its columns named.</summary>
    /// <exception cref="InputException">There are no names, or not as many as columns.</exception>
    internal static DataTable Named(JsonRows rows, List<string>? names, int most)
    {
        if (names is not { Count: > 0 })
        {
            throw new InputException(Names.ToString(), "variable_names is missing; rows that are lists need a name for each column.");
        }

        if (names.Count != rows.Table.Names.Count)
        {
            throw new InputException(
                Names.ToString(),
                $"variable_names holds {names.Count} names, the rows have {rows.Table.Names.Count} columns; name every column.");
        }

        var errors = new RequestErrors();
        VariableNames.Check([.. names], most, errors);
        errors.ThrowIfAny();
        return rows.Table.WithNames(names);
    }
}
