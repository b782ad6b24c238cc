using System.Numerics.Tensors;
using Isl.Grains.Discovery.Data;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Order;

/// <summary>Orders variables from causes to effects by the independence of residuals.</summary>
/// <remarks>
/// Source: Shimizu et al. (2011), algorithm 1, with the pairwise likelihood ratio of Hyvärinen &amp; Smith (2013), equation 3.5, as the measure: of
/// the variables left the next is the one with least T(i) = Σⱼ min(0, M(i, j))², where M(i, j) = −M(j, i) is positive when i seems to
/// cause j. A pair adds to one of its two sums only and sums never fall, so pairs are compared best candidate first, and once the best has
/// been compared with all others it is settled: the same answer as comparing all pairs, after a small share of the comparisons.
/// The slope of a regression is the covariance (divisor n − 1) over the variance (divisor n). Ties go to the lower index.
/// </remarks>
internal sealed class CausalOrderSearch
{
    /// <summary>A variable with less than this share of its variance left is determined by the variables before it.</summary>
    private const double Determined = 1e-10;

    private readonly int _n;
    private readonly EdgeConstraints _constraints;
    private readonly double[] _residuals;
    private readonly double[] _left;
    private readonly double[] _entropy;
    private readonly bool[] _placed;

    /// <summary>Copies the data, each column centred and scaled to variance 1.</summary>
    /// <param name="columns">Column-major values.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="covariance">Their covariances, row-major; they tell what is determined, which residuals of that slope do not.</param>
    /// <param name="constraints">Prior knowledge.</param>
    public CausalOrderSearch(ReadOnlySpan<double> columns, int rows, ReadOnlySpan<double> covariance, EdgeConstraints constraints)
    {
        var d = constraints.Order;
        (_n, _constraints) = (rows, constraints);
        _residuals = columns[..(rows * d)].ToArray();
        (_left, _entropy, _placed) = (new double[d * d], new double[d], new bool[d]);
        NonGaussianity = new NonGaussianity[d];
        for (var j = 0; j < d; j++)
        {
            var column = Residual(j);
            TensorPrimitives.Add(column, -TensorPrimitives.Sum<double>(column) / rows, column);
            var largest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(column));
            TensorPrimitives.Multiply(column, largest > 0 ? 1 / largest : 0, column);
            var variance = TensorPrimitives.SumOfSquares<double>(column) / rows;
            TensorPrimitives.Multiply(column, variance > 0 ? 1 / Math.Sqrt(variance) : 0, column);
            for (var i = 0; i < d; i++)
            {
                var (own, other) = (Math.Sqrt(covariance[j * (d + 1)]), Math.Sqrt(covariance[i * (d + 1)]));
                _left[(j * d) + i] = own > 0 && other > 0 ? i == j ? 1 : covariance[(j * d) + i] / own / other : 0;
            }

            NonGaussianity[j] = Data.NonGaussianity.Unknown;
        }
    }

    /// <summary>The variables placed, causes first.</summary>
    public List<int> Order { get; } = [];

    /// <summary>Pairs compared.</summary>
    public long Comparisons { get; private set; }

    /// <summary>Variables that those before them determine, in the order found.</summary>
    public List<int> DeterminedOnes { get; } = [];

    /// <summary>For each placed variable, what is left of it after regression on those before it.</summary>
    public NonGaussianity[] NonGaussianity { get; }

    /// <summary>Places all variables.</summary>
    /// <returns>False when the budget was spent first.</returns>
    public bool Run(WorkBudget budget)
    {
        foreach (var group in Precedence.Groups(_constraints))
        {
            var left = group.ToList();
            while (left.Count > 0)
            {
                budget.Progress?.Tell(ProgressStage.CausalOrder, Order.Count, _placed.Length);
                if (Next(left, budget) is not { } next)
                {
                    return false;
                }

                left.Remove(next);
                Place(next, budget.Cancellation);
            }
        }

        return true;
    }

    /// <summary>Share of a variable's variance that those placed leave.</summary>
    private double Share(int variable) => _left[variable * (_placed.Length + 1)];

    private Span<double> Residual(int variable) => _residuals.AsSpan(variable * _n, _n);

    /// <summary>The next variable of a group, or null when the budget is spent.</summary>
    private int? Next(List<int> left, WorkBudget budget)
    {
        var candidates = left.Where(i => !left.Any(j => _constraints.IsRequired(j, i))).ToList();
        foreach (var variable in candidates.Where(variable => Share(variable) <= Determined))
        {
            return variable;
        }

        var pool = left.Where(i => Share(i) > Determined).ToArray();
        var sums = new double[_placed.Length];
        var compared = new HashSet<(int, int)>();
        var hasEntropy = new bool[_placed.Length];
        while (true)
        {
            budget.ThrowIfCancelled();
            if (budget.IsSpent)
            {
                return null;
            }

            var best = candidates.MinBy(i => (sums[i], i));
            var (partner, least) = (-1, double.PositiveInfinity);
            foreach (var j in pool)
            {
                if (j != best && sums[j] < least && !compared.Contains((best, j)))
                {
                    (partner, least) = (j, sums[j]);
                }
            }

            if (partner < 0)
            {
                return best;
            }

            compared.Add((best, partner));
            compared.Add((partner, best));
            Comparisons++;
            var measure = Measure(best, partner, hasEntropy);
            sums[measure < 0 ? best : partner] += measure * measure;
        }
    }

    /// <summary>M(i, j): how much lower the entropies of j's cause and residual are with i as the cause. Equation 3.5 of the paper.</summary>
    private double Measure(int i, int j, bool[] hasEntropy)
    {
        var first = Residual(i);
        var second = Residual(j);
        var slope = TensorPrimitives.Dot<double>(first, second) / _n * _n / (_n - 1);
        var variance = Variance(slope);
        var correlation = slope * (_n - 1) / _n;
        if (1 - (correlation * correlation) <= Determined)
        {
            return 0;
        }

        foreach (var variable in (ReadOnlySpan<int>)[i, j])
        {
            if (!hasEntropy[variable])
            {
                _entropy[variable] = MaximumEntropy.Of(Residual(variable));
                hasEntropy[variable] = true;
            }
        }

        var (ofFirst, ofSecond) = MaximumEntropy.OfResiduals(first, second, slope, 1 / Math.Sqrt(variance));
        return _entropy[j] + ofFirst - _entropy[i] - ofSecond;
    }

    /// <summary>Variance of z₁ − slope · z₂ for standardised z with covariance slope (n − 1)/n.</summary>
    private double Variance(double slope) => 1 - (2 * slope * slope * (_n - 1) / _n) + (slope * slope);

    private void Place(int next, CancellationToken cancellation)
    {
        Order.Add(next);
        _placed[next] = true;
        if (Share(next) <= Determined)
        {
            DeterminedOnes.Add(next);
            return;
        }

        var cause = Residual(next);
        var d = _placed.Length;
        NonGaussianity[next] = Data.NonGaussianity.Of(cause);
        var pivot = _left.AsSpan(next * d, d).ToArray();
        for (var i = 0; i < d; i++)
        {
            if (_placed[i] || Share(i) <= Determined)
            {
                continue;
            }

            cancellation.ThrowIfCancellationRequested();
            TensorPrimitives.MultiplyAdd(pivot, -pivot[i] / pivot[next], _left.AsSpan(i * d, d), _left.AsSpan(i * d, d));
            var residual = Residual(i);
            var slope = TensorPrimitives.Dot<double>(residual, cause) / _n * _n / (_n - 1);
            TensorPrimitives.MultiplyAdd(cause, -slope, residual, residual);
            var variance = TensorPrimitives.SumOfSquares<double>(residual) / _n;
            TensorPrimitives.Multiply(residual, Share(i) > Determined && variance > 0 ? 1 / Math.Sqrt(variance) : 0, residual);
        }
    }
}
