using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Isl.Grains.Regression;

/// <summary>Grows trees on the same rows, one after another, in the same memory.</summary>
/// <remarks>
/// What rows sum to is a vector of gradient, curvature and number: one addition for a row. Sums by bin have the order of the rows, whichever rows
/// and columns are read together.
/// </remarks>
/// <param name="design">The rows.</param>
internal sealed class TreeGrower(BinnedDesign design)
{
    /// <summary>A gain up to this share of what the node's own mean explains is rounding.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Rows, and columns, that are read before others are: they and their sums stay in the processor's nearest memory.</summary>
    private const int RowsTogether = 256;
    private const int ColumnsTogether = 24;

    private readonly Vector256<double>[] _parts = new Vector256<double>[RowsTogether];
    private readonly int[] _all = [.. Enumerable.Range(0, design.Rows)];
    private readonly int[] _rows = new int[design.Rows];
    private readonly int[] _right = new int[design.Rows];
    private RegressionTree _tree = new();
    private double[] _gradient = [];
    private double[] _curvature = [];
    private double[] _values = [];
    private Func<double, double, double> _leaf = static (_, _) => 0;

    /// <summary>Grows a tree, and adds its values to those of the rows.</summary>
    /// <param name="gradient">By row, its weight times what is left of its target.</param>
    /// <param name="curvature">By row, its weight times the curvature of its loss.</param>
    /// <param name="leaf">The value of a leaf from the sums of both.</param>
    /// <param name="values">By row, added to.</param>
    public RegressionTree Grow(double[] gradient, double[] curvature, Func<double, double, double> leaf, double[] values)
    {
        (_tree, _gradient, _curvature, _leaf, _values) = (new RegressionTree(), gradient, curvature, leaf, values);
        _all.CopyTo(_rows, 0);
        Grow(0, 0, design.Rows, Sum(0, design.Rows), null, 0);
        return _tree;
    }

    private void Grow(int node, int from, int to, Vector256<double> sum, Vector256<double>[]? known, int depth)
    {
        var table = depth == RegressionTree.Depth || to - from < 2 * RegressionTree.FewestRows ? null : known ?? TableOf(from, to);
        if (table is null || Best(table, sum) is not { } split)
        {
            End(node, from, to);
            return;
        }

        _tree.Split(node, split.Column, split.Limit);
        var middle = Divide(split.Column, split.Limit, from, to);
        var isLeftSmaller = middle - from <= to - middle;
        var isLast = depth + 1 == RegressionTree.Depth; // leaves need no sums by bin
        var smaller = isLast ? null : isLeftSmaller ? TableOf(from, middle) : TableOf(middle, to);
        var larger = isLast ? null : Less(table, smaller!);
        Grow((2 * node) + 1, from, middle, split.Left, isLeftSmaller ? smaller : larger, depth + 1);
        Grow((2 * node) + 2, middle, to, sum - split.Left, isLeftSmaller ? larger : smaller, depth + 1);
    }

    private void End(int node, int from, int to)
    {
        var sum = Sum(from, to);
        var value = _leaf(sum[0], sum[1]);
        _tree.End(node, value);
        foreach (var row in _rows.AsSpan(from, to - from))
        {
            _values[row] += value;
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

    private Vector256<double> Part(int row) => Vector256.Create(_gradient[row], _curvature[row], 1, 0);

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
        ref var first = ref MemoryMarshal.GetReference(sums);
        for (var i = 0; i < own.Length; i++)
        {
            var part = _parts[i];
            var bins = design.Bins.AsSpan((own[i] * design.Columns) + column, count);
            for (var j = 0; j < bins.Length; j++)
            {
                // A bin is always below the most: checking it again would double the cost of a fit.
                Unsafe.Add(ref first, (j * BinnedDesign.MostBins) + bins[j]) += part;
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
                if (own[2] == 0 || left[2] < RegressionTree.FewestRows || right[2] < RegressionTree.FewestRows || !(left[1] > 0) || !(right[1] > 0))
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
        var bins = design.OfColumn(column);
        for (var at = from; at < to; at++)
        {
            // Every row is written to both sides and counts on one: which one it is cannot be foretold, so nothing branches on it.
            var row = _rows[at];
            var isRight = bins[row] > limit ? 1 : 0;
            (_rows[left], _right[right]) = (row, row);
            (left, right) = (left + 1 - isRight, right + isRight);
        }

        Array.Copy(_right, 0, _rows, left, right);
        return left;
    }
}
