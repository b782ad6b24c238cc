using Isl.Grains.Numerics;

namespace Isl.Grains.Conformal;

/// <summary>A linear function of the inputs that is added to the model's prediction; fitted to residuals by least squares.</summary>
/// <remarks>
/// The fit treats its points symmetrically, as jackknife+ and CV+ ask. A ridge of <see cref="Ridge"/> in units of correlation makes
/// collinear inputs share their coefficient instead of breaking the fit; constant inputs get none. No point at all fits the zero function.
/// </remarks>
internal sealed class LinearCorrection
{
    /// <summary>Far below any real correlation, far above the rounding of one.</summary>
    private const double Ridge = 1e-9;

    /// <summary>Least variance of an input that counts as varying, in squares of its robust scale.</summary>
    private const double LeastVariance = 1e-18;

    private readonly double[] _slopes;
    private readonly double _intercept;

    private LinearCorrection(double[] slopes, double intercept) => (_slopes, _intercept) = (slopes, intercept);

    /// <summary>Fits the last coordinate to the others.</summary>
    public static LinearCorrection Fit(CrossMoments moments)
    {
        var inputs = moments.Width - 1;
        var slopes = new double[inputs];
        var varying = new List<int>();
        for (var j = 0; j < inputs; j++)
        {
            if (moments.Covariance(j, j) > LeastVariance)
            {
                varying.Add(j);
            }
        }

        Solve(moments, varying, slopes);
        var intercept = moments.Mean(inputs);
        for (var j = 0; j < inputs; j++)
        {
            intercept -= slopes[j] * moments.Mean(j);
        }

        return new LinearCorrection(slopes, intercept);
    }

    /// <summary>The correction at a point.</summary>
    public double At(ReadOnlySpan<double> inputs)
    {
        var sum = _intercept;
        for (var j = 0; j < _slopes.Length; j++)
        {
            sum += _slopes[j] * inputs[j];
        }

        return sum;
    }

    /// <summary>Cholesky on the ridged correlation matrix of the varying inputs.</summary>
    private static void Solve(CrossMoments moments, List<int> varying, double[] slopes)
    {
        var d = varying.Count;
        var deviations = varying.ConvertAll(j => Math.Sqrt(moments.Covariance(j, j)));
        var factor = new RankTolerantCholesky(d);
        var row = new double[d];
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < i; j++)
            {
                row[j] = moments.Covariance(varying[i], varying[j]) / (deviations[i] * deviations[j]);
            }

            // Rounding may push the pivot of a collinear input below its ridge.
            factor.Add(i, row, 1 + Ridge, tolerance: Ridge, floor: Ridge);
        }

        var solution = new double[d];
        for (var i = 0; i < d; i++)
        {
            row[i] = moments.Covariance(varying[i], moments.Width - 1) / deviations[i];
        }

        factor.Reduce(row, 0, solution);
        factor.SolveTransposed(solution);
        for (var i = 0; i < d; i++)
        {
            slopes[varying[i]] = solution[i] / deviations[i];
        }
    }
}
