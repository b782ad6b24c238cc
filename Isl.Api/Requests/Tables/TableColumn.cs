using System.Globalization;

namespace Isl.Api.Requests.Tables;

/// <summary>A column as it is read: doubles, of which NaNs carry in their bits what stands there instead of a number.</summary>
/// <param name="expected">Cells to expect.</param>
/// <param name="room">What the columns of a table share for texts beyond the first of each.</param>
internal sealed class TableColumn(int expected, TextRoom room)
{
    /// <summary>Different texts that every column may keep; further ones take from the room that the table has.</summary>
    private const int OwnTexts = 10_000;

    private const long Quiet = 0x7FF8_0000_0000_0000;
    private const double Thousand = 1000;
    private readonly ColumnCells _cells = new(expected);
    private readonly List<(CellKind Kind, string Text)> _others = [];
    private readonly Dictionary<(CellKind Kind, string Text), int> _index = [];
    private List<int>? _doubtful;

    /// <summary>How its numbers are written.</summary>
    public ColumnFormat Format { get; } = new();

    /// <summary>Cells held.</summary>
    public int Count => _cells.Count;

    /// <summary>Are some of its different texts not kept apart, because there were too many in the table?</summary>
    public bool HasLostTexts { get; private set; }

    /// <summary>The different things that stand in cells that are no numbers.</summary>
    public IReadOnlyList<(CellKind Kind, string Text)> Others => _others;

    /// <summary>Numbers that came as texts in JSON.</summary>
    public bool HasQuotedNumbers { get; set; }

    /// <summary>Sets the cell of a row, the one behind the last or the last itself.</summary>
    public void Set(int row, in CellReading cell)
    {
        var value = cell.Kind == CellKind.Number ? cell.Value : BitConverter.Int64BitsToDouble(Quiet | (uint)(1 + IndexOf(cell)));
        if (_cells.Count > row)
        {
            _cells.ReplaceLast(value);
        }
        else
        {
            _cells.Add(value);
        }

        if (cell.Kind == CellKind.Number)
        {
            Format.Add(cell);
            if (cell.Mark is NumberMark.PointOrThousands or NumberMark.CommaOrThousands && (_doubtful is null || _doubtful[^1] != row))
            {
                (_doubtful ??= []).Add(row);
            }
        }
    }

    /// <summary>Adds cells that hold nothing up to a row.</summary>
    public void PadTo(int row)
    {
        while (_cells.Count < row)
        {
            _cells.Add(double.NaN);
        }
    }

    /// <summary>Copies the cells of the table's rows; those that are left out hold nothing.</summary>
    public void CopyTo(Span<double> destination) => _cells.CopyTo(destination);

    /// <summary>Reads the doubtful marks as thousands.</summary>
    public void ScaleThousands(Span<double> cells)
    {
        foreach (var row in _doubtful ?? [])
        {
            if (row < cells.Length)
            {
                cells[row] = Math.Round(cells[row] * Thousand);
            }
        }
    }

    /// <summary>What stands in a cell that is no number.</summary>
    public (CellKind Kind, string Text) Other(double cell) =>
        IndexOf(cell) is var at && at >= 0 && at < _others.Count ? _others[at] : (CellKind.Missing, "missing");

    /// <summary>The place in <see cref="Others"/> of what stands in a cell that is no number; outside of it for nothing at all.</summary>
    public static int IndexOf(double cell) => (int)(BitConverter.DoubleToInt64Bits(cell) & uint.MaxValue) - 1;

    private int IndexOf(in CellReading cell)
    {
        var key = (cell.Kind, cell.Text);
        if (!_index.TryGetValue(key, out var at))
        {
            if (_others.Count >= OwnTexts && !room.Take())
            {
                HasLostTexts = true;
                return _others.Count - 1;
            }

            at = _others.Count;
            _index[key] = at;
            _others.Add(key);
        }

        return at;
    }

    /// <summary>A number as it is shown in messages.</summary>
    public static string Shown(double value) => value.ToString(CultureInfo.InvariantCulture);
}
