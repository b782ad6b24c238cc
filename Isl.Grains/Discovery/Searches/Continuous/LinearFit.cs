using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Continuous;

/// <summary>What the continuous fits share: their variables are V = Wᵀ, row-major, (j, i) the effect of i on j.</summary>
internal static class LinearFit
{
    private const double StartStep = 0.01;

    /// <summary>Below this many variables every solve is made with care: it costs little.</summary>
    private const int WideOrder = 30;

    /// <summary>A pivot below this share of its variance marks a column that others determine.</summary>
    private const double Determined = 1e-10;

    /// <summary>The inverse second derivatives of the loss: 1 / G(i, i) for the effects of i. A constant column gets 1.</summary>
    public static double[] InverseVariances(ReadOnlySpan<double> gram, int d)
    {
        var inverse = new double[d * d];
        for (var at = 0; at < inverse.Length; at++)
        {
            var variance = gram[at % d * (d + 1)];
            inverse[at] = variance > 0 ? 1 / variance : 1;
        }

        return inverse;
    }

    /// <summary>
    /// A small step from zero, every edge from an earlier column to a later one. Zero itself is a saddle point where two variables are alike
    /// in everything (always so for two standardised ones): both directions would grow alike and the constraint would then remove both.
    /// </summary>
    public static double[] Start(ReadOnlySpan<double> gram, EdgeConstraints constraints)
    {
        var d = constraints.Order;
        var start = new double[d * d];
        for (var i = 0; i < d; i++)
        {
            for (var j = i + 1; j < d; j++)
            {
                start[(j * d) + i] = constraints.IsForbidden(i, j) || gram[(i * d) + i] == 0 ? 0 : StartStep * gram[(i * d) + j] / gram[(i * d) + i];
            }
        }

        return start;
    }

    /// <summary>Weight of the L1 term per entry of V: infinite where forbidden, none where required.</summary>
    public static double[] Penalties(EdgeConstraints constraints, double lambda, double[]? factors)
    {
        var d = constraints.Order;
        var penalties = new double[d * d];
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                penalties[(j * d) + i] = constraints.IsForbidden(i, j) ? double.PositiveInfinity
                    : constraints.IsRequired(i, j) ? 0
                    : lambda * (factors?[(i * d) + j] ?? 1);
            }
        }

        return penalties;
    }

    /// <summary>Σ |V|, each entry times its factor where there are factors (those row-major of W).</summary>
    public static double PenaltyNorm(ReadOnlySpan<double> transposed, double[]? factors, int d)
    {
        var sum = 0.0;
        for (var at = 0; at < transposed.Length; at++)
        {
            sum += Math.Abs(transposed[at]) * (factors?[(at % d * d) + (at / d)] ?? 1);
        }

        return sum;
    }

    /// <summary>W from V.</summary>
    public static double[] Transpose(ReadOnlySpan<double> matrix, int d)
    {
        var transposed = new double[d * d];
        for (var at = 0; at < matrix.Length; at++)
        {
            transposed[(at % d * d) + (at / d)] = matrix[at];
        }

        return transposed;
    }

    /// <summary>The largest variance over the least of those that are not zero; 1 where all are.</summary>
    public static double VarianceRatio(ReadOnlySpan<double> gram, int d)
    {
        var (least, most) = (double.PositiveInfinity, 0.0);
        for (var i = 0; i < d; i++)
        {
            var variance = gram[i * (d + 1)];
            (least, most) = (variance > 0 ? Math.Min(least, variance) : least, Math.Max(most, variance));
        }

        return most > 0 ? most / least : 1;
    }

    /// <summary>Does a Gram matrix of some size lack more than a twentieth of its rank, as with fewer rows than columns? O(d³).</summary>
    public static bool LacksRank(ReadOnlySpan<double> gram, int d)
    {
        if (d < WideOrder)
        {
            return false;
        }

        var factor = new RankTolerantCholesky(d);
        for (var j = 0; j < d; j++)
        {
            var variance = gram[j * (d + 1)];
            factor.Add(j, gram.Slice(j * d, d), variance, Determined * variance);
        }

        return factor.Rank < d - (d / 20);
    }
}
