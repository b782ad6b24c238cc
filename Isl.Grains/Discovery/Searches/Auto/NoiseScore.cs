using System.Numerics.Tensors;
using Isl.Grains.Data;
using Isl.Grains.Discovery.Data;
using Isl.Grains.Discovery.Searches.Score;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Auto;

/// <summary>The BIC of linear models whose noise may have any shape; higher is better.</summary>
/// <remarks>
/// The BIC of linear Gaussian models, and for every residual n times its negentropy: what a model of its shape gains over the normal one in
/// log-likelihood. Source: Hyvärinen &amp; Smith (2013), equation 2.4 (the likelihood of an ordering as entropies of residuals), with the
/// entropies of <see cref="MaximumEntropy"/>. Other than the Gaussian one it differs between members of a Markov class.
/// Works on a standardised copy of the data. A residual is computed once for each variable and set of causes. Not safe for concurrent use.
/// </remarks>
internal sealed class NoiseScore
{
    /// <summary>A residual with less than this share of its variable's variance is rounding, and has no shape.</summary>
    private const double Determined = 1e-10;

    private readonly DatasetMoments _moments;
    private readonly GaussianScore _gaussian;
    private readonly double[] _columns;
    private readonly double[] _residual;
    private readonly Dictionary<(int Node, BitSet Parents), double> _known = [];

    /// <summary>Copies the data, each column centred and scaled to variance 1. O(n·d).</summary>
    /// <param name="data">The data; no column constant.</param>
    /// <param name="moments">Their moments.</param>
    public NoiseScore(Dataset data, DatasetMoments moments)
    {
        (_moments, _gaussian) = (
            moments,
            new GaussianScore(
                moments.Covariance,
                data.Columns,
                data.Rows,
                new GesSettings { Constraints = EdgeConstraints.None(data.Columns) }.Lambda)
        );
        (_columns, _residual) = (new double[data.Rows * data.Columns], new double[data.Rows]);
        for (var j = 0; j < data.Columns; j++)
        {
            var column = Column(j);
            TensorPrimitives.Add(data.Column(j), -TensorPrimitives.Sum(data.Column(j)) / data.Rows, column);
            TensorPrimitives.Divide(column, moments.Deviations[j], column);
        }
    }

    /// <summary>Score of a DAG. O(n·edges) the first time.</summary>
    public double Of(DirectedEdges dag, CancellationToken cancellation)
    {
        var sum = _gaussian.Total(dag);
        for (var node = 0; node < dag.Order; node++)
        {
            var key = (node, GaussianScore.Parents(dag, node));
            if (!_known.TryGetValue(key, out var gain))
            {
                cancellation.ThrowIfCancellationRequested();
                gain = Regress(dag, node) ? _moments.Rows * (MaximumEntropy.Gaussian - MaximumEntropy.Of(_residual)) : 0;
                _known.Add(key, gain);
            }

            sum += gain;
        }

        return sum;
    }

    /// <summary>How far the residual of every variable on its causes in a DAG is from normal. O(n·edges).</summary>
    public NonGaussianity[] Residuals(DirectedEdges dag, CancellationToken cancellation)
    {
        var all = new NonGaussianity[dag.Order];
        for (var node = 0; node < dag.Order; node++)
        {
            cancellation.ThrowIfCancellationRequested();
            all[node] = Regress(dag, node) ? NonGaussianity.Of(_residual) : NonGaussianity.Unknown;
        }

        return all;
    }

    private Span<double> Column(int variable) => _columns.AsSpan(variable * _residual.Length, _residual.Length);

    /// <summary>Leaves the standardised residual of a variable on its causes; false where they determine it.</summary>
    private bool Regress(DirectedEdges dag, int node)
    {
        var parents = dag.Parents(node);
        var weights = LinearRegression.Fit(_moments.Correlation, dag.Order, node, parents).Coefficients;
        Column(node).CopyTo(_residual);
        for (var i = 0; i < parents.Count; i++)
        {
            TensorPrimitives.MultiplyAdd(Column(parents[i]), -weights[i], _residual, _residual);
        }

        var variance = TensorPrimitives.SumOfSquares<double>(_residual) / _residual.Length;
        TensorPrimitives.Divide(_residual, Math.Sqrt(variance), _residual);
        return variance > Determined;
    }
}
