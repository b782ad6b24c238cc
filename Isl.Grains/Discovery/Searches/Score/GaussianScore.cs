using System.Numerics.Tensors;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Score;

/// <summary>The BIC of linear Gaussian models, node by node; higher is better.</summary>
/// <remarks>
/// The local score of a node is −n/2 (1 + log s²) − λ (|Pa| + 1) log n, with s² the residual variance (divisor n) of the node on its parents;
/// λ = ½ is Schwarz (1978). It is the same for Markov-equivalent DAGs (Chickering 2002, section 2.3). Works on
/// correlations, so that "singular" means the same in any units: a parent that the others determine adds nothing, and a
/// residual variance is held at <see cref="LeastShare"/> of the node's own, so that an exact fit has a large but finite score.
/// Not safe for concurrent use.
/// </remarks>
internal sealed class GaussianScore : LocalScore
{
    /// <summary>Least share of a variance that counts as unexplained.</summary>
    internal const double LeastShare = 1e-12;

    /// <summary>A pivot below this marks a parent that the ones before it determine.</summary>
    internal const double Collinear = 1e-10;

    private readonly double[] _correlation;
    private readonly double[] _logVariance;
    private readonly double _lambda;
    private readonly ResidualVariance _residual;

    /// <summary>Prepares the scores.</summary>
    /// <param name="covariance">Row-major d×d, divisor n, diagonal positive.</param>
    /// <param name="d">Number of variables.</param>
    /// <param name="rows">Number of rows n.</param>
    /// <param name="lambda">Penalty λ a parameter, in units of log n.</param>
    public GaussianScore(ReadOnlySpan<double> covariance, int d, int rows, double lambda)
    {
        (Order, Rows, _lambda) = (d, rows, lambda);
        _correlation = new double[d * d];
        _logVariance = new double[d];
        _residual = new ResidualVariance(d, Collinear);
        for (var i = 0; i < d; i++)
        {
            var variance = covariance[(i * d) + i];
            if (!(variance > 0) || !double.IsFinite(variance))
            {
                throw new ArgumentException($"Variable {i} has variance {variance}; it must be positive and finite.", nameof(covariance));
            }

            _logVariance[i] = Math.Log(variance);
            for (var j = 0; j < d; j++)
            {
                // Divided one after the other: the product of two variances may leave the range.
                _correlation[(i * d) + j] =
                    i == j ? 1 : Math.Clamp(covariance[(i * d) + j] / Math.Sqrt(variance) / Math.Sqrt(covariance[(j * d) + j]), -1, 1);
            }
        }
    }

    /// <inheritdoc/>
    public override int Order { get; }

    /// <inheritdoc/>
    public override int Rows { get; }

    /// <summary>Row-major d×d.</summary>
    internal ReadOnlySpan<double> Correlation => _correlation;

    /// <inheritdoc/>
    public override bool IsExact(int node, BitSet parents) => Share(node, parents) <= LeastShare;

    /// <summary>Summed squared correlations.</summary>
    public override double[] Strengths()
    {
        var strengths = new double[Order];
        for (var i = 0; i < Order; i++)
        {
            strengths[i] = TensorPrimitives.SumOfSquares(Correlation.Slice(i * Order, Order));
        }

        return strengths;
    }

    /// <inheritdoc/>
    protected override double Compute(int node, BitSet parents) =>
        (-Rows / 2.0 * (1 + _logVariance[node] + Math.Log(Math.Max(Share(node, parents), LeastShare))))
        - (_lambda * (parents.Count + 1) * Math.Log(Rows));

    /// <summary>The share of a node's variance that its parents leave: 1 − R², by Cholesky.</summary>
    private double Share(int node, BitSet parents) => _residual.Of(_correlation, Order, node, parents);
}
