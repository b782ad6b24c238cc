namespace Isl.Grains.Conformal;

/// <summary>A calibration point whose residual lies far from the others'.</summary>
/// <param name="Row">Its row, from 0.</param>
/// <param name="Residual">Outcome minus prediction.</param>
/// <param name="RobustZ">Distance from the median residual in robust standard deviations.</param>
public readonly record struct ResidualOutlier(int Row, double Residual, double RobustZ);

/// <summary>Finds points that the model misses by far more than it misses the others.</summary>
/// <remarks>
/// Source: Iglewicz and Hoaglin (1993), modified z-scores: 0.6745 (r − median)/MAD, flagged over 3.5;
/// where the MAD is 0, the mean absolute deviation takes its place.
/// </remarks>
public static class ResidualOutliers
{
    /// <summary>Over this many robust standard deviations a point is flagged.</summary>
    public const double Threshold = 3.5;

    /// <summary>√(π/2): makes the mean absolute deviation a standard deviation under a Gaussian.</summary>
    private const double MeanDeviationFactor = 1.2533141373155001;

    /// <summary>The flagged points, farthest first; equal distances by row.</summary>
    public static IReadOnlyList<ResidualOutlier> Find(ReadOnlySpan<double> residuals)
    {
        var (centre, spread) = Scale(residuals);
        var found = new List<ResidualOutlier>();
        for (var row = 0; spread > 0 && row < residuals.Length; row++)
        {
            var z = (residuals[row] - centre) / spread;
            if (Math.Abs(z) > Threshold)
            {
                found.Add(new ResidualOutlier(row, residuals[row], z));
            }
        }

        return [.. found.OrderByDescending(point => Math.Abs(point.RobustZ)).ThenBy(point => point.Row)];
    }

    private static (double Centre, double Spread) Scale(ReadOnlySpan<double> residuals)
    {
        if (residuals.IsEmpty)
        {
            return (0, 0);
        }

        var work = residuals.ToArray();
        var centre = RobustScale.MedianInPlace(work);
        var (sum, largest) = (0.0, 0.0);
        for (var i = 0; i < work.Length; i++)
        {
            work[i] = Math.Abs(residuals[i] - centre);
            sum += work[i] / work.Length;
            largest = Math.Max(largest, Math.Abs(residuals[i]));
        }

        var spread = RobustScale.GaussianFactor * RobustScale.MedianInPlace(work);
        spread = spread > 0 ? spread : MeanDeviationFactor * sum;

        // Residuals that differ only by rounding have no outliers.
        return (centre, spread > 1e-12 * largest ? spread : 0);
    }
}
