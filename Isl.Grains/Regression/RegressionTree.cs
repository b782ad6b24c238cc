using System.Runtime.Intrinsics;

namespace Isl.Grains.Regression;

/// <summary>A tree of depth 3 at most: each inner node sends a row left where its bin of a column is at most a limit.</summary>
/// <remarks>
/// Splits are looked for among sums by bin, and the larger of two children is its parent less the smaller. The split is the one that lowers the
/// second-order approximation of the loss most (Friedman, Hastie and Tibshirani 2000, Additive logistic regression), which for squares is the
/// sum of squares itself.
/// </remarks>
internal sealed class RegressionTree
{
    /// <summary>Depth.</summary>
    public const int Depth = 3;

    /// <summary>Fewest rows of a leaf.</summary>
    public const int FewestRows = 10;

    /// <summary>A gain up to this share of what the node's own mean explains is rounding.</summary>
    private const double Rounding = 1e-12;

    private const int Nodes = (1 << (Depth + 1)) - 1;

    private readonly int[] _column = new int[Nodes];
    private readonly int[] _limit = new int[Nodes];
    private readonly double[] _value = new double[Nodes];

    private RegressionTree() => Array.Fill(_column, -1);

    /// <summary>Grows a tree, and adds its values to those of the rows.</summary>
    /// <param name="design">The rows.</param>
    /// <param name="gradient">By row, its weight times what is left of its target.</param>
    /// <param name="curvature">By row, its weight times the curvature of its loss.</param>
    /// <param name="leaf">The value of a leaf from the sums of both.</param>
    /// <param name="values">By row, added to.</param>
    public static RegressionTree Grow(
        BinnedDesign design, double[] gradient, double[] curvature, Func<double, double, double> leaf, double[] values)
    {
        var grower = new Grower(design, gradient, curvature, leaf, values);
        grower.Begin();
        return grower.Tree;
    }

    /// <summary>Adds the tree's values to those of rows.</summary>
    /// <param name="design">The rows, in the bins that it was grown on.</param>
    /// <param name="values">By row, added to.</param>
    public void AddTo(BinnedDesign design, double[] values)
    {
        for (var row = 0; row < values.Length; row++)
        {
            var own = design.OfRow(row);
            var node = 0;
            while (_column[node] >= 0)
            {
                node = (2 * node) + (own[_column[node]] <= _limit[node] ? 1 : 2);
            }

            values[row] += _value[node];
        }
    }

    /// <summary>Grows one tree. What rows sum to is a vector of gradient, curvature and number: one addition for a row.</summary>
    private sealed class Grower(
        BinnedDesign design, double[] gradient, double[] curvature, Func<double, double, double> leaf, double[] values)
    {
        /// <summary>Rows, and columns, that are read before others are: they and their sums stay in the processor's nearest memory.</summary>
        private const int RowsTogether = 512;
        private const int ColumnsTogether = 16;

        private readonly Vector256<double>[] _parts = new Vector256<double>[RowsTogether];
        private readonly int[] _rows = [.. Enumerable.Range(0, design.Rows)];
        private readonly int[] _right = new int[design.Rows];

        public RegressionTree Tree { get; } = new();

        public void Begin() => Grow(0, 0, design.Rows, Sum(0, design.Rows), null, 0);

        private void Grow(int node, int from, int to, Vector256<double> sum, Vector256<double>[]? known, int depth)
        {
            var table = depth == Depth || to - from < 2 * FewestRows ? null : known ?? TableOf(from, to);
            if (table is null || Best(table, sum) is not { } split)
            {
                End(node, from, to);
                return;
            }

            (Tree._column[node], Tree._limit[node]) = (split.Column, split.Limit);
            var middle = Divide(split.Column, split.Limit, from, to);
            var isLeftSmaller = middle - from <= to - middle;
            var isLast = depth + 1 == Depth; // leaves need no sums by bin
            var smaller = isLast ? null : isLeftSmaller ? TableOf(from, middle) : TableOf(middle, to);
            var larger = isLast ? null : Less(table, smaller!);
            Grow((2 * node) + 1, from, middle, split.Left, isLeftSmaller ? smaller : larger, depth + 1);
            Grow((2 * node) + 2, middle, to, sum - split.Left, isLeftSmaller ? larger : smaller, depth + 1);
        }

        private void End(int node, int from, int to)
        {
            var sum = Sum(from, to);
            var value = Tree._value[node] = leaf(sum[0], sum[1]);
            foreach (var row in _rows.AsSpan(from, to - from))
            {
                values[row] += value;
            }
        }

        private Vector256<double> Sum(int from, int to)
        {
            var sum = Vector256<double>.Zero;
            foreach (var row in _rows.AsSpan(from, to - from))
            {
                sum += Part(row);
            }

            return sum;
        }

        private Vector256<double> Part(int row) => Vector256.Create(gradient[row], curvature[row], 1, 0);

        private Vector256<double>[] TableOf(int from, int to)
        {
            var table = new Vector256<double>[design.Columns * BinnedDesign.MostBins];
            for (; from < to; from += RowsTogether)
            {
                var own = _rows.AsSpan(from, Math.Min(RowsTogether, to - from));
                for (var i = 0; i < own.Length; i++)
                {
                    _parts[i] = Part(own[i]);
                }

                for (var column = 0; column < design.Columns; column += ColumnsTogether)
                {
                    var count = Math.Min(ColumnsTogether, design.Columns - column);
                    Add(own, column, table.AsSpan(column * BinnedDesign.MostBins, count * BinnedDesign.MostBins));
                }
            }

            return table;
        }

        /// <summary>Adds rows to the sums of some columns, each in the order of the rows.</summary>
        private void Add(ReadOnlySpan<int> own, int column, Span<Vector256<double>> sums)
        {
            var count = sums.Length / BinnedDesign.MostBins;
            for (var i = 0; i < own.Length; i++)
            {
                var part = _parts[i];
                var bins = design.Bins.AsSpan((own[i] * design.Columns) + column, count);
                for (var j = 0; j < bins.Length; j++)
                {
                    sums[(j * BinnedDesign.MostBins) + bins[j]] += part;
                }
            }
        }

        private static Vector256<double>[] Less(Vector256<double>[] whole, Vector256<double>[] part)
        {
            for (var i = 0; i < whole.Length; i++)
            {
                whole[i] -= part[i];
            }

            return whole;
        }

        /// <summary>The split that lowers the loss most, with the sums of its left side; the first of several; null where none lowers it.</summary>
        private (int Column, int Limit, Vector256<double> Left)? Best(Vector256<double>[] table, Vector256<double> sum)
        {
            (int, int, Vector256<double>)? best = null;
            var whole = sum[1] > 0 ? sum[0] * sum[0] / sum[1] : 0;
            var most = Rounding * whole;
            for (var column = 0; column < design.Columns; column++)
            {
                var left = Vector256<double>.Zero;
                for (var bin = 0; bin + 1 < design.CountOf(column); bin++)
                {
                    var own = table[(column * BinnedDesign.MostBins) + bin];
                    left += own;
                    var right = sum - left;
                    if (own[2] == 0 || left[2] < FewestRows || right[2] < FewestRows || !(left[1] > 0) || !(right[1] > 0))
                    {
                        continue;
                    }

                    var gain = (left[0] * left[0] / left[1]) + (right[0] * right[0] / right[1]) - whole;
                    if (gain > most)
                    {
                        (best, most) = ((column, bin, left), gain);
                    }
                }
            }

            return best;
        }

        /// <summary>Puts the rows that go left before the others, both in the order they had.</summary>
        private int Divide(int column, int limit, int from, int to)
        {
            var (left, right) = (from, 0);
            for (var at = from; at < to; at++)
            {
                var row = _rows[at];
                if (design.Bins[(row * design.Columns) + column] <= limit)
                {
                    _rows[left++] = row;
                }
                else
                {
                    _right[right++] = row;
                }
            }

            Array.Copy(_right, 0, _rows, left, right);
            return left;
        }
    }
}
