namespace Isl.Grains.Numerics;

/// <summary>Least squares of one variable on others, from a covariance matrix.</summary>
internal static class LinearRegression
{
    /// <summary>A pivot below this share of its variance marks a regressor that the ones before it already determine.</summary>
    private const double Collinear = 1e-10;

    /// <summary>Coefficients on <paramref name="regressors"/> and the residual variance. O(k³).</summary>
    /// <remarks>By Cholesky; a regressor that the earlier ones determine gets coefficient 0.</remarks>
    public static (double[] Coefficients, double ResidualVariance) Fit(
        ReadOnlySpan<double> covariance,
        int d,
        int target,
        IReadOnlyList<int> regressors)
    {
        var k = regressors.Count;
        var factor = new double[k, k];
        var half = new double[k];
        for (var i = 0; i < k; i++)
        {
            var row = regressors[i] * d;
            for (var j = 0; j <= i; j++)
            {
                var sum = covariance[row + regressors[j]];
                for (var m = 0; m < j; m++)
                {
                    sum -= factor[i, m] * factor[j, m];
                }

                factor[i, j] = i == j
                    ? sum > Collinear * covariance[row + regressors[i]] ? Math.Sqrt(sum) : 0
                    : factor[j, j] > 0 ? sum / factor[j, j] : 0;
            }

            var right = covariance[row + target];
            for (var m = 0; m < i; m++)
            {
                right -= factor[i, m] * half[m];
            }

            half[i] = factor[i, i] > 0 ? right / factor[i, i] : 0;
        }

        var coefficients = new double[k];
        var residual = covariance[(target * d) + target];
        for (var i = k - 1; i >= 0; i--)
        {
            residual -= half[i] * half[i];
            var sum = half[i];
            for (var m = i + 1; m < k; m++)
            {
                sum -= factor[m, i] * coefficients[m];
            }

            coefficients[i] = factor[i, i] > 0 ? sum / factor[i, i] : 0;
        }

        return (coefficients, Math.Max(residual, 0));
    }
}
