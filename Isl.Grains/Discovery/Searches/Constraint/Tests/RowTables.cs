using Isl.Grains.Discovery.Data;

namespace Isl.Grains.Discovery.Searches.Constraint.Tests;

/// <summary>Counts tables row by row, whatever their size.</summary>
/// <remarks>
/// Each row's cell is kept for every depth, so that tables share the digits of their common beginning. Tables up to a limit are counted in place;
/// larger ones have their strata renumbered by occurrence, and if that is not enough their occurring cells are sorted, so memory stays O(rows · |S|).
/// </remarks>
/// <param name="data">The columns.</param>
/// <param name="tableLimit">Most cells of a table counted in place.</param>
internal sealed class RowTables(CategoricalColumns data, int tableLimit) : TableSource
{
    private readonly List<long[]> _cells = [];
    private readonly List<long> _strata = [];
    private int[] _table = [];
    private long[] _keys = [];
    private int[] _weights = [];
    private int _rows;
    private int _columns;

    /// <inheritdoc/>
    public override void Begin(int x, int y, int size)
    {
        while (_cells.Count < Math.Max(size, 1))
        {
            _cells.Add(new long[data.Patterns]);
            _strata.Add(1);
        }

        (_rows, _columns, _strata[0]) = (data.Levels(x), data.Levels(y), 1);
        var a = data[x];
        var b = data[y];
        var (levels, cells) = (_columns, _cells[0]);
        for (var row = 0; row < cells.Length; row++)
        {
            cells[row] = ((long)a[row] * levels) + b[row];
        }
    }

    /// <inheritdoc/>
    public override void Extend(int depth, int column)
    {
        var tableSize = (long)_rows * _columns;
        var digits = data[column];
        var (from, to, block) = (_cells[depth], _cells[depth + 1], _strata[depth] * tableSize);
        for (var row = 0; row < to.Length; row++)
        {
            to[row] = from[row] + (digits[row] * block);
        }

        var strata = _strata[depth] * data.Levels(column);
        _strata[depth + 1] = strata;
        if (strata * tableSize <= tableLimit)
        {
            return;
        }

        _keys = _keys.Length == 0 ? new long[data.Patterns] : _keys;
        for (var row = 0; row < to.Length; row++)
        {
            _keys[row] = to[row] / tableSize;
        }

        _strata[depth + 1] = CategoricalColumns.Renumber(_keys, strata);
        for (var row = 0; row < to.Length; row++)
        {
            to[row] = (to[row] % tableSize) + (_keys[row] * tableSize);
        }
    }

    /// <inheritdoc/>
    public override void AddTo(scoped ref ContingencyTable table, int depth, int column)
    {
        var block = _strata[depth] * _rows * _columns;
        var size = block * (column < 0 ? 1 : data.Levels(column));
        if (size <= tableLimit)
        {
            Tabulate(depth, block, column, (int)size);
            table.AddDense(_table.AsSpan(0, (int)size));
        }
        else
        {
            SortCells(depth, block, column);
            table.AddSparse(_keys, _weights);
        }
    }

    private void Tabulate(int depth, long block, int column, int size)
    {
        if (_table.Length < size)
        {
            _table = new int[size];
        }

        Array.Clear(_table, 0, size);
        var (cells, counts, table) = (_cells[depth], data.Counts, _table);
        if (column < 0)
        {
            for (var row = 0; row < cells.Length; row++)
            {
                table[(int)cells[row]] += counts[row];
            }

            return;
        }

        var digits = data[column];
        for (var row = 0; row < cells.Length; row++)
        {
            table[(int)(cells[row] + (digits[row] * block))] += counts[row];
        }
    }

    private void SortCells(int depth, long block, int column)
    {
        var cells = _cells[depth];
        if (_keys.Length == 0)
        {
            _keys = new long[cells.Length];
        }

        if (_weights.Length == 0)
        {
            _weights = new int[cells.Length];
        }

        data.Counts.CopyTo(_weights, 0);
        for (var row = 0; row < cells.Length; row++)
        {
            _keys[row] = cells[row] + (column < 0 ? 0 : data[column][row] * block);
        }

        Array.Sort(_keys, _weights);
    }
}
