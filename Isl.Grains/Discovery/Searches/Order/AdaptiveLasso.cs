using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Order;

/// <summary>Chooses among the regressors of one variable.</summary>
/// <remarks>
/// Source: Zou (2006), "The adaptive lasso and its oracle properties": each regressor is scaled by its least-squares coefficient (γ = 1), which
/// makes the choice independent of units. Of the path's breakpoints the one of least BIC is taken, RSS/s² + k log n with s² from the full
/// regression (Zou, Hastie &amp; Tibshirani 2007); where the rows are too few for that, n log(RSS/n) + k log n up to k = n/2. Required regressors
/// are partialled out first and go unpenalised.
/// </remarks>
internal static class AdaptiveLasso
{
    /// <summary>A residual variance below this share counts as an exact fit.</summary>
    private const double ExactFit = 1e-12;

    /// <summary>Coefficients on <paramref name="regressors"/>, zero where not chosen.</summary>
    /// <param name="covariance">Row-major d×d, divisor n.</param>
    /// <param name="d">Number of variables.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="target">The variable to explain.</param>
    /// <param name="regressors">Its possible causes; distinct.</param>
    /// <param name="isRequired">For each of them, whether it must stay.</param>
    public static double[] Fit(
        ReadOnlySpan<double> covariance,
        int d,
        int rows,
        int target,
        IReadOnlyList<int> regressors,
        Func<int, bool> isRequired)
    {
        var (full, fullResidual) = LinearRegression.Fit(covariance, d, target, regressors);
        var fixedOnes = regressors.Where(isRequired).ToList();
        var free = Enumerable.Range(0, regressors.Count).Where(at => !isRequired(regressors[at]) && full[at] != 0).ToArray();
        var p = free.Length;

        // Covariances of the free regressors, scaled, and of the target given the required ones.
        var gram = new double[p * p];
        var correlations = new double[p];
        var onFixed = new double[p][];
        for (var i = 0; i < p; i++)
        {
            onFixed[i] = LinearRegression.Fit(covariance, d, regressors[free[i]], fixedOnes).Coefficients;
        }

        var (targetOnFixed, variance) = LinearRegression.Fit(covariance, d, target, fixedOnes);
        for (var i = 0; i < p; i++)
        {
            var (a, scale) = (regressors[free[i]], full[free[i]]);
            correlations[i] = scale * Given(covariance, a, target, onFixed[i]);
            for (var j = 0; j < p; j++)
            {
                gram[(i * p) + j] = scale * full[free[j]] * Given(covariance, a, regressors[free[j]], onFixed[i]);
            }
        }

        var best = new double[p];
        var least = double.PositiveInfinity;
        var freedom = rows - regressors.Count - 1;
        var hasNoise = freedom > 0 && fullResidual > ExactFit * variance;
        new LassoPath(gram, correlations).Follow(coefficients =>
        {
            var (residual, count) = (variance, 0);
            for (var i = 0; i < p; i++)
            {
                count += coefficients[i] != 0 ? 1 : 0;
                var product = 0.0;
                for (var j = 0; j < p; j++)
                {
                    product += gram[(i * p) + j] * coefficients[j];
                }

                residual += coefficients[i] * (product - (2 * correlations[i]));
            }

            if (!hasNoise && count > rows / 2)
            {
                return;
            }

            residual = Math.Max(residual, ExactFit * variance);
            var criterion = (count * Math.Log(rows)) + (hasNoise ? freedom * residual / fullResidual : rows * Math.Log(residual));
            if (criterion < least)
            {
                least = criterion;
                coefficients.CopyTo(best);
            }
        });

        var result = new double[regressors.Count];
        for (var i = 0; i < p; i++)
        {
            result[free[i]] = best[i] * full[free[i]];
        }

        for (int at = 0, required = 0; at < result.Length; at++)
        {
            if (isRequired(regressors[at]))
            {
                result[at] = targetOnFixed[required] - Enumerable.Range(0, p).Sum(i => result[free[i]] * onFixed[i][required]);
                required++;
            }
        }

        return result;

        double Given(ReadOnlySpan<double> moments, int a, int b, double[] coefficients)
        {
            var value = moments[(a * d) + b];
            for (var k = 0; k < coefficients.Length; k++)
            {
                value -= coefficients[k] * moments[(fixedOnes[k] * d) + b];
            }

            return value;
        }
    }
}
