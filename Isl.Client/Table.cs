using System.Text.Json;
using System.Text.Json.Nodes;

namespace Isl.Client;

/// <summary>A table of data: CSV text with a header line, rows, or columns.</summary>
public sealed class Table
{
    private readonly string _member;
    private readonly Func<JsonNode> _json;

    private Table(string member, Func<JsonNode> json) => (_member, _json) = (member, json);

    /// <summary>A table as CSV text with a header line.</summary>
    public static Table FromCsv(string text) => new("data_csv", () => JsonValue.Create(text));

    /// <summary>A table by rows; each row is an object whose members are its columns, or a dictionary.</summary>
    public static Table FromRows<TRow>(IEnumerable<TRow> rows) => new("data", () => JsonSerializer.SerializeToNode(rows, Wire.Json)!);

    /// <summary>A table of numbers by columns of one length; NaN is a missing value.</summary>
    /// <exception cref="ArgumentException">The columns are not of one length, or there are none.</exception>
    public static Table FromColumns(IReadOnlyDictionary<string, double[]> columns)
    {
        var count = columns.Select(column => column.Value.Length).Distinct().ToList();
        if (count.Count != 1)
        {
            throw new ArgumentException("The columns of a table are of one length.", nameof(columns));
        }

        return new("data", () =>
        {
            var rows = new JsonArray();
            for (var row = 0; row < count[0]; row++)
            {
                rows.Add(new JsonObject(columns.Select(column => KeyValuePair.Create(column.Key, (JsonNode?)Cell(column.Value[row])))));
            }

            return rows;
        });
    }

    internal void AddTo(JsonObject question) => question[_member] = _json();

    private static JsonValue? Cell(double value) => double.IsNaN(value) ? null : JsonValue.Create(value);
}
