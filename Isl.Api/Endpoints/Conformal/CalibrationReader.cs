using System.Runtime.InteropServices;
using System.Text.Json;
using Isl.Api.Requests.Models;
using Isl.Api.Requests.Tables;
using Isl.Grains.Interfaces.Conformal;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Models;

namespace Isl.Api.Endpoints.Conformal;

/// <summary>Reads calibration rows into a table whose columns are in ordinal order, so that the order of keys does not matter.</summary>
internal static class CalibrationReader
{
    private const string Root = "/calibration_data";

    /// <summary>Largest value taken: its square must not leave the range of a double.</summary>
    private const double MaxMagnitude = 1e100;

    private static readonly string[] RowParts = ["inputs", "outcome"];

    /// <summary>The calibration data of a request; null where they are missing or flawed, which <paramref name="errors"/> then tells.</summary>
    /// <param name="input">The rows.</param>
    /// <param name="model">The model whose variables may be columns; null when it could not be read.</param>
    /// <param name="limits">Most rows.</param>
    /// <param name="errors">Takes the mistakes.</param>
    public static Dataset? Read(CalibrationInput? input, StructuralModel? model, DataLimits limits, InputErrors errors)
    {
        var rows = input?.Json;
        if (rows is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0)
        {
            var what =
                rows is null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } ? "missing"
                : rows.Value.ValueKind == JsonValueKind.Array ? "empty"
                : JsonParts.Describe(rows.Value);
            errors.Add(
                Root,
                $"calibration_data is {what}; send a list of observed cases such as {{\"X\": 1, \"Y\": 2}}, at least (1 - alpha)/alpha of them for a guaranteed interval.");
            return null;
        }

        if (list.GetArrayLength() > limits.MaxRows)
        {
            errors.Add(Root, $"calibration_data has {list.GetArrayLength()} rows; at most {limits.MaxRows} are taken.");
            return null;
        }

        var columns = new SortedDictionary<string, Column>(StringComparer.Ordinal);
        var row = 0;
        foreach (var item in list.EnumerateArray())
        {
            ReadRow(item, row++, columns, model, errors);
        }

        CheckColumns(columns, row, errors);
        if (!errors.None)
        {
            return null;
        }

        var values = new double[columns.Count * row];
        var next = 0;
        foreach (var column in columns.Values)
        {
            CollectionsMarshal.AsSpan(column.Cells).CopyTo(values.AsSpan(row * next++));
        }

        return new Dataset([.. columns.Keys], row, values);
    }

    private static void ReadRow(JsonElement item, int row, SortedDictionary<string, Column> columns, StructuralModel? model, InputErrors errors)
    {
        var path = $"{Root}/{row}";
        if (!JsonParts.IsObject(item, path, $"Row {row}", errors))
        {
            return;
        }

        if (!item.TryGetProperty("inputs", out var inputs) || inputs.ValueKind != JsonValueKind.Object)
        {
            ReadCells(item, row, path, path, columns, model, errors);
            return;
        }

        ReadCells(inputs, row, path, $"{path}/inputs", columns, model, errors);
        foreach (var part in item.EnumerateObject().Where(part => !RowParts.Contains(part.Name)))
        {
            errors.Add(
                JsonParts.Member(path, part.Name),
                $"Row {row} has inputs and, beside them, '{JsonParts.Shorten(part.Name)}'; put it into inputs or remove it.");
        }

        if (!item.TryGetProperty("outcome", out var outcome))
        {
            errors.Add($"{path}/outcome", $"Row {row} has no outcome; add the outcome that was observed.");
        }
        else if (outcome.ValueKind == JsonValueKind.Object)
        {
            ReadCells(outcome, row, path, $"{path}/outcome", columns, model, errors);
        }
        else
        {
            Set(ConformalQuestion.OutcomeColumn, outcome, row, $"{path}/outcome", columns, errors);
        }
    }

    private static void ReadCells(
        JsonElement cells, int row, string rowPath, string path, SortedDictionary<string, Column> columns, StructuralModel? model, InputErrors errors)
    {
        foreach (var cell in cells.EnumerateObject())
        {
            var place = JsonParts.Member(path, cell.Name);
            if (columns.ContainsKey(cell.Name) || (cell.Name.Length > 0 && InterventionReader.IsKnown(cell.Name, place, model, errors)))
            {
                Set(cell.Name, cell.Value, row, place, columns, errors);
            }
            else if (cell.Name.Length == 0)
            {
                errors.Add(place, $"Row {row} has a column without a name; name a variable of the model.");
            }
        }
    }

    private static void Set(string name, JsonElement value, int row, string path, SortedDictionary<string, Column> columns, InputErrors errors)
    {
        if (!columns.TryGetValue(name, out var column))
        {
            columns[name] = column = new Column(row);
        }

        var what = name.Length == 0 ? $"Row {row}, the outcome" : $"Row {row}, column '{name}'";
        if (!JsonParts.TryNumber(value, path, what, errors, out var number))
        {
            number = 0; // told; the cell counts as there
        }
        else if (Math.Abs(number) > MaxMagnitude)
        {
            errors.Add(path, $"{what} is {number}; it must be at most {MaxMagnitude} in size.");
        }

        if (column.First + column.Cells.Count > row)
        {
            errors.Add(path, $"{what} stands there twice; keep one of the two.");
            return;
        }

        column.Gap ??= column.First + column.Cells.Count < row ? column.First + column.Cells.Count : null;
        while (column.First + column.Cells.Count < row)
        {
            column.Cells.Add(0);
        }

        column.Cells.Add(number + 0.0);
    }

    /// <summary>Every column must have a cell in every row.</summary>
    private static void CheckColumns(SortedDictionary<string, Column> columns, int rows, InputErrors errors)
    {
        foreach (var (name, column) in columns)
        {
            var missing = column.First > 0 ? 0 : column.Gap ?? (column.Cells.Count < rows ? column.Cells.Count : -1);
            if (missing >= 0)
            {
                var other = column.First > 0 ? column.First : missing - 1;
                errors.Add(
                    name.Length == 0 ? $"{Root}/{missing}/outcome" : JsonParts.Member($"{Root}/{missing}", name),
                    $"Row {missing} has no {(name.Length == 0 ? "outcome" : $"column '{name}'")}, though row {other} has; give every row the same columns.");
            }
        }
    }

    /// <summary>A column as it is read.</summary>
    /// <param name="first">The first row that has it.</param>
    private sealed class Column(int first)
    {
        public int First => first;

        public List<double> Cells { get; } = [];

        /// <summary>The first row after <see cref="First"/> that lacks it, as far as read.</summary>
        public int? Gap { get; set; }
    }
}
