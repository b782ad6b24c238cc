using System.Numerics.Tensors;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Data;

/// <summary>Standard deviations and the centred Gram matrix of a data set: all that linear methods need, in one pass over the data.</summary>
public sealed class DatasetMoments
{
    /// <summary>
    /// Digits of a correlation that the continuous fits see: those behind are rounding, which units change, and would decide near ties.
    /// </summary>
    private const int FittedDigits = 12;

    /// <summary>Rows centred at one time: the scratch stays in the processor's cache, and small beside the data.</summary>
    private const int BlockRows = 512;

    /// <summary>A resampled column whose variance falls below this share of the whole column's holds one value: the rest is rounding.</summary>
    private const double ConstantShare = 1e-18;

    private DatasetMoments(int rows, double[] covariance)
    {
        Rows = rows;
        Covariance = covariance;
        Deviations = new double[(int)Math.Round(Math.Sqrt(covariance.Length))];
        for (var i = 0; i < Deviations.Length; i++)
        {
            Deviations[i] = Math.Sqrt(covariance[i * (Deviations.Length + 1)]);
        }
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Order => Deviations.Length;

    /// <summary>Standard deviations, divisor n.</summary>
    public double[] Deviations { get; }

    /// <summary>Row-major d×d: XᵀX/n of the centred columns.</summary>
    public double[] Covariance { get; }

    /// <summary>Row-major d×d: correlations; a constant column has none with the others.</summary>
    public double[] Correlation => field ??= Correlations();

    /// <summary>Does some column hold one value only?</summary>
    public bool HasConstantColumn => Array.Exists(Deviations, deviation => deviation == 0);

    /// <summary>Computes the moments. O(n·d²).</summary>
    /// <remarks>Columns are centred before products are formed, so that a large mean costs no accuracy.</remarks>
    public static DatasetMoments Of(Dataset data, CancellationToken cancellation) => new(data.Rows, Products(data, [], cancellation));

    /// <summary>The moments behind a covariance matrix.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="covariance">Row-major d×d, divisor n; kept, not copied.</param>
    public static DatasetMoments FromCovariance(int rows, double[] covariance) => new(rows, covariance);

    /// <summary>The moments of a resample. O(n·d²).</summary>
    /// <param name="data">The data.</param>
    /// <param name="counts">How often each row was drawn; they sum to the number of rows.</param>
    /// <param name="whole">The moments of the data themselves.</param>
    /// <param name="cancellation">Tested for every block of rows.</param>
    public static DatasetMoments Resampled(Dataset data, ReadOnlySpan<int> counts, DatasetMoments whole, CancellationToken cancellation)
    {
        var weights = new double[counts.Length];
        for (var row = 0; row < weights.Length; row++)
        {
            weights[row] = counts[row];
        }

        var d = data.Columns;
        var covariance = Products(data, weights, cancellation);
        for (var i = 0; i < d; i++)
        {
            if (covariance[i * (d + 1)] <= ConstantShare * whole.Covariance[i * (d + 1)])
            {
                covariance[i * (d + 1)] = 0;
            }
        }

        return new DatasetMoments(data.Rows, covariance);
    }

    /// <summary>The Gram matrix to fit on: covariances, or correlations where columns are standardised.</summary>
    public double[] Gram(DataScaling scaling) =>
        scaling == DataScaling.Standardize ? [.. Correlation.Select(value => Math.Round(value, FittedDigits))] : Covariance;

    private static double[] Products(Dataset data, ReadOnlySpan<double> weights, CancellationToken cancellation)
    {
        var (n, d) = (data.Rows, data.Columns);
        var means = new double[d];
        for (var j = 0; j < d; j++)
        {
            means[j] = (weights.IsEmpty ? TensorPrimitives.Sum(data.Column(j)) : TensorPrimitives.Dot(data.Column(j), weights)) / n;
        }

        var products = new double[d * d];
        var centred = new double[BlockRows * d];
        var weighted = weights.IsEmpty ? centred : new double[BlockRows * d];
        for (var start = 0; start < n; start += BlockRows)
        {
            cancellation.ThrowIfCancellationRequested();
            var length = Math.Min(BlockRows, n - start);
            for (var j = 0; j < d; j++)
            {
                var cells = centred.AsSpan(j * BlockRows, length);
                TensorPrimitives.Subtract(data.Column(j).Slice(start, length), means[j], cells);
                if (!weights.IsEmpty)
                {
                    TensorPrimitives.Multiply(cells, weights.Slice(start, length), weighted.AsSpan(j * BlockRows, length));
                }
            }

            for (var i = 0; i < d; i++)
            {
                for (var j = i; j < d; j++)
                {
                    products[(i * d) + j] += TensorPrimitives.Dot<double>(
                        centred.AsSpan(i * BlockRows, length),
                        weighted.AsSpan(j * BlockRows, length));
                }
            }
        }

        for (var i = 0; i < d; i++)
        {
            for (var j = i; j < d; j++)
            {
                products[(j * d) + i] = products[(i * d) + j] /= n;
            }
        }

        return products;
    }

    private double[] Correlations()
    {
        var d = Order;
        var correlation = new double[d * d];
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                var scale = Deviations[i] * Deviations[j];
                correlation[(i * d) + j] = i == j ? 1 : scale == 0 ? 0 : Math.Clamp(Covariance[(i * d) + j] / scale, -1, 1);
            }
        }

        return correlation;
    }
}
