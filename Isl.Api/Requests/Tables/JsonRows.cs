using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Tables;

/// <summary>Rows of data in a JSON body: a list of objects by column name, or a list of lists in the order of variable_names.</summary>
/// <param name="Table">The table of object rows, or of list rows with columns named by position.</param>
/// <param name="Positional">True for list rows.</param>
[JsonConverter(typeof(Converter))]
public sealed record JsonRows(DataTable Table, bool Positional)
{
    /// <summary>Name of a column of list rows until variable_names is known.</summary>
    public static string PositionName(int column) => $"column {column + 1}";

    /// <summary>Reads rows token by token, without an object per cell.</summary>
    /// <param name="reader">Stands at the list.</param>
    /// <param name="place">Its place in the request.</param>
    /// <exception cref="InputException">It is no list, or its rows are not alike.</exception>
    internal static JsonRows Read(ref Utf8JsonReader reader, JsonPointer place)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new InputException(place.ToString(), $"{place.Name} is {Shown.Describe(ref reader)}, not a list; {RemedyFor(ref reader, place)}.");
        }

        bool? positional = null;
        var table = new DataTable(
            place,
            (row, name) => positional == true ? place.Item(row) : place.Item(row).Member(name),
            row => $"Row {row} (counted from 0)");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var isList = reader.TokenType == JsonTokenType.StartArray;
            if (!isList && reader.TokenType != JsonTokenType.StartObject)
            {
                throw new InputException(
                    place.Item(table.Rows).ToString(),
                    $"Row {table.Rows} of {place.Name} is {Shown.Describe(ref reader)}; send all rows as objects, or all as lists.");
            }

            if ((positional ??= isList) != isList)
            {
                throw new InputException(
                    place.ToString(),
                    $"Row {table.Rows} of {place.Name} is {(isList ? "a list" : "an object")}, unlike the rows before it; "
                    + "send all rows in one form.");
            }

            if (isList)
            {
                ReadList(ref reader, table);
            }
            else
            {
                ReadObject(ref reader, table);
            }

            table.EndRow();
        }

        return new JsonRows(table, positional ?? false);
    }

    private static string RemedyFor(ref Utf8JsonReader reader, JsonPointer place) => reader.TokenType switch
    {
        JsonTokenType.String when reader.GetString()!.AsSpan().ContainsAny('\n', ',', ';') => $"send CSV text as {place.Name}_csv",
        JsonTokenType.String => $"send the rows themselves, not their file: a list of row objects, or CSV text as {place.Name}_csv",
        JsonTokenType.StartObject => "send a list of row objects, [{\"A\": 1, \"B\": 2}]; in Python df.to_dict(\"records\")",
        _ => "send a list of row objects or of row lists",
    };

    private static void ReadObject(ref Utf8JsonReader reader, DataTable table)
    {
        // Most rows list their columns in the order of the first one: guess that before looking the name up.
        for (var guess = 0; reader.Read() && reader.TokenType != JsonTokenType.EndObject; guess++)
        {
            var column = guess < table.Names.Count && reader.ValueTextEquals(table.Names[guess]) ? guess : table.ColumnOf(reader.GetString()!);
            if (table.IsSet(column))
            {
                throw table.Twice(column);
            }

            reader.Read();
            ReadCell(ref reader, table, column);
        }
    }

    private static void ReadList(ref Utf8JsonReader reader, DataTable table)
    {
        for (var column = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; column++)
        {
            ReadCell(ref reader, table, column < table.Names.Count ? column : table.ColumnOf(PositionName(column)));
        }
    }

    private static void ReadText(string text, DataTable table, int column)
    {
        var cell = CellText.Read(Encoding.UTF8.GetBytes(text.Trim()));
        table.Set(column, cell);
        if (cell.Kind == CellKind.Number)
        {
            table.HasQuotedNumbers(column);
        }
    }

    private static void ReadCell(ref Utf8JsonReader reader, DataTable table, int column)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                table.Set(column, reader.TryGetDouble(out var value) ? value : double.PositiveInfinity);
                break;
            case JsonTokenType.String:
                ReadText(reader.GetString()!, table, column);
                break;
            case JsonTokenType.Null:
                table.Set(column, CellReading.Missing("null"));
                break;
            case JsonTokenType.True or JsonTokenType.False:
                table.Set(column, CellReading.OfText(reader.TokenType == JsonTokenType.True ? "true" : "false"));
                break;
            default:
                table.Set(column, CellReading.Flaw(reader.TokenType == JsonTokenType.StartArray ? "a list" : "an object"));
                reader.Skip();
                break;
        }
    }

    private sealed class Converter : JsonConverter<JsonRows>
    {
        private static readonly JsonPointer Place = JsonPointer.Root.Member("data");

        public override JsonRows Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonRows.Read(ref reader, Place);

        public override void Write(Utf8JsonWriter writer, JsonRows value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Rows are only read.");
    }
}
