using Isl.Grains.Discovery.Data;
using MathNet.Numerics;

namespace Isl.Grains.Discovery.Searches.Constraint.Tests;

/// <summary>χ² and G² tests of conditional independence between categorical columns.</summary>
/// <remarks>
/// Source: Pearson (1900), Wilks (1938); by strata of the conditioning set as in Spirtes, Glymour &amp; Scheines (2000), section 5.5, with
/// degrees of freedom counted on the levels that occur. Each row's cell is a mixed-radix number whose leading digits are the stratum; the
/// sets of a sweep share the digits of their common beginning. Tables up to some multiple of the rows are counted in place; larger ones
/// have their strata renumbered by occurrence, and if that is not enough their occurring cells are sorted, so memory stays O(rows · |S|).
/// </remarks>
public sealed class ContingencyTest : IndependenceTest
{
    private const int CellsPerRow = 16;
    private const int MinTable = 1 << 12;
    private const int MaxTable = 1 << 22;

    private readonly CategoricalColumns _data;
    private readonly ContingencyStatistic _statistic;
    private readonly int _tableLimit;
    private readonly List<long[]> _cells = [];
    private int[] _table = [];
    private long[] _keys = [];
    private int[] _weights = [];
    private int[] _rowSums = [];
    private int[] _columnSums = [];

    /// <summary>Takes the columns to test.</summary>
    public ContingencyTest(CategoricalColumns data, ContingencyStatistic statistic)
    {
        (_data, _statistic) = (data, statistic);
        _tableLimit = (int)Math.Clamp((long)CellsPerRow * data.Patterns, MinTable, MaxTable);
    }

    /// <inheritdoc/>
    public override int Order => _data.Order;

    /// <inheritdoc/>
    public override int MaxConditioning => Order - 2;

    /// <inheritdoc/>
    public override double PValue(int x, int y, ReadOnlySpan<int> given) => Test(x, y, given).PValue;

    /// <summary>One test.</summary>
    /// <param name="x">One column.</param>
    /// <param name="y">The other.</param>
    /// <param name="given">Columns to condition on, ascending, without the two.</param>
    public ContingencyResult Test(int x, int y, ReadOnlySpan<int> given)
    {
        // One order of the pair, so that rounding cannot tell which way the question was put.
        (x, y) = (Math.Min(x, y), Math.Max(x, y));
        var strata = Begin(x, y, given.Length);
        for (var depth = 0; depth < given.Length - 1; depth++)
        {
            strata = Extend(depth, strata, given[depth], (long)_data.Levels(x) * _data.Levels(y));
        }

        return Evaluate(Math.Max(given.Length - 1, 0), strata, given.Length > 0 ? given[^1] : -1, _data.Levels(x), _data.Levels(y));
    }

    /// <inheritdoc/>
    public override bool TestSubsets(in SubsetSweep sweep, Span<bool> separators, TestTally tally, out double largestP)
    {
        largestP = -1;
        if (sweep.Candidates.Length < sweep.Size)
        {
            return false;
        }

        var (x, y) = (Math.Min(sweep.X, sweep.Y), Math.Max(sweep.X, sweep.Y));
        var run = new Run(this, sweep, separators, tally, _data.Levels(x), _data.Levels(y));
        run.Descend(0, 0, Begin(x, y, sweep.Size), sweep.Shared.Length == 0 || sweep.Size == 0);
        largestP = run.LargestP;
        return run.Separated;
    }

    /// <summary>Writes each row's cell in the table of the pair alone.</summary>
    /// <returns>Number of strata: one.</returns>
    private long Begin(int x, int y, int size)
    {
        while (_cells.Count < Math.Max(size, 1))
        {
            _cells.Add(new long[_data.Patterns]);
        }

        var a = _data[x];
        var b = _data[y];
        var (levels, cells) = (_data.Levels(y), _cells[0]);
        for (var row = 0; row < cells.Length; row++)
        {
            cells[row] = ((long)a[row] * levels) + b[row];
        }

        return 1;
    }

    /// <summary>Splits the strata by one more column.</summary>
    /// <returns>Number of strata, some of which may be empty.</returns>
    private long Extend(int depth, long strata, int column, long tableSize)
    {
        var digits = _data[column];
        var (from, to, block) = (_cells[depth], _cells[depth + 1], strata * tableSize);
        for (var row = 0; row < to.Length; row++)
        {
            to[row] = from[row] + (digits[row] * block);
        }

        strata *= _data.Levels(column);
        if (strata * tableSize <= _tableLimit)
        {
            return strata;
        }

        _keys = _keys.Length == 0 ? new long[_data.Patterns] : _keys;
        for (var row = 0; row < to.Length; row++)
        {
            _keys[row] = to[row] / tableSize;
        }

        var occurring = CategoricalColumns.Renumber(_keys, strata);
        for (var row = 0; row < to.Length; row++)
        {
            to[row] = (to[row] % tableSize) + (_keys[row] * tableSize);
        }

        return occurring;
    }

    /// <summary>The statistic with one last column (none if negative) to split by.</summary>
    private ContingencyResult Evaluate(int depth, long strata, int column, int rows, int columns)
    {
        var block = strata * rows * columns;
        var size = block * (column < 0 ? 1 : _data.Levels(column));
        var table = new ContingencyTable(_statistic, Reserve(ref _rowSums, rows), Reserve(ref _columnSums, columns));
        if (size <= _tableLimit)
        {
            Tabulate(depth, block, column, (int)size);
            table.AddDense(_table.AsSpan(0, (int)size));
        }
        else
        {
            SortCells(depth, block, column);
            table.AddSparse(_keys, _weights);
        }

        var p =
            table.Freedom == 0 ? 1 : Math.Clamp(SpecialFunctions.GammaUpperRegularized(table.Freedom / 2.0, Math.Max(table.Statistic, 0) / 2), 0, 1);
        return new ContingencyResult(table.Statistic, table.Freedom, p);
    }

    private void Tabulate(int depth, long block, int column, int size)
    {
        if (_table.Length < size)
        {
            _table = new int[size];
        }

        Array.Clear(_table, 0, size);
        var (cells, counts, table) = (_cells[depth], _data.Counts, _table);
        if (column < 0)
        {
            for (var row = 0; row < cells.Length; row++)
            {
                table[(int)cells[row]] += counts[row];
            }

            return;
        }

        var digits = _data[column];
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

        _data.Counts.CopyTo(_weights, 0);
        for (var row = 0; row < cells.Length; row++)
        {
            _keys[row] = cells[row] + (column < 0 ? 0 : _data[column][row] * block);
        }

        Array.Sort(_keys, _weights);
    }

    private static Span<int> Reserve(ref int[] array, int length)
    {
        if (array.Length < length)
        {
            array = new int[length];
        }

        return array.AsSpan(0, length);
    }

    /// <summary>One sweep: chooses columns in ascending order, splitting the strata by each as it is chosen.</summary>
    private ref struct Run(ContingencyTest owner, in SubsetSweep sweep, Span<bool> separators, TestTally tally, int rows, int columns)
    {
        private readonly SubsetSweep _sweep = sweep;
        private readonly Span<bool> _separators = separators;
        private readonly int[] _chosen = new int[sweep.Size];

        public double LargestP { get; private set; } = -1;

        public bool Separated { get; private set; }

        public bool Descend(int depth, int start, long strata, bool fresh)
        {
            var left = _sweep.Size - depth;
            if (left == 0)
            {
                return Take(0, strata, -1);
            }

            for (var s = start; s <= _sweep.Candidates.Length - left; s++)
            {
                _chosen[depth] = s;
                var column = _sweep.Candidates[s];
                if (left > 1)
                {
                    if (!Descend(depth + 1, s + 1, owner.Extend(depth, strata, column, (long)rows * columns), fresh || !_sweep.IsShared(s)))
                    {
                        return false;
                    }
                }
                else if ((fresh || !_sweep.IsShared(s)) && !Take(depth, strata, column))
                {
                    return false;
                }
            }

            return true;
        }

        private bool Take(int depth, long strata, int column)
        {
            var p = owner.Evaluate(depth, strata, column, rows, columns).PValue;
            tally.Note(p);
            LargestP = Math.Max(LargestP, p);
            if (p > tally.Alpha)
            {
                Separated = true;
                foreach (var chosen in _chosen)
                {
                    _separators[chosen] = true;
                }
            }

            return tally.Count(1);
        }
    }
}
