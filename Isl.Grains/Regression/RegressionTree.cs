namespace Isl.Grains.Regression;

/// <summary>A tree of depth 3 at most: each inner node sends a row left where its bin of a column is at most a limit.</summary>
/// <remarks>Source: Friedman (2001), Greedy function approximation: a gradient boosting machine. Splits are looked for among sums by bin, and
/// the larger
/// of two children is its parent less the smaller.</remarks>
internal sealed class RegressionTree
{
    /// <summary>Depth.</summary>
    public const int Depth = 3;

    /// <summary>Fewest rows of a leaf.</summary>
    public const int FewestRows = 10;

    /// <summary>A gain up to this share of the sum of squares is rounding.</summary>
    private const double Rounding = 1e-12;

    private const int Nodes = (1 << (Depth + 1)) - 1;

    private readonly int[] _column = new int[Nodes];
    private readonly int[] _limit = new int[Nodes];
    private readonly double[] _value = new double[Nodes];

    private RegressionTree() => Array.Fill(_column, -1);

    /// <summary>Grows a tree.</summary>
    /// <param name="design">The rows.</param>
    /// <param name="gradient">By row, its weight times what is left of its target.</param>
    /// <param name="curvature">By row, its weight times the curvature of its loss.</param>
    /// <param name="rows">The rows' numbers in any order; put in another.</param>
    /// <param name="leaf">The value of a leaf from the sums of both.</param>
    public static RegressionTree Grow(BinnedDesign design, double[] gradient, double[] curvature, int[] rows, Func<double, double, double> leaf)
    {
        var grower = new Grower(design, gradient, curvature, rows, leaf);
        grower.Grow(0, 0, rows.Length, null, 0);
        return grower.Tree;
    }

    /// <summary>Adds the tree's values to those of rows.</summary>
    /// <param name="bins">By column, the bin of each row.</param>
    /// <param name="values">By row, added to.</param>
    /// <param name="factor">Times this.</param>
    public void AddTo(byte[][] bins, double[] values, double factor)
    {
        for (var row = 0; row < values.Length; row++)
        {
            var node = 0;
            while (_column[node] >= 0)
            {
                node = (2 * node) + (bins[_column[node]][row] <= _limit[node] ? 1 : 2);
            }

            values[row] += factor * _value[node];
        }
    }

    /// <summary>What a bin's rows sum to.</summary>
    private struct Sums
    {
        public double Gradient;
        public double Curvature;
        public double Rows;
    }

    private sealed class Grower(BinnedDesign design, double[] gradient, double[] curvature, int[] rows, Func<double, double, double> leaf)
    {
        private readonly (double Gradient, double Curvature)[] _parts = new (double, double)[rows.Length];

        public RegressionTree Tree { get; } = new();

        public void Grow(int node, int from, int to, Sums[]? known, int depth)
        {
            var (sum, bend) = (0.0, 0.0);
            for (var at = from; at < to; at++)
            {
                (sum, bend) = (sum + gradient[rows[at]], bend + curvature[rows[at]]);
            }

            Tree._value[node] = leaf(sum, bend);
            if (depth == Depth || to - from < 2 * FewestRows)
            {
                return;
            }

            var table = known ?? TableOf(from, to);
            if (Best(table, sum, bend, to - from) is not { } split)
            {
                return;
            }

            (Tree._column[node], Tree._limit[node]) = split;
            var middle = Divide(split.Column, split.Limit, from, to);
            var isLeftSmaller = middle - from <= to - middle;
            var isLast = depth + 1 == Depth; // leaves need no sums by bin
            var smaller = isLast ? null : isLeftSmaller ? TableOf(from, middle) : TableOf(middle, to);
            var larger = isLast ? null : Less(table, smaller!);
            Grow((2 * node) + 1, from, middle, isLeftSmaller ? smaller : larger, depth + 1);
            Grow((2 * node) + 2, middle, to, isLeftSmaller ? larger : smaller, depth + 1);
        }

        private Sums[] TableOf(int from, int to)
        {
            // Side by side, so that each column reads them in order.
            var own = rows.AsSpan(from, to - from);
            for (var i = 0; i < own.Length; i++)
            {
                _parts[i] = (gradient[own[i]], curvature[own[i]]);
            }

            var table = new Sums[design.Columns * BinnedDesign.MostBins];
            for (var column = 0; column < design.Columns; column++)
            {
                var bins = design.Bins[column];
                var sums = table.AsSpan(column * BinnedDesign.MostBins, BinnedDesign.MostBins);
                for (var i = 0; i < own.Length; i++)
                {
                    ref var bin = ref sums[bins[own[i]]];
                    var (left, bend) = _parts[i];
                    bin.Gradient += left;
                    bin.Curvature += bend;
                    bin.Rows++;
                }
            }

            return table;
        }

        private static Sums[] Less(Sums[] whole, Sums[] part)
        {
            for (var i = 0; i < whole.Length; i++)
            {
                whole[i].Gradient -= part[i].Gradient;
                whole[i].Curvature -= part[i].Curvature;
                whole[i].Rows -= part[i].Rows;
            }

            return whole;
        }

        /// <summary>The split that lowers the loss most; the first of several; null where none lowers it.</summary>
        private (int Column, int Limit)? Best(Sums[] table, double sum, double bend, int count)
        {
            (int, int)? best = null;
            var whole = bend > 0 ? sum * sum / bend : 0;
            var most = Rounding * whole;
            for (var column = 0; column < design.Columns; column++)
            {
                var (left, leftBend, leftRows) = (0.0, 0.0, 0.0);
                for (var bin = 0; bin + 1 < design.CountOf(column); bin++)
                {
                    var own = table[(column * BinnedDesign.MostBins) + bin];
                    (left, leftBend, leftRows) = (left + own.Gradient, leftBend + own.Curvature, leftRows + own.Rows);
                    var (right, rightBend) = (sum - left, bend - leftBend);
                    if (own.Rows == 0 || leftRows < FewestRows || count - leftRows < FewestRows || !(leftBend > 0) || !(rightBend > 0))
                    {
                        continue;
                    }

                    var gain = (left * left / leftBend) + (right * right / rightBend) - whole;
                    if (gain > most)
                    {
                        (best, most) = ((column, bin), gain);
                    }
                }
            }

            return best;
        }

        /// <summary>Puts the rows that go left before the others, both in the order they had.</summary>
        private int Divide(int column, int limit, int from, int to)
        {
            var bins = design.Bins[column];
            var right = new List<int>();
            var next = from;
            for (var at = from; at < to; at++)
            {
                if (bins[rows[at]] <= limit)
                {
                    rows[next++] = rows[at];
                }
                else
                {
                    right.Add(rows[at]);
                }
            }

            right.CopyTo(rows, next);
            return next;
        }
    }
}
