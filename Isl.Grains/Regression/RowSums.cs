using System.Numerics.Tensors;

namespace Isl.Grains.Regression;

/// <summary>Variances of estimates that are, to first order, sums of one contribution for each row.</summary>
internal static class RowSums
{
    /// <summary>The variance of one estimate.</summary>
    /// <param name="contributions">What each row adds to the estimate's error; they sum to about 0.</param>
    /// <param name="clusters">The cluster of each row, from 0; empty where rows are independent. Then times G/(G−1).</param>
    public static double Variance(double[] contributions, ReadOnlySpan<int> clusters = default) => Covariance([contributions], clusters)[0];

    /// <summary>The covariance of several estimates, row-major m×m.</summary>
    /// <param name="contributions">For each estimate what each row adds.</param>
    /// <param name="clusters">The cluster of each row, from 0; empty where rows are independent. Then times G/(G−1).</param>
    /// <param name="factor">Multiplies the result.</param>
    public static double[] Covariance(IReadOnlyList<double[]> contributions, ReadOnlySpan<int> clusters, double factor = 1)
    {
        var sums = contributions;
        if (!clusters.IsEmpty)
        {
            var labels = clusters.ToArray();
            var groups = labels.Max() + 1;
            sums = [.. contributions.Select(values => ByCluster(values, labels, groups))];
            factor *= groups / (groups - 1.0);
        }

        var m = sums.Count;
        var covariance = new double[m * m];
        for (var i = 0; i < m; i++)
        {
            for (var j = i; j < m; j++)
            {
                covariance[(i * m) + j] = covariance[(j * m) + i] = factor * TensorPrimitives.Dot<double>(sums[i], sums[j]);
            }
        }

        return covariance;
    }

    private static double[] ByCluster(double[] values, int[] clusters, int groups)
    {
        var sums = new double[groups];
        for (var i = 0; i < values.Length; i++)
        {
            sums[clusters[i]] += values[i];
        }

        return sums;
    }
}
