using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isl.Api.Requests.Tables;

/// <summary>Rows of one of several tables of a request, as callers send them.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[JsonConverter(typeof(RawJsonConverter<RowsInput>))]
public sealed record RowsInput(JsonElement Json) : IRawJson<RowsInput>
{
    /// <inheritdoc/>
    public static RowsInput Of(JsonElement json) => new(json);

    /// <summary>A table that comes as rows or as CSV text; null where it is missing or flawed, which is noted.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="csv">The CSV text.</param>
    /// <param name="name">The member that holds the rows; that of the text has <c>_csv</c> behind it.</param>
    /// <param name="variableNames">Names of the columns of row lists.</param>
    /// <param name="needed">Columns that are computed with, which may have no gaps.</param>
    /// <param name="reading">Takes the mistakes.</param>
    internal static OpenTable? Read(
        RowsInput? rows, CsvText? csv, string name, List<string>? variableNames, IReadOnlySet<string>? needed, Reading reading)
    {
        var (place, csvPlace) = (JsonPointer.Root.Member(name), JsonPointer.Root.Member(name + "_csv"));
        if (rows is not null && csv is not null)
        {
            reading.Errors.Add(csvPlace, $"Both {name} and {name}_csv are given; send one of them.");
            return null;
        }

        if (rows is null && csv is null)
        {
            if (!reading.Errors.Concern(csvPlace))
            {
                reading.Errors.AddMissing(place, $"{name} is missing; send a list of rows, or CSV text as {name}_csv.");
            }

            return null;
        }

        var limits = reading.Limits.Data;
        return reading.Errors.Try(() =>
        {
            var table = csv is not null ? CsvRows.Read(csv.Utf8.Span, csvPlace, variableNames)
                : Parse(rows!.Json, place) is { Positional: true } list ? TableReader.Named(list, variableNames, limits.MaxColumns)
                : Parse(rows!.Json, place).Table;
            return OpenTable.Of(table, null, limits, needed, gaps: MissingPolicy.Refuse);
        });
    }

    private static JsonRows Parse(JsonElement json, JsonPointer place)
    {
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(json));
        reader.Read();
        return JsonRows.Read(ref reader, place);
    }
}
