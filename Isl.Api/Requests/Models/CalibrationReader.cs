using System.Text.Json;
using Isl.Grains.Interfaces.Conformal;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Models;

namespace Isl.Api.Requests.Models;

/// <summary>Reads calibration rows into a table whose columns are in ordinal order, so that the order of keys does not matter.</summary>
internal static class CalibrationReader
{
    private static readonly JsonPointer Place = JsonPointer.Root.Member("calibration_data");
    private static readonly string[] RowParts = ["inputs", "outcome"];

    /// <summary>The calibration data of a request; null where they are missing or flawed, which is noted.</summary>
    /// <param name="input">The rows.</param>
    /// <param name="model">The model whose variables may be columns; null when it could not be read.</param>
    /// <param name="reading">Takes the mistakes.</param>
    public static Dataset? Read(CalibrationInput? input, StructuralModel? model, Reading reading)
    {
        var (limits, errors) = (reading.Limits.Data, reading.Errors);
        var rows = input?.Json;
        if (rows is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0)
        {
            errors.AddMissing(
                Place,
                $"calibration_data is {DescribeAbsent(rows)}; send a list of observed cases such as {{\"X\": 1, \"Y\": 2}}, "
                + "at least (1 - alpha)/alpha of them for a guaranteed interval.");
            return null;
        }

        if (list.GetArrayLength() > limits.MaxRows)
        {
            errors.Add(Place, $"calibration_data has {list.GetArrayLength()} rows; at most {limits.MaxRows} are taken.");
            return null;
        }

        var columns = new CalibrationColumns(Place, errors);
        var row = 0;
        foreach (var item in list.EnumerateArray())
        {
            ReadRow(item, row++, columns, model, errors);
        }

        columns.CheckComplete(row);
        return errors.None ? columns.ToDataset(row) : null;
    }

    private static string DescribeAbsent(JsonElement? rows) => rows switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => "missing",
        { ValueKind: JsonValueKind.Array } => "empty",
        { } other => Shown.Describe(other),
    };

    private static void ReadRow(JsonElement item, int row, CalibrationColumns columns, StructuralModel? model, RequestErrors errors)
    {
        var place = Place.Item(row);
        if (!JsonValues.IsObject(item, place, $"Row {row}", errors))
        {
            return;
        }

        if (!item.TryGetProperty("inputs", out var inputs) || inputs.ValueKind != JsonValueKind.Object)
        {
            ReadCells(item, row, place, columns, model, errors);
            return;
        }

        ReadCells(inputs, row, place.Member("inputs"), columns, model, errors);
        foreach (var part in item.EnumerateObject().Where(part => !RowParts.Contains(part.Name) && !LetThrough.IsOwnNote(part.Name)))
        {
            errors.Add(
                place.Member(part.Name),
                $"Row {row} has inputs and, beside them, '{Shown.Short(part.Name)}'; put it into inputs or remove it.");
        }

        var outcomePlace = place.Member("outcome");
        if (!item.TryGetProperty("outcome", out var outcome))
        {
            errors.Add(outcomePlace, $"Row {row} has no outcome; add the outcome that was observed.");
        }
        else if (outcome.ValueKind == JsonValueKind.Object)
        {
            ReadCells(outcome, row, outcomePlace, columns, model, errors);
        }
        else
        {
            columns.Set(ConformalQuestion.OutcomeColumn, outcome, row, outcomePlace);
        }
    }

    private static void ReadCells(
        JsonElement cells, int row, JsonPointer place, CalibrationColumns columns, StructuralModel? model, RequestErrors errors)
    {
        foreach (var cell in cells.EnumerateObject())
        {
            var at = place.Member(cell.Name);
            if (columns.IsForeign(cell.Name))
            {
                continue; // told by the first row that has it
            }

            if (columns.Has(cell.Name) || (cell.Name.Length > 0 && ModelFields.IsKnown(cell.Name, at, model, errors)))
            {
                columns.Set(cell.Name, cell.Value, row, at);
            }
            else if (cell.Name.Length == 0)
            {
                errors.Add(at, $"Row {row} has a column without a name; name a variable of the model.");
            }
            else
            {
                columns.SetForeign(cell.Name);
            }
        }
    }
}
