using System.Collections.Immutable;
using System.Numerics.Tensors;
using Isl.Grains.Data;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;
using MathNet.Numerics.Distributions;

namespace Isl.Grains.Discovery.Data;

/// <summary>What the data say about a linear graph's assumption that noise is independent of causes.</summary>
/// <param name="Dependent">Edges whose effect leaves a residual that depends on the cause: not linear, the wrong way round, or confounded.</param>
/// <param name="Refuted">Those of them that stand out even among as many tests as were made.</param>
/// <param name="EitherWay">Edges that fit as well the other way round: neither direction leaves a residual that depends on its cause. Only
/// where it was asked for.</param>
/// <param name="Hidden">Pairs that are not joined, hardly correlated, and dependent all the same.</param>
internal sealed record LinearityCheck(
    ImmutableArray<(int From, int To)> Dependent,
    ImmutableArray<(int From, int To)> Refuted,
    ImmutableArray<(int From, int To)> EitherWay,
    ImmutableArray<(int A, int B)> Hidden)
{
    /// <summary>Level of one test.</summary>
    private const double Level = 0.01;

    /// <summary>The reverse of an edge is refuted below this.</summary>
    private const double ReverseLevel = 0.05;

    /// <summary>Level over all pairs that are not joined.</summary>
    private const double HiddenLevel = 0.001;

    /// <summary>A correlation that a linear method may well leave unjoined.</summary>
    private const double WeakCorrelation = 0.3;

    /// <summary>Rows looked at, evenly spread: the test takes the square of them.</summary>
    private const int MostRows = 300;

    /// <summary>Most columns that are looked at pair by pair, and most edges.</summary>
    private const int MostColumns = 32;
    private const int MostEdges = 250;

    /// <summary>A residual with less than this share of its variable's variance is rounding.</summary>
    private const double Determined = 1e-10;

    /// <summary>Nothing was found.</summary>
    public static LinearityCheck None { get; } = new([], [], [], []);

    /// <summary>Looks at a graph; ends early, with what it has, when the budget is spent. O((d + edges)·rows²) with at most 300 rows.</summary>
    /// <param name="data">The data.</param>
    /// <param name="moments">Their moments.</param>
    /// <param name="edges">The graph.</param>
    /// <param name="isReversed">Look at the reverse of every edge too.</param>
    /// <param name="budget">When spent, it ends; when cancelled, it throws.</param>
    public static LinearityCheck Of(Dataset data, DatasetMoments moments, DirectedEdges edges, bool isReversed, WorkBudget budget)
    {
        if (data.Rows < KernelSample.Smallest || edges.Count > MostEdges || moments.HasConstantColumn)
        {
            return None;
        }

        var columns = new Columns(data, moments);
        List<(int From, int To)> dependent = [];
        List<(int From, int To)> refuted = [];
        for (var node = 0; node < edges.Order; node++)
        {
            var parents = edges.Parents(node);
            if (parents.Count == 0 || budget.IsSpent || columns.Residual(node, parents) is not { } residual)
            {
                continue;
            }

            foreach (var parent in parents)
            {
                var p = columns[parent]?.PValue(residual) ?? 1;
                if (p < Level)
                {
                    dependent.Add((parent, node));
                }

                if (p < Level / edges.Count)
                {
                    refuted.Add((parent, node));
                }
            }
        }

        var either = isReversed
            ? edges.All().Where(edge => !budget.IsSpent && !dependent.Contains(edge) && columns.Reverse(edge.From, edge.To, edges) >= ReverseLevel)
            : [];
        return new LinearityCheck([.. dependent], [.. refuted], [.. either], [.. Unjoined(columns, moments, edges, budget)]);
    }

    private static IEnumerable<(int A, int B)> Unjoined(Columns columns, DatasetMoments moments, DirectedEdges edges, WorkBudget budget)
    {
        var d = edges.Order;
        if (d > MostColumns)
        {
            yield break;
        }

        var level = HiddenLevel * 2 / (d * Math.Max(d - 1, 1));
        for (var a = 0; a < d; a++)
        {
            for (var b = a + 1; b < d && !budget.IsSpent; b++)
            {
                var correlation = Math.Abs(moments.Correlation[(a * d) + b]);
                if (edges[a, b] || edges[b, a] || correlation > WeakCorrelation || columns[a] is not { } one || columns[b] is not { } other)
                {
                    continue;
                }

                // What a weak correlation itself makes dependent is linear.
                var linear = 2 * Normal.CDF(0, 1, -Math.Sqrt(moments.Rows) * Math.Atanh(correlation));
                var p = one.PValue(other);
                if (p < level && p < linear)
                {
                    yield return (a, b);
                }
            }
        }
    }

    /// <summary>The columns on evenly spread rows, standardised.</summary>
    private sealed class Columns
    {
        private readonly DatasetMoments _moments;
        private readonly double[][] _cells;
        private readonly KernelSample?[] _known;
        private readonly bool[] _isKnown;

        public Columns(Dataset data, DatasetMoments moments)
        {
            var (rows, d) = (Math.Min(data.Rows, MostRows), data.Columns);
            (_moments, _cells, _known, _isKnown) = (moments, new double[d][], new KernelSample?[d], new bool[d]);
            for (var column = 0; column < d; column++)
            {
                var from = data.Column(column);
                var cells = _cells[column] = new double[rows];
                for (var row = 0; row < rows; row++)
                {
                    cells[row] = from[(int)((long)row * data.Rows / rows)];
                }

                TensorPrimitives.Subtract(cells, TensorPrimitives.Sum<double>(cells) / rows, cells);
                TensorPrimitives.Divide(cells, moments.Deviations[column], cells);
            }
        }

        public KernelSample? this[int column]
        {
            get
            {
                if (!_isKnown[column])
                {
                    (_isKnown[column], _known[column]) = (true, KernelSample.Of(_cells[column]));
                }

                return _known[column];
            }
        }

        /// <summary>What the causes leave of a variable; null where that is nothing.</summary>
        public KernelSample? Residual(int node, IReadOnlyList<int> parents) => Left(node, parents) is { } left ? KernelSample.Of(left) : null;

        /// <summary>
        /// p-value of the independence of what an effect leaves of its cause, and the effect: both less what comes before them, which are the
        /// causes of the cause, and those of the effect that the cause does not reach.
        /// </summary>
        public double Reverse(int from, int to, DirectedEdges edges)
        {
            var before = edges.Parents(from).Union(edges.Parents(to).Where(other => other != from && !edges.Reaches(from, other))).ToList();
            return Left(to, before) is { } effect
                && Left(from, [.. before, to]) is { } left
                && KernelSample.Of(effect) is { } one
                && KernelSample.Of(left) is { } other
                ? one.PValue(other)
                : 1;
        }

        private double[]? Left(int node, IReadOnlyList<int> parents)
        {
            var (weights, share) = LinearRegression.Fit(_moments.Correlation, _moments.Order, node, parents);
            if (share < Determined)
            {
                return null;
            }

            var residual = (double[])_cells[node].Clone();
            for (var i = 0; i < parents.Count; i++)
            {
                TensorPrimitives.MultiplyAdd(_cells[parents[i]], -weights[i], residual, residual);
            }

            return residual;
        }
    }
}
