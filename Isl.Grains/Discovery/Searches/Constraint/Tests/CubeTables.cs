using System.Numerics.Tensors;
using Isl.Grains.Discovery.Data;

namespace Isl.Grains.Discovery.Searches.Constraint.Tests;

/// <summary>Counts tables from the marginal counts of all subsets of a neighbourhood, counted once.</summary>
/// <remarks>
/// One pass over the rows counts the cells of all columns together; added up along every column in turn, the place of level 0 holds all levels
/// (Yates 1937). Any table of some of the columns is then picked from there, so that a test costs as many steps as its table has cells, whatever the
/// number of rows.
/// </remarks>
internal sealed class CubeTables : MarginalTables
{
    private readonly int[] _columns;
    private readonly int[] _strides;
    private readonly int[] _cube;
    private readonly List<int[]> _places = [];

    /// <summary>Counts. O(rows · columns + cells · columns).</summary>
    /// <param name="data">The columns.</param>
    /// <param name="columns">Which of them, ascending.</param>
    /// <param name="cells">The product of their numbers of levels.</param>
    public CubeTables(CategoricalColumns data, ReadOnlySpan<int> columns, int cells)
        : base(data)
    {
        (_columns, _strides, _cube) = (columns.ToArray(), new int[columns.Length], new int[cells]);
        var places = new int[data.Patterns];
        var stride = 1;
        for (var at = 0; at < _columns.Length; at++)
        {
            _strides[at] = stride;
            var levels = data[_columns[at]];
            for (var row = 0; row < places.Length; row++)
            {
                places[row] += levels[row] * stride;
            }

            stride *= data.Levels(_columns[at]);
        }

        var counts = data.Counts;
        for (var row = 0; row < places.Length; row++)
        {
            _cube[places[row]] += counts[row];
        }

        for (var at = 0; at < _columns.Length; at++)
        {
            AddUp(_strides[at], data.Levels(_columns[at]));
        }
    }

    /// <summary>How many cells it has.</summary>
    public int Cells => _cube.Length;

    /// <summary>Is it of these columns?</summary>
    public bool IsOf(ReadOnlySpan<int> columns) => columns.SequenceEqual(_columns);

    /// <inheritdoc/>
    public override void Begin(int x, int y, int size)
    {
        while (_places.Count < Math.Max(size, 1))
        {
            _places.Add([]);
        }

        base.Begin(x, y, size);
    }

    /// <inheritdoc/>
    protected override void Start(int x, int y, Span<int> table)
    {
        var (rows, columns, strideX, strideY) = (Data.Levels(x), Data.Levels(y), Stride(x), Stride(y));
        var places = Reserve(0, table.Length);
        for (var a = 0; a < rows; a++)
        {
            for (var b = 0; b < columns; b++)
            {
                var place = (a * strideX) + (b * strideY);
                places[(a * columns) + b] = place;
                table[(a * columns) + b] = _cube[place];
            }
        }

        for (var a = 0; a < rows; a++)
        {
            for (var b = 1; b < columns; b++)
            {
                table[a * columns] -= table[(a * columns) + b];
            }
        }

        for (var a = 1; a < rows; a++)
        {
            for (var b = 0; b < columns; b++)
            {
                table[b] -= table[(a * columns) + b];
            }
        }
    }

    /// <inheritdoc/>
    protected override void Deepen(int depth, int column)
    {
        var (size, stride) = (SizeAt(depth), Stride(column));
        var places = Reserve(depth + 1, size * Data.Levels(column));
        var from = _places[depth].AsSpan(0, size);
        for (var level = 0; level < Data.Levels(column); level++)
        {
            TensorPrimitives.Add(from, level * stride, places.Slice(level * size, size));
        }
    }

    /// <inheritdoc/>
    protected override void Marginals(int depth, int column, int level, Span<int> counts)
    {
        var shift = level * Stride(column);
        var places = _places[depth].AsSpan(0, counts.Length);
        for (var cell = 0; cell < places.Length; cell++)
        {
            counts[cell] = _cube[places[cell] + shift];
        }
    }

    private int Stride(int column) => _strides[Array.BinarySearch(_columns, column)];

    private void AddUp(int stride, int levels)
    {
        for (var start = 0; start < _cube.Length; start += stride * levels)
        {
            var all = _cube.AsSpan(start, stride);
            for (var level = 1; level < levels; level++)
            {
                var own = _cube.AsSpan(start + (level * stride), stride);
                if (stride < 8)
                {
                    for (var at = 0; at < all.Length; at++)
                    {
                        all[at] += own[at];
                    }
                }
                else
                {
                    TensorPrimitives.Add<int>(all, own, all);
                }
            }
        }
    }

    private Span<int> Reserve(int depth, int cells)
    {
        if (_places[depth].Length < cells)
        {
            _places[depth] = new int[cells];
        }

        return _places[depth].AsSpan(0, cells);
    }
}
