using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Runtime.InteropServices;
using Isl.Discovery;
using Isl.Errors;
using Isl.Graphs;

namespace Isl.Api.Endpoints.Discovery;

/// <summary>Largest data sets taken; configuration section <c>DataLimits</c>.</summary>
public sealed class DataLimits
{
    /// <summary>Configuration section.</summary>
    public const string Section = "DataLimits";

    /// <summary>Most variables.</summary>
    [Range(1, 10_000)]
    public int MaxVariables { get; set; } = 200;

    /// <summary>Most rows.</summary>
    [Range(3, 100_000_000)]
    public int MaxRows { get; set; } = 100_000;
}

/// <summary>A table as it is read: columns of numbers, and a note of every cell that is none.</summary>
/// <remarks>A cell is a double in its column's list, never an object; NaN stands for a cell that is missing or flawed.</remarks>
/// <param name="where">The place of a cell in the request, from its row (from 0) and column name.</param>
/// <param name="describeRow">What a row is called in messages.</param>
public sealed class DataTable(Func<int, string, string> where, Func<int, string> describeRow)
{
    private const int MaxErrors = 20;
    private const int MinRows = 3;

    /// <summary>Largest value, and least spread of a column: their squares must not leave the range of a double.</summary>
    private const double MaxMagnitude = 1e100;

    private const double MinSpread = 1e-100;
    private readonly List<string> _names = [];
    private readonly List<List<double>> _columns = [];
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Row, int Column), string> _flaws = [];

    /// <summary>Rows read so far.</summary>
    public int Rows { get; private set; }

    /// <summary>Column names in the order they appeared.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The number of a column by name, added when it is new.</summary>
    public int ColumnOf(string name)
    {
        if (!_index.TryGetValue(name, out var column))
        {
            column = _names.Count;
            _index[name] = column;
            _names.Add(name);
            _columns.Add([]);
        }

        return column;
    }

    /// <summary>Sets a cell of the row being read.</summary>
    public void Set(int column, double value)
    {
        Pad(column, Rows);
        var cells = _columns[column];
        if (cells.Count > Rows)
        {
            cells[Rows] = value;
        }
        else
        {
            cells.Add(value);
        }
    }

    /// <summary>Notes that a cell of the row being read is no number, and what it is instead.</summary>
    public void SetFlaw(int column, string what)
    {
        Set(column, double.NaN);
        _flaws[(Rows, column)] = what;
    }

    /// <summary>Ends the row being read.</summary>
    public void EndRow() => Rows++;

    /// <summary>The same table with its columns named anew, in order.</summary>
    public DataTable WithNames(IReadOnlyList<string> names)
    {
        var renamed = new DataTable(where, describeRow) { Rows = Rows };
        for (var i = 0; i < names.Count; i++)
        {
            renamed._index.TryAdd(names[i], i);
            renamed._names.Add(names[i]);
            renamed._columns.Add(_columns[i]);
        }

        foreach (var (cell, flaw) in _flaws)
        {
            renamed._flaws[cell] = flaw;
        }

        return renamed;
    }

    /// <summary>The data set of the named variables, every cell checked.</summary>
    /// <param name="variables">The variables asked for; null takes every column.</param>
    /// <param name="limits">Largest data set taken.</param>
    /// <exception cref="InputException">Names or cells are missing or flawed, a column is constant, or the table is too small or too large.</exception>
    public Dataset ToDataset(IReadOnlyList<string>? variables, DataLimits limits)
    {
        var errors = new List<InputError>();
        var names = variables is { Count: > 0 } ? [.. variables] : _names.ToImmutableArray();
        CheckNames(names, limits, errors);
        if (Rows < MinRows || Rows > limits.MaxRows)
        {
            errors.Add(new InputError("/data", $"There are {Rows} rows; at least {MinRows} are needed, and at most {limits.MaxRows} are taken."));
        }

        if (errors.Count > 0)
        {
            throw new InputException([.. errors]);
        }

        var values = new double[Rows * names.Length];
        for (var j = 0; j < names.Length; j++)
        {
            var column = _index[names[j]];
            Pad(column, Rows);
            CollectionsMarshal.AsSpan(_columns[column]).CopyTo(values.AsSpan(j * Rows));
            CheckColumn(names[j], column, values.AsSpan(j * Rows, Rows), errors);
        }

        return errors.Count > 0
            ? throw new InputException([.. errors.OrderBy(error => error.Path, StringComparer.Ordinal).Take(MaxErrors)])
            : new Dataset(names, Rows, values);
    }

    private void CheckNames(ImmutableArray<string> names, DataLimits limits, List<InputError> errors)
    {
        if (names.Length < 1 || names.Length > limits.MaxVariables)
        {
            errors.Add(new InputError("/variable_names", $"There are {names.Length} variables; at least 1 is needed, and at most {limits.MaxVariables} are taken."));
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            var path = $"/variable_names/{i}";
            if (NodeName.Check(names[i]) is { } flaw)
            {
                errors.Add(new InputError(path, flaw));
            }
            else if (!seen.Add(names[i]))
            {
                errors.Add(new InputError(path, $"The variable '{names[i]}' is named twice; name each variable once."));
            }
            else if (!_index.ContainsKey(names[i]))
            {
                errors.Add(new InputError(path, $"No row has a column '{names[i]}'; the columns are {string.Join(", ", _names.Take(20))}."));
            }
        }
    }

    private void CheckColumn(string name, int column, ReadOnlySpan<double> cells, List<InputError> errors)
    {
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var row = 0; row < cells.Length; row++)
        {
            if (Math.Abs(cells[row]) <= MaxMagnitude)
            {
                (least, most) = (Math.Min(least, cells[row]), Math.Max(most, cells[row]));
                continue;
            }

            var what = _flaws.GetValueOrDefault((row, column)) ?? (double.IsNaN(cells[row]) ? "missing" : double.IsInfinity(cells[row]) ? "infinite" : $"{cells[row]}");
            errors.Add(new InputError(where(row, name), $"{describeRow(row)}, column '{name}' is {what}; every cell must be a finite number, at most {MaxMagnitude} in size."));
            if (errors.Count >= MaxErrors)
            {
                return;
            }
        }

        if (errors.Count == 0 && most - least <= 1e-12 * Math.Max(Math.Abs(least), Math.Abs(most)))
        {
            errors.Add(new InputError("/data", $"Column '{name}' holds the same value {least} in every row; leave it out of variable_names."));
        }
        else if (errors.Count == 0 && most - least < MinSpread)
        {
            errors.Add(new InputError("/data", $"The values of column '{name}' differ by less than {MinSpread}; give it in a smaller unit."));
        }
    }

    private void Pad(int column, int rows)
    {
        while (_columns[column].Count < rows)
        {
            _columns[column].Add(double.NaN);
        }
    }
}
