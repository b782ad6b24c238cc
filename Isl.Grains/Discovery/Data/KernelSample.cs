using System.Numerics.Tensors;
using Isl.Grains.Numerics;
using MathNet.Numerics;

namespace Isl.Grains.Discovery.Data;

/// <summary>A sample seen through a Gaussian kernel, and the test whether two such samples are independent.</summary>
/// <remarks>
/// Source: Gretton et al. (2008), "A kernel statistical test of independence": the Hilbert-Schmidt independence criterion, its null
/// distribution approximated by a gamma distribution (section 3), so that no permutation is drawn. The kernel's squared width is half the
/// median of the squared distances. Sees dependence of any shape, not the linear one alone. Memory and time grow with the square of the sample.
/// </remarks>
internal sealed class KernelSample
{
    /// <summary>Fewer values than this do not bear the approximation.</summary>
    public const int Smallest = 20;

    private const int MedianOf = 100;

    private readonly int _size;
    private readonly double[] _centred;
    private readonly double _mean;

    private KernelSample(int size, double[] centred, double mean) => (_size, _centred, _mean) = (size, centred, mean);

    /// <summary>Prepares a sample; null where it is constant or smaller than <see cref="Smallest"/>.</summary>
    /// <param name="sample">Finite values.</param>
    public static KernelSample? Of(ReadOnlySpan<double> sample)
    {
        var m = sample.Length;
        var width = m < Smallest ? 0 : MedianSquare(sample);
        if (!(width > 0) || !double.IsFinite(width))
        {
            return null;
        }

        var kernel = new double[m * m];
        var sums = new double[m];
        for (var i = 0; i < m; i++)
        {
            var row = kernel.AsSpan(i * m, m);
            TensorPrimitives.Subtract(sample, sample[i], row);
            TensorPrimitives.Multiply(row, row, row);
            TensorPrimitives.Multiply(row, -1 / width, row);
            VectorFunctions.Exp(row, row);
            sums[i] = TensorPrimitives.Sum<double>(row) / m;
        }

        var total = TensorPrimitives.Sum<double>(sums) / m;
        for (var i = 0; i < m; i++)
        {
            var row = kernel.AsSpan(i * m, m);
            TensorPrimitives.Subtract(row, sums, row);
            TensorPrimitives.Add(row, total - sums[i], row);
        }

        return new KernelSample(m, kernel, ((total * m) - 1) / (m - 1));
    }

    /// <summary>p-value of the hypothesis that the two samples, paired by place, are independent.</summary>
    /// <param name="other">A sample of the same size.</param>
    public double PValue(KernelSample other)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(other._size, _size);
        double m = _size;
        var (sum, squares) = (0.0, 0.0);
        Span<double> products = new double[_size];
        for (var i = 0; i < _size; i++)
        {
            TensorPrimitives.Multiply(_centred.AsSpan(i * _size, _size), other._centred.AsSpan(i * _size, _size), products);
            sum += TensorPrimitives.Sum<double>(products);
            squares += TensorPrimitives.SumOfSquares<double>(products) - (products[i] * products[i]);
        }

        var statistic = sum / m;
        var mean = (1 + (_mean * other._mean) - _mean - other._mean) / m;
        var variance = squares / 36 / m / (m - 1) * 72 * (m - 4) * (m - 5) / m / (m - 1) / (m - 2) / (m - 3);
        return !(mean > 0) || !(variance > 0) ? 1
            : Math.Clamp(SpecialFunctions.GammaUpperRegularized(mean * mean / variance, Math.Max(statistic, 0) * mean / (variance * m)), 0, 1);
    }

    /// <summary>Median squared distance of distinct values, over part of a large sample.</summary>
    private static double MedianSquare(ReadOnlySpan<double> sample)
    {
        var step = (sample.Length + MedianOf - 1) / MedianOf;
        var squares = new List<double>();
        for (var i = 0; i < sample.Length; i += step)
        {
            for (var j = i + step; j < sample.Length; j += step)
            {
                var distance = sample[i] - sample[j];
                if (distance != 0)
                {
                    squares.Add(distance * distance);
                }
            }
        }

        squares.Sort();
        return squares.Count == 0 ? 0 : squares[squares.Count / 2];
    }
}
