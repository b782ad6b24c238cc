using System.Numerics.Tensors;
using Isl.Grains.Discovery.Data;

namespace Isl.Grains.Discovery.Searches.Constraint.Tests;

/// <summary>Counts tables from marginal counts, without a look at the rows.</summary>
/// <remarks>
/// Source: Moore &amp; Lee (1998), "Cached sufficient statistics for efficient machine learning with large datasets": the counts of one level of
/// every column follow from the others by subtraction. Level 0 is the one left out: where a marginal table has 0 it counts every level of the column,
/// and a table is had by subtracting, one column after another, the other levels from it. Tables of a depth serve the next one as its level 0.
/// </remarks>
/// <param name="data">The columns.</param>
internal abstract class MarginalTables(CategoricalColumns data) : TableSource
{
    private readonly List<int[]> _tables = [];
    private readonly List<int> _sizes = [];
    private readonly List<int> _levels = [];
    private int[] _last = [];

    /// <summary>The columns.</summary>
    protected CategoricalColumns Data => data;

    /// <summary>Number of cells of the tables of a depth.</summary>
    protected int SizeAt(int depth) => _sizes[depth];

    /// <inheritdoc/>
    public override void Begin(int x, int y, int size)
    {
        var cells = data.Levels(x) * data.Levels(y);
        while (_tables.Count < Math.Max(size, 1))
        {
            _tables.Add([]);
            _sizes.Add(0);
        }

        _levels.Clear();
        _levels.Add(data.Levels(y));
        _levels.Add(data.Levels(x));
        _sizes[0] = cells;
        Start(x, y, Reserve(0, cells));
    }

    /// <inheritdoc/>
    public override void Extend(int depth, int column)
    {
        var size = _sizes[depth] * data.Levels(column);
        Count(depth, column, Reserve(depth + 1, size));
        _levels.RemoveRange(depth + 2, _levels.Count - depth - 2);
        _levels.Add(data.Levels(column));
        _sizes[depth + 1] = size;
        Deepen(depth, column);
    }

    /// <inheritdoc/>
    public override void AddTo(scoped ref ContingencyTable table, int depth, int column)
    {
        var size = _sizes[depth];
        if (column < 0)
        {
            table.AddDense(_tables[depth].AsSpan(0, size));
            return;
        }

        size *= data.Levels(column);
        if (_last.Length < size)
        {
            _last = new int[size];
        }

        Count(depth, column, _last.AsSpan(0, size));
        table.AddDense(_last.AsSpan(0, size));
    }

    /// <summary>Writes the table of the pair alone.</summary>
    protected abstract void Start(int x, int y, Span<int> table);

    /// <summary>Takes notice of a column that joined those chosen.</summary>
    protected abstract void Deepen(int depth, int column);

    /// <summary>Writes the marginal counts of the rows with one level, not 0, of a column.</summary>
    /// <param name="depth">By whose columns they are split.</param>
    /// <param name="column">The column.</param>
    /// <param name="level">The level.</param>
    /// <param name="counts">As many as the depth's tables have cells.</param>
    protected abstract void Marginals(int depth, int column, int level, Span<int> counts);

    private void Count(int depth, int column, Span<int> table)
    {
        var size = _sizes[depth];
        var rest = table[..size];
        _tables[depth].AsSpan(0, size).CopyTo(rest);
        for (var level = 1; level < data.Levels(column); level++)
        {
            var slice = table.Slice(level * size, size);
            Marginals(depth, column, level, slice);
            Subtract(slice, depth);
            TensorPrimitives.Subtract<int>(rest, slice, rest);
        }
    }

    /// <summary>Makes a table of the marginal counts of its columns.</summary>
    private void Subtract(Span<int> counts, int depth)
    {
        var stride = 1;
        for (var digit = 0; digit < depth + 2; digit++)
        {
            var levels = _levels[digit];
            for (var start = 0; start < counts.Length; start += stride * levels)
            {
                var all = counts.Slice(start, stride);
                for (var level = 1; level < levels; level++)
                {
                    var own = counts.Slice(start + (level * stride), stride);
                    for (var at = 0; at < all.Length; at++)
                    {
                        all[at] -= own[at];
                    }
                }
            }

            stride *= levels;
        }
    }

    private Span<int> Reserve(int depth, int size)
    {
        if (_tables[depth].Length < size)
        {
            _tables[depth] = new int[size];
        }

        return _tables[depth].AsSpan(0, size);
    }
}
