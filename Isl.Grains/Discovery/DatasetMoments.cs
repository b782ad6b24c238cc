using System.Numerics.Tensors;

namespace Isl.Discovery;

/// <summary>Means, standard deviations and the centred Gram matrix of a data set: all that linear methods need, in one pass over the data.</summary>
public sealed class DatasetMoments
{
    private DatasetMoments(int rows, double[] deviations, double[] covariance) => (Rows, Deviations, Covariance) = (rows, deviations, covariance);

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Order => Deviations.Length;

    /// <summary>Standard deviations, divisor n.</summary>
    public double[] Deviations { get; }

    /// <summary>Row-major d×d: XᵀX/n of the centred columns.</summary>
    public double[] Covariance { get; }

    /// <summary>Row-major d×d: correlations.</summary>
    public double[] Correlation
    {
        get
        {
            var d = Order;
            var correlation = new double[d * d];
            for (var i = 0; i < d; i++)
            {
                for (var j = 0; j < d; j++)
                {
                    correlation[(i * d) + j] = i == j ? 1 : Math.Clamp(Covariance[(i * d) + j] / (Deviations[i] * Deviations[j]), -1, 1);
                }
            }

            return correlation;
        }
    }

    /// <summary>Computes the moments. O(n·d²).</summary>
    /// <remarks>Columns are centred before products are formed, so that a large mean costs no accuracy.</remarks>
    public static DatasetMoments Of(Dataset data, CancellationToken cancellation)
    {
        var (n, d) = (data.Rows, data.Columns);
        var centred = new double[n * d];
        for (var j = 0; j < d; j++)
        {
            var column = centred.AsSpan(j * n, n);
            TensorPrimitives.Subtract(data.Column(j), TensorPrimitives.Sum(data.Column(j)) / n, column);
        }

        var covariance = new double[d * d];
        var deviations = new double[d];
        for (var i = 0; i < d; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var j = i; j < d; j++)
            {
                var value = TensorPrimitives.Dot<double>(centred.AsSpan(i * n, n), centred.AsSpan(j * n, n)) / n;
                covariance[(i * d) + j] = covariance[(j * d) + i] = value;
            }

            deviations[i] = Math.Sqrt(covariance[(i * d) + i]);
        }

        return new DatasetMoments(n, deviations, covariance);
    }

    /// <summary>The Gram matrix to fit on: covariances, or correlations where columns are standardised.</summary>
    public double[] Gram(DataScaling scaling) => scaling == DataScaling.Standardize ? Correlation : Covariance;
}
