using Isl.Grains.Discovery.Data;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Constraint.Tests;

/// <summary>Counts tables by the bits of one plane a column and level, 64 rows at a time.</summary>
/// <remarks>
/// A plane has a bit for every row that has the level. What every two columns have in common is counted once and kept: a table of three columns then
/// takes (a − 1)(b − 1)(c − 1) counts, one of two binary columns and a third a single one.
/// </remarks>
internal sealed class PlaneTables : MarginalTables
{
    private readonly int _words;
    private readonly ulong[]?[] _planes;
    private readonly int[]?[] _ones;
    private readonly int[]?[] _pairs;
    private readonly List<ulong[]> _cells = [];
    private int _x;
    private int _y;

    /// <summary>Takes the columns; planes are made when they are asked for.</summary>
    public PlaneTables(CategoricalColumns data)
        : base(data)
    {
        _words = (data.Rows + 63) / 64;
        (_planes, _ones, _pairs) = (new ulong[]?[data.Order], new int[]?[data.Order], new int[]?[data.Order * data.Order]);
    }

    /// <inheritdoc/>
    public override void Begin(int x, int y, int size)
    {
        (_x, _y) = (x, y);
        while (_cells.Count < size)
        {
            _cells.Add([]);
        }

        base.Begin(x, y, size);
        if (size == 0)
        {
            return;
        }

        // Where one of the two is left out, the counts of pairs serve; deeper down every cell has its plane.
        var (rows, columns) = (Data.Levels(x), Data.Levels(y));
        var cells = Reserve(0, rows * columns);
        for (var a = size > 1 ? 0 : 1; a < rows; a++)
        {
            for (var b = size > 1 ? 0 : 1; b < columns; b++)
            {
                var cell = cells.Slice(((a * columns) + b) * _words, _words);
                if (a > 0 && b > 0)
                {
                    Bits.Intersect(Plane(x, a), Plane(y, b), cell);
                }
                else if (a + b > 0)
                {
                    (a > 0 ? Plane(x, a) : Plane(y, b)).CopyTo(cell);
                }
                else
                {
                    cell.Fill(ulong.MaxValue);
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override void Start(int x, int y, Span<int> table) => Pair(x, y).CopyTo(table);

    /// <inheritdoc/>
    protected override void Deepen(int depth, int column)
    {
        var size = SizeAt(depth);
        var from = _cells[depth];
        var to = Reserve(depth + 1, size * Data.Levels(column));
        from.AsSpan(0, size * _words).CopyTo(to);
        for (var level = 1; level < Data.Levels(column); level++)
        {
            var plane = Plane(column, level);
            for (var cell = 0; cell < size; cell++)
            {
                Bits.Intersect(from.AsSpan(cell * _words, _words), plane, to.Slice(((level * size) + cell) * _words, _words));
            }
        }
    }

    /// <inheritdoc/>
    protected override void Marginals(int depth, int column, int level, Span<int> counts)
    {
        var plane = Plane(column, level);
        var cells = _cells[depth];
        if (depth > 0)
        {
            for (var cell = 0; cell < counts.Length; cell++)
            {
                counts[cell] = Bits.CountShared(cells.AsSpan(cell * _words, _words), plane);
            }

            return;
        }

        var (rows, columns) = (Data.Levels(_x), Data.Levels(_y));
        counts[0] = Ones(column, level);
        for (var b = 1; b < columns; b++)
        {
            counts[b] = Shared(_y, b, column, level);
        }

        for (var a = 1; a < rows; a++)
        {
            counts[a * columns] = Shared(_x, a, column, level);
            for (var b = 1; b < columns; b++)
            {
                var cell = (a * columns) + b;
                counts[cell] = Bits.CountShared(cells.AsSpan(cell * _words, _words), plane);
            }
        }
    }

    /// <summary>The table of two columns, the lower one's levels first.</summary>
    private int[] Pair(int x, int y)
    {
        ref var known = ref _pairs[(x * Data.Order) + y];
        if (known is not null)
        {
            return known;
        }

        var (rows, columns) = (Data.Levels(x), Data.Levels(y));
        var table = new int[rows * columns];
        var corner = Data.Rows;
        for (var b = 1; b < columns; b++)
        {
            table[b] = Ones(y, b);
            corner -= table[b];
        }

        for (var a = 1; a < rows; a++)
        {
            var rest = Ones(x, a);
            corner -= rest;
            for (var b = 1; b < columns; b++)
            {
                var shared = Bits.CountShared(Plane(x, a), Plane(y, b));
                table[(a * columns) + b] = shared;
                rest -= shared;
                table[b] -= shared;
                corner += shared;
            }

            table[a * columns] = rest;
        }

        table[0] = corner;
        return known = table;
    }

    private int Shared(int x, int a, int y, int b) => x < y
        ? Pair(x, y)[(a * Data.Levels(y)) + b]
        : Pair(y, x)[(b * Data.Levels(x)) + a];

    private int Ones(int column, int level)
    {
        var counts = _ones[column];
        if (counts is null)
        {
            counts = new int[Data.Levels(column)];
            for (var one = 1; one < counts.Length; one++)
            {
                counts[one] = Bits.Count(Plane(column, one));
            }

            _ones[column] = counts;
        }

        return counts[level];
    }

    private ReadOnlySpan<ulong> Plane(int column, int level) =>
        (_planes[column] ??= Planes(column)).AsSpan((level - 1) * _words, _words);

    /// <summary>The planes of all levels of a column but 0. A row held for many has as many bits: where they stand is of no matter.</summary>
    private ulong[] Planes(int column)
    {
        var planes = new ulong[(Data.Levels(column) - 1) * _words];
        var levels = Data[column];
        var counts = Data.Counts;
        var row = 0;
        for (var pattern = 0; pattern < levels.Length; pattern++)
        {
            var end = row + counts[pattern];
            if (levels[pattern] == 0)
            {
                row = end;
                continue;
            }

            var own = planes.AsSpan((levels[pattern] - 1) * _words, _words);
            for (; row < end; row++)
            {
                own[row >> 6] |= 1UL << (row & 63);
            }
        }

        return planes;
    }

    private Span<ulong> Reserve(int depth, int cells)
    {
        if (_cells[depth].Length < cells * _words)
        {
            _cells[depth] = new ulong[cells * _words];
        }

        return _cells[depth].AsSpan(0, cells * _words);
    }
}
