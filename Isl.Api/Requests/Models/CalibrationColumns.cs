using System.Runtime.InteropServices;
using System.Text.Json;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Api.Requests.Models;

/// <summary>The columns of calibration rows as they are read, in ordinal order.</summary>
/// <param name="place">The place of the rows.</param>
/// <param name="errors">Takes the mistakes.</param>
internal sealed class CalibrationColumns(JsonPointer place, RequestErrors errors)
{
    /// <summary>Largest value taken: its square must not leave the range of a double.</summary>
    private const double MaxMagnitude = 1e100;

    private readonly SortedDictionary<string, Column> _columns = new(StringComparer.Ordinal);
    private readonly HashSet<string> _foreign = new(StringComparer.Ordinal);

    /// <summary>Was a column of this name read?</summary>
    public bool Has(string name) => _columns.ContainsKey(name);

    /// <summary>Was a column of this name found to be none of the model?</summary>
    public bool IsForeign(string name) => _foreign.Contains(name);

    /// <summary>A column of this name is none of the model.</summary>
    public void SetForeign(string name) => _foreign.Add(name);

    /// <summary>Reads a cell; an outcome given without its variable's name is in the column without a name.</summary>
    public void Set(string name, JsonElement value, int row, JsonPointer at)
    {
        if (!_columns.TryGetValue(name, out var column))
        {
            _columns[name] = column = new Column(row);
        }

        var what = name.Length == 0 ? $"Row {row}, the outcome" : $"Row {row}, column '{Shown.Short(name)}'";
        if (!JsonValues.TryNumber(value, at, what, column.IsFlawed ? new RequestErrors() : errors, out var number))
        {
            (number, column.IsFlawed) = (0, true); // noted, once a column; the cell counts as there
        }
        else if (Math.Abs(number) > MaxMagnitude)
        {
            errors.Add(at, $"{what} is {number}; it must be at most {MaxMagnitude} in size.");
        }

        if (column.End > row)
        {
            errors.Add(at, $"{what} appears twice; keep one of the two.");
            return;
        }

        column.Gap ??= column.End < row ? column.End : null;
        while (column.End < row)
        {
            column.Cells.Add(0);
        }

        column.Cells.Add(number + 0.0);
    }

    /// <summary>Notes a mistake for every column that does not have a cell in every row.</summary>
    public void CheckComplete(int rows)
    {
        foreach (var (name, column) in _columns)
        {
            var missing = column.First > 0 ? 0 : column.Gap ?? (column.Cells.Count < rows ? column.Cells.Count : -1);
            if (missing >= 0)
            {
                var other = column.First > 0 ? column.First : missing - 1;
                errors.Add(
                    place.Item(missing).Member(name.Length == 0 ? "outcome" : name),
                    $"Row {missing} has no {(name.Length == 0 ? "outcome" : $"column '{Shown.Short(name)}'")}, "
                    + $"though row {other} has; give every row the same columns.");
            }
        }
    }

    /// <summary>The data set.</summary>
    public Dataset ToDataset(int rows)
    {
        var values = new double[_columns.Count * rows];
        var next = 0;
        foreach (var column in _columns.Values)
        {
            CollectionsMarshal.AsSpan(column.Cells).CopyTo(values.AsSpan(rows * next++));
        }

        return new Dataset([.. _columns.Keys], rows, values);
    }

    /// <summary>A column as it is read.</summary>
    /// <param name="first">The first row that has it.</param>
    private sealed class Column(int first)
    {
        public int First => first;

        public int End => first + Cells.Count;

        public List<double> Cells { get; } = [];

        /// <summary>Was a cell found that is no number?</summary>
        public bool IsFlawed { get; set; }

        /// <summary>The first row after <see cref="First"/> that lacks it, as far as read.</summary>
        public int? Gap { get; set; }
    }
}
