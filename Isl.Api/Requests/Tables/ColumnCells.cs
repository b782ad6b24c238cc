namespace Isl.Api.Requests.Tables;

/// <summary>A column of numbers that grows by blocks: nothing is copied as it grows, and little is spare at its end.</summary>
/// <param name="expected">Cells to expect; the first block holds as many.</param>
internal sealed class ColumnCells(int expected)
{
    private const int SmallestBlock = 16;
    private const int LargestBlock = 8192;
    private readonly List<double[]> _blocks = [];
    private double[] _last = [];
    private int _used;

    /// <summary>Cells held.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a cell.</summary>
    public void Add(double value)
    {
        if (_used == _last.Length)
        {
            _last = new double[_blocks.Count == 0 ? Math.Max(expected, SmallestBlock) : Math.Clamp(Count, SmallestBlock, LargestBlock)];
            _blocks.Add(_last);
            _used = 0;
        }

        _last[_used++] = value;
        Count++;
    }

    /// <summary>Replaces the cell added last.</summary>
    public void ReplaceLast(double value) => _last[_used - 1] = value;

    /// <summary>Copies the cells, as many as there is room for; what is left of the room holds nothing.</summary>
    public void CopyTo(Span<double> destination)
    {
        foreach (var block in _blocks)
        {
            var length = Math.Min(ReferenceEquals(block, _last) ? _used : block.Length, destination.Length);
            block.AsSpan(0, length).CopyTo(destination);
            destination = destination[length..];
        }

        destination.Fill(double.NaN);
    }
}
