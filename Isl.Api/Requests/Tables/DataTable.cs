using System.Collections.Immutable;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Tables;

/// <summary>A table as it is read: columns of numbers, and of what stands where there are none.</summary>
/// <remarks>
/// A cell is a double in its column's block, never an object; a NaN stands for a cell that is no number, and carries what it is. What the table holds
/// is bounded by what was sent.
/// </remarks>
/// <param name="place">The place of the table in the request.</param>
/// <param name="where">The place of a cell in the request, from its row (from 0) and column name.</param>
/// <param name="describeRow">What a row is called in messages.</param>
/// <param name="expectedRows">Rows to expect.</param>
public sealed class DataTable(JsonPointer place, Func<int, string, JsonPointer> where, Func<int, string> describeRow, int expectedRows = 0)
{
    private const int MaxErrors = 20;
    private const int MinRows = 3;

    /// <summary>Most columns read at all, whether they are asked for or not.</summary>
    private const int MaxColumns = 10_000;

    /// <summary>Most cells that may be missing in all: a few bytes of ragged rows must not take gigabytes of gaps.</summary>
    private const long MaxGaps = 4_000_000;

    /// <summary>Least spread of a column: its square must not leave the range of a double.</summary>
    private const double MinSpread = 1e-100;

    private readonly List<string> _names = [];
    private readonly List<TableColumn> _columns = [];
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly TextRoom _room = new();
    private long _gaps;

    /// <summary>The place of the table in the request.</summary>
    public JsonPointer Place => place;

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
            _columns.Add(new TableColumn(expectedRows, _room));
        }

        return column;
    }

    /// <summary>Sets a cell of the row being read.</summary>
    public void Set(int column, double value) => Set(column, CellReading.Number(value, NumberMark.Plain));

    /// <summary>Sets a cell of the row being read.</summary>
    internal void Set(int column, in CellReading cell)
    {
        Pad(column);
        _columns[column].Set(Rows, cell);
    }

    /// <summary>Has the row being read a cell in this column?</summary>
    internal bool IsSet(int column) => _columns[column].Count > Rows;

    /// <summary>A cell that its row names twice.</summary>
    internal InputException Twice(int column) =>
        new(where(Rows, _names[column]).ToString(), $"{describeRow(Rows)} names column '{Shown.Short(_names[column])}' twice; keep one of the two.");

    /// <summary>Notes that a column holds numbers written as texts.</summary>
    internal void HasQuotedNumbers(int column) => _columns[column].HasQuotedNumbers = true;

    /// <summary>Ends the row being read.</summary>
    public void EndRow() => Rows++;

    /// <summary>The same table with its columns named anew, in order.</summary>
    public DataTable WithNames(IReadOnlyList<string> names)
    {
        var renamed = new DataTable(place, where, describeRow) { Rows = Rows };
        for (var i = 0; i < names.Count; i++)
        {
            renamed._index.TryAdd(names[i], i);
            renamed._names.Add(names[i]);
            renamed._columns.Add(_columns[i]);
        }

        return renamed;
    }

    /// <summary>What was decided about the table as a whole.</summary>
    internal List<DataNote> Notes { get; } = [];

    /// <summary>The same table without a column.</summary>
    internal void Remove(int column)
    {
        _names.RemoveAt(column);
        _columns.RemoveAt(column);
        _index.Clear();
        for (var i = 0; i < _names.Count; i++)
        {
            _index.TryAdd(_names[i], i);
        }
    }

    /// <summary>Copies the cells of a column.</summary>
    internal TableColumn Copy(int column, Span<double> cells)
    {
        _columns[column].CopyTo(cells);
        return _columns[column];
    }

    /// <summary>The data set of the named variables, every cell checked.</summary>
    /// <param name="variables">The variables asked for; null takes every column.</param>
    /// <param name="limits">Largest data set taken.</param>
    /// <param name="missing">What is done about missing values.</param>
    /// <exception cref="InputException">Names or cells are missing or flawed, a column is constant, or the table is too small or too
    /// large.</exception>
    public TableData ToDataset(IReadOnlyList<string>? variables, DataLimits limits, MissingPolicy missing = MissingPolicy.Refuse)
    {
        return Checked(Named(variables, limits.MaxVariables, limits.MaxRows, MinRows), missing);
    }

    /// <summary>The names of the columns asked for, or of all, and the size of the table, checked.</summary>
    /// <exception cref="InputException">A name is unknown or flawed, or the table is too small or too large.</exception>
    internal ImmutableArray<string> Named(IReadOnlyList<string>? variables, int mostColumns, int mostRows, int minRows)
    {
        var errors = new RequestErrors();
        var isAsked = variables is { Count: > 0 };
        var names = isAsked ? [.. variables!] : _names.ToImmutableArray();
        VariableNames.Check(
            names,
            mostColumns,
            errors,
            name => _index.ContainsKey(name) ? null
                : $"No row has a column '{name}'; {Spelling.Advise(name, _names, $"the columns are {string.Join(", ", _names.Take(20))}.")}",
            isAsked ? null : place);
        if (Rows < minRows || Rows > mostRows)
        {
            errors.Add(place, $"There are {Rows} rows; at least {minRows} are needed, and at most {mostRows} are taken.");
        }

        errors.ThrowIfAny();
        return names;
    }

    /// <summary>How a column writes its numbers.</summary>
    internal ColumnFormat FormatOf(string name) => _columns[_index[name]].Format;

    private TableData Checked(ImmutableArray<string> names, MissingPolicy missing)
    {
        var errors = new List<InputError>();
        var notes = new List<DataNote>(Notes);
        var gaps = new List<(string Name, ColumnOutcome Outcome)>();
        var formats = names.Select(name => _columns[_index[name]].Format).ToList();
        var (commas, points) = (formats.Count(format => format.HasComma), formats.Count(format => format.HasPoint));
        var data = Dataset.Create(names, Rows, (at, cells) =>
        {
            var column = Copy(_index[names[at]], cells);
            var own = formats[at];
            var decision = own.Decide(commas > (own.HasComma ? 1 : 0), points > (own.HasPoint ? 1 : 0));
            var outcome = ColumnCheck.Check(names[at], column, decision, cells);
            notes.AddRange(outcome.Notes);
            if (outcome.Mistake is { } mistake)
            {
                errors.Add(ErrorAt(names[at], outcome.Row, mistake));
            }
            else if (outcome.Gaps > 0)
            {
                gaps.Add((names[at], outcome));
            }
        });
        if (missing == MissingPolicy.Refuse)
        {
            errors.AddRange(gaps.Select(gap => ErrorAt(gap.Name, gap.Outcome.Row, GapMistake(gap.Outcome))));
        }

        Throw(errors);
        var isTestwise = missing == MissingPolicy.Testwise;
        var whole = gaps.Count == 0 ? data
            : MissingRows.Drop(
                data,
                [.. gaps.Select(gap => gap.Name)],
                MinRows,
                place,
                isTestwise ? DataNoteKind.TestwiseRows : DataNoteKind.DroppedRows,
                notes);
        for (var at = 0; at < names.Length; at++)
        {
            CheckSpread(names[at], whole.Column(at), errors);
        }

        Throw(errors);
        return new TableData(isTestwise ? data : whole, [.. notes]);
    }

    private static void Throw(List<InputError> errors)
    {
        if (errors.Count > 0)
        {
            throw new InputException([.. errors.Take(MaxErrors)]);
        }
    }

    /// <summary>A mistake in a column, at its cell or for the whole of it.</summary>
    internal InputError ErrorAt(string name, int row, string mistake) => row < 0
        ? new InputError(place.ToString(), $"Column '{name}' {mistake}.")
        : new InputError(where(row, name).ToString(), $"{describeRow(row)}, column '{name}' {mistake}.");

    /// <summary>What is wrong with gaps that may not be there.</summary>
    internal static string GapMistake(ColumnOutcome outcome)
    {
        var more = outcome.Gaps == 1 ? "" : $", one of {outcome.Gaps} missing values in the column";
        return $"is {outcome.GapText}{more}; every cell must be a finite number, so fill it in, or send missing: drop_rows to leave out such rows";
    }

    private void CheckSpread(string name, ReadOnlySpan<double> cells, List<InputError> errors)
    {
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var cell in cells)
        {
            (least, most) = (Math.Min(least, cell), Math.Max(most, cell));
        }

        if (most - least <= 1e-12 * Math.Max(Math.Abs(least), Math.Abs(most)))
        {
            errors.Add(new InputError(place.ToString(), $"Column '{name}' holds the same value {least} in every row; leave it out of "
                + $"variable_names."));
        }
        else if (most - least < MinSpread)
        {
            errors.Add(
                new InputError(place.ToString(), $"The values of column '{name}' differ by less than {MinSpread}; give it in a smaller unit."));
        }
    }

    /// <summary>Fills what earlier rows left out of a column.</summary>
    private void Pad(int column)
    {
        _gaps += Math.Max(Rows - _columns[column].Count, 0);
        if (_gaps > MaxGaps)
        {
            throw new InputException(
                where(Rows, _names[column]).ToString(),
                $"More than {MaxGaps} cells are missing up to {describeRow(Rows)}; give every row the same columns.");
        }

        _columns[column].PadTo(Rows);
    }
}
