namespace Isl.Grains.Numerics;

/// <summary>Least squares of one variable on others, from a covariance matrix.</summary>
internal static class LinearRegression
{
    /// <summary>A pivot below this share of its variance marks a regressor that the ones before it already determine.</summary>
    private const double Collinear = 1e-10;

    /// <summary>Coefficients on <paramref name="regressors"/> and the residual variance. O(k³).</summary>
    /// <param name="covariance">Row-major d×d, symmetric.</param>
    /// <param name="d">Order of the matrix.</param>
    /// <param name="target">The variable to regress.</param>
    /// <param name="regressors">The variables to regress it on.</param>
    /// <remarks>By Cholesky; a regressor that the earlier ones determine gets coefficient 0.</remarks>
    public static (double[] Coefficients, double ResidualVariance) Fit(
        ReadOnlySpan<double> covariance,
        int d,
        int target,
        IReadOnlyList<int> regressors)
    {
        var factor = new RankTolerantCholesky(regressors.Count);
        foreach (var regressor in regressors)
        {
            var variance = covariance[(regressor * d) + regressor];
            factor.Add(regressor, covariance.Slice(regressor * d, d), variance, Collinear * variance);
        }

        var coefficients = new double[regressors.Count];
        var own = covariance[(target * d) + target];
        factor.Reduce(covariance.Slice(target * d, d), own, coefficients);

        // Subtracted from the last to the first: the graphs on record were scored with the rounding of that order.
        var residual = own;
        for (var i = coefficients.Length - 1; i >= 0; i--)
        {
            residual -= coefficients[i] * coefficients[i];
        }

        factor.SolveTransposed(coefficients);
        return (coefficients, Math.Max(residual, 0));
    }
}
