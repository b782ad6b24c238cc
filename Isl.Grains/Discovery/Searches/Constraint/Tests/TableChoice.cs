using Isl.Grains.Discovery.Data;

namespace Isl.Grains.Discovery.Searches.Constraint.Tests;

/// <summary>Chooses how the tables of a sweep are counted: the counts are the same whichever way, the time is not.</summary>
/// <param name="data">The columns.</param>
/// <param name="tableLimit">Most cells of a table counted in place; tests with larger ones go by rows.</param>
internal sealed class TableChoice(CategoricalColumns data, int tableLimit)
{
    // Nanoseconds, measured on one core; only their ratios matter.
    private const double RowCost = 1.5;
    private const double WordCost = 0.2;
    private const double CountCost = 4;
    private const double CellCost = 2;
    private const double CodeCost = 0.5;

    /// <summary>Most cells of a cube, and of all cubes kept.</summary>
    private const int MaxCube = 1 << 20;
    private const int MaxCubes = 1 << 22;

    /// <summary>Most words of the planes of the cells of a depth, and most levels of a column that has planes.</summary>
    private const int MaxPlaneWords = 1 << 18;
    private const int MaxPlaneLevels = 64;

    private readonly RowTables _rows = new(data, tableLimit);
    private readonly PlaneTables _planes = new(data);
    private readonly Queue<CubeTables> _cubes = [];
    private int _cubeCells;

    /// <summary>For one test of a pair.</summary>
    public TableSource ForTest(int x, int y, ReadOnlySpan<int> given) => For(x, y, given, given.Length, 1);

    /// <summary>For all tests of a sweep.</summary>
    public TableSource ForSweep(in SubsetSweep sweep)
    {
        var tests = 1.0;
        for (var at = 0; at < sweep.Size; at++)
        {
            tests *= (sweep.Candidates.Length - at) / (at + 1.0);
        }

        return For(Math.Min(sweep.X, sweep.Y), Math.Max(sweep.X, sweep.Y), sweep.Candidates, sweep.Size, tests);
    }

    private TableSource For(int x, int y, ReadOnlySpan<int> candidates, int size, double tests)
    {
        var (cells, last) = Largest(x, y, candidates, size);
        if (cells > tableLimit)
        {
            return _rows;
        }

        var words = (data.Rows + 63) / 64;
        var counted = size < 2 ? (data.Levels(x) - 1.0) * (data.Levels(y) - 1) * Math.Max(last - 1, 1) : cells / last * (last - 1);
        var canPlane = cells / last * words <= MaxPlaneWords && Math.Max(last, Math.Max(data.Levels(x), data.Levels(y))) <= MaxPlaneLevels;
        var plane = canPlane ? (counted * ((words * WordCost) + CountCost)) + (cells * CellCost) : double.PositiveInfinity;
        var row = RowCost * data.Patterns;
        var picked = cells * CellCost;
        if (size > 0 && tests > 1 && picked < Math.Min(plane, row) && CubeCells(x, y, candidates) is > 0 and <= MaxCube and var cube)
        {
            int[] columns = [x, y, .. candidates];
            Array.Sort(columns);
            var price = (data.Patterns * (RowCost + (CodeCost * columns.Length))) + (CodeCost * cube * columns.Length);

            // Every pair of a node and a neighbour asks for the same columns, from either side.
            var saved = (Math.Min(plane, row) - picked) * tests * Math.Max(1, candidates.Length / 2);
            if (Find(columns) is { } known)
            {
                return known;
            }

            if (saved > price)
            {
                return Keep(new CubeTables(data, columns, (int)cube));
            }
        }

        return plane < row ? _planes : _rows;
    }

    /// <summary>Cells of the largest table that a sweep meets, and the levels of the column that it is split by last.</summary>
    private (double Cells, int Last) Largest(int x, int y, ReadOnlySpan<int> candidates, int size)
    {
        Span<int> largest = stackalloc int[Math.Min(size, 64)];
        largest.Fill(1);
        foreach (var candidate in candidates)
        {
            var levels = data.Levels(candidate);
            for (var at = 0; at < largest.Length; at++)
            {
                if (levels > largest[at])
                {
                    (levels, largest[at]) = (largest[at], levels);
                }
            }
        }

        var cells = (double)data.Levels(x) * data.Levels(y);
        foreach (var levels in largest)
        {
            cells *= levels;
        }

        return (size > largest.Length ? double.PositiveInfinity : cells, largest.Length > 0 ? largest[0] : 1);
    }

    private double CubeCells(int x, int y, ReadOnlySpan<int> candidates)
    {
        var cells = (double)data.Levels(x) * data.Levels(y);
        foreach (var candidate in candidates)
        {
            cells *= data.Levels(candidate);
        }

        return cells;
    }

    private CubeTables? Find(ReadOnlySpan<int> columns)
    {
        foreach (var cube in _cubes)
        {
            if (cube.IsOf(columns))
            {
                return cube;
            }
        }

        return null;
    }

    private CubeTables Keep(CubeTables cube)
    {
        _cubes.Enqueue(cube);
        _cubeCells += cube.Cells;
        while (_cubeCells > MaxCubes)
        {
            _cubeCells -= _cubes.Dequeue().Cells;
        }

        return cube;
    }
}
