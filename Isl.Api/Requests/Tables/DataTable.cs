using System.Collections.Immutable;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Tables;

/// <summary>A table as it is read: columns of numbers, and a note of the first cells that are none.</summary>
/// <remarks>
/// A cell is a double in its column's block, never an object; NaN stands for a cell that is missing or flawed. What it holds is bounded by what was
/// sent.
/// </remarks>
/// <param name="where">The place of a cell in the request, from its row (from 0) and column name.</param>
/// <param name="describeRow">What a row is called in messages.</param>
/// <param name="expectedRows">Rows to expect.</param>
public sealed class DataTable(Func<int, string, JsonPointer> where, Func<int, string> describeRow, int expectedRows = 0)
{
    private const int MaxErrors = 20;
    private const int MinRows = 3;
    private static readonly JsonPointer WholeTable = JsonPointer.Root.Member("data");

    /// <summary>Most columns read at all, whether they are asked for or not.</summary>
    private const int MaxColumns = 10_000;

    /// <summary>Most cells that may be missing in all: a few bytes of ragged rows must not take gigabytes of gaps.</summary>
    private const long MaxGaps = 4_000_000;

    /// <summary>Largest value, and least spread of a column: their squares must not leave the range of a double.</summary>
    private const double MaxMagnitude = 1e100;

    private const double MinSpread = 1e-100;
    private readonly List<string> _names = [];
    private readonly List<ColumnCells> _columns = [];
    private readonly List<List<CellFlaw>?> _flaws = [];
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private long _gaps;

    /// <summary>Rows read so far.</summary>
    public int Rows { get; private set; }

    /// <summary>Column names in the order they appeared.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The number of a column by name, added when it is new.</summary>
    /// <exception cref="InputException">There are too many columns.</exception>
    public int ColumnOf(string name)
    {
        if (!_index.TryGetValue(name, out var column))
        {
            column = _names.Count;
            if (column == MaxColumns)
            {
                throw new InputException(
                    where(Rows, name).ToString(),
                    $"{describeRow(Rows)} brings the {MaxColumns + 1}th column, '{Shown.Short(name)}'; at most {MaxColumns} are read.");
            }

            _index[name] = column;
            _names.Add(name);
            _columns.Add(new ColumnCells(expectedRows));
            _flaws.Add(null);
        }

        return column;
    }

    /// <summary>Sets a cell of the row being read.</summary>
    public void Set(int column, double value)
    {
        Pad(column);
        if (_columns[column].Count > Rows)
        {
            _columns[column].ReplaceLast(value);
        }
        else
        {
            _columns[column].Add(value);
        }
    }

    /// <summary>Are the flaws of a column still worth describing? Only the first ones are told.</summary>
    public bool NotesFlaws(int column) => (_flaws[column]?.Count ?? 0) < MaxErrors;

    /// <summary>Notes that a cell of the row being read is no number, and what it is instead.</summary>
    /// <param name="column">Its column.</param>
    /// <param name="what">What it is.</param>
    /// <param name="isText">It is a text, and may be the name of a category.</param>
    public void SetFlaw(int column, string what, bool isText = false)
    {
        Set(column, double.NaN);
        if (NotesFlaws(column))
        {
            (_flaws[column] ??= []).Add(new CellFlaw(Rows, what, isText));
        }
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
            renamed._flaws.Add(_flaws[i]);
        }

        return renamed;
    }

    /// <summary>The data set of the named variables, every cell checked.</summary>
    /// <param name="variables">The variables asked for; null takes every column.</param>
    /// <param name="limits">Largest data set taken.</param>
    /// <exception cref="InputException">Names or cells are missing or flawed, a column is constant, or the table is too small or too
    /// large.</exception>
    public Dataset ToDataset(IReadOnlyList<string>? variables, DataLimits limits)
    {
        var errors = new RequestErrors();
        var names = variables is { Count: > 0 } ? [.. variables] : _names.ToImmutableArray();
        VariableNames.Check(
            names,
            limits,
            errors,
            name => _index.ContainsKey(name) ? null : $"No row has a column '{name}'; the columns are {string.Join(", ", _names.Take(20))}.");
        if (Rows < MinRows || Rows > limits.MaxRows)
        {
            errors.Add(WholeTable, $"There are {Rows} rows; at least {MinRows} are needed, and at most {limits.MaxRows} are taken.");
        }

        errors.ThrowIfAny();
        var flaws = new List<InputError>();
        var data = Dataset.Create(names, Rows, (column, cells) =>
        {
            var index = _index[names[column]];
            _columns[index].CopyTo(cells);
            cells[_columns[index].Count..].Fill(double.NaN);
            CheckColumn(names[column], index, cells, flaws);
        });
        return flaws.Count > 0
            ? throw new InputException([.. flaws.Take(MaxErrors)])
            : data;
    }

    private void CheckColumn(string name, int column, ReadOnlySpan<double> cells, List<InputError> errors)
    {
        if (errors.Count >= MaxErrors)
        {
            return;
        }

        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        var before = errors.Count;
        for (var row = 0; row < cells.Length; row++)
        {
            if (Math.Abs(cells[row]) <= MaxMagnitude)
            {
                (least, most) = (Math.Min(least, cells[row]), Math.Max(most, cells[row]));
                continue;
            }

            var flaw = _flaws[column]?.Find(flaw => flaw.Row == row) ?? CellFlaw.Of(row, cells[row]);
            var remedy = flaw.IsText ? "; code categories as whole numbers and ask for pc with ci_test g_square" : "";
            errors.Add(
                new InputError(
                    where(row, name).ToString(),
                    $"{describeRow(row)}, column '{name}' is {flaw.What}; "
                    + $"every cell must be a finite number, at most {MaxMagnitude} in size{remedy}."));
            if (errors.Count >= MaxErrors)
            {
                return;
            }
        }

        if (errors.Count == before && most - least <= 1e-12 * Math.Max(Math.Abs(least), Math.Abs(most)))
        {
            errors.Add(new InputError("/data", $"Column '{name}' holds the same value {least} in every row; leave it out of variable_names."));
        }
        else if (errors.Count == before && most - least < MinSpread)
        {
            errors.Add(new InputError("/data", $"The values of column '{name}' differ by less than {MinSpread}; give it in a smaller unit."));
        }
    }

    /// <summary>Fills what earlier rows left out of a column.</summary>
    private void Pad(int column)
    {
        var cells = _columns[column];
        _gaps += Math.Max(Rows - cells.Count, 0);
        if (_gaps > MaxGaps)
        {
            throw new InputException(
                where(Rows, _names[column]).ToString(),
                $"More than {MaxGaps} cells are missing up to {describeRow(Rows)}; give every row the same columns.");
        }

        while (cells.Count < Rows)
        {
            cells.Add(double.NaN);
        }
    }
}
