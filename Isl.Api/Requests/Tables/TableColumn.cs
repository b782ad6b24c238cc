using System.Globalization;

namespace Isl.Api.Requests.Tables;

/// <summary>A column as it is read: doubles, of which NaNs carry in their bits what stands there instead of a number.</summary>
/// <param name="expected">Cells to expect.</param>
internal sealed class TableColumn(int expected)
{
    /// <summary>Different texts kept: a column with more has too many for categories, and is refused whatever they are.</summary>
    private const int MostTexts = 10_000;

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
    public (CellKind Kind, string Text) Other(double cell)
    {
        var at = (int)(BitConverter.DoubleToInt64Bits(cell) & uint.MaxValue) - 1;
        return at >= 0 && at < _others.Count ? _others[at] : (CellKind.Missing, "missing");
    }

    private int IndexOf(in CellReading cell)
    {
        var key = (cell.Kind, cell.Text);
        if (!_index.TryGetValue(key, out var at))
        {
            if (_others.Count >= MostTexts)
            {
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
