using MathNet.Numerics;

namespace Isl.Grains.Conformal;

/// <summary>Do residuals change along the rows? If so, the points are hardly exchangeable with a new case.</summary>
/// <param name="RankCorrelation">Spearman's correlation of residual and row.</param>
/// <param name="RankPValue">Its two-sided p-value.</param>
/// <param name="SpreadCorrelation">Spearman's correlation of the residual's distance from the median and row: does the spread change?</param>
/// <param name="SpreadPValue">Its two-sided p-value.</param>
/// <param name="Cusum">Largest absolute cumulative sum of the centred residuals, in units of σ√n: does the level shift?</param>
/// <param name="CusumPValue">Its p-value.</param>
/// <remarks>
/// Rank correlations are judged by their permutation variance 1/(n − 1), which holds with ties. Under exchangeability the cumulative sum
/// tends to a Brownian bridge, whose largest size has the Kolmogorov distribution; the approach is from below, so the p-value is on the
/// safe side for small n. Sources: Kendall (1948); Ploberger and Krämer (1992).
/// </remarks>
public readonly record struct ResidualDrift(
    double RankCorrelation, double RankPValue, double SpreadCorrelation, double SpreadPValue, double Cusum, double CusumPValue)
{
    /// <summary>Chance of a warning about exchangeable points, over the three tests together.</summary>
    public const double Level = 0.01;

    /// <summary>Is any of the three significant at <see cref="Level"/> after Bonferroni's correction?</summary>
    public bool IsSignificant => Math.Min(RankPValue, Math.Min(SpreadPValue, CusumPValue)) < Level / 3;

    /// <summary>Tests residuals in row order. O(n log n).</summary>
    public static ResidualDrift Of(ReadOnlySpan<double> residuals)
    {
        var n = residuals.Length;
        if (n < 3)
        {
            return new ResidualDrift(0, 1, 0, 1, 0, 1);
        }

        var sorted = residuals.ToArray();
        var median = RobustScale.MedianInPlace(sorted);
        var distances = new double[n];
        for (var i = 0; i < n; i++)
        {
            distances[i] = Math.Abs(residuals[i] - median);
        }

        var rank = RankCorrelationWithRow(residuals);
        var spread = RankCorrelationWithRow(distances);
        var cusum = LargestCumulativeSum(residuals);
        return new ResidualDrift(rank, PValue(rank, n), spread, PValue(spread, n), cusum, KolmogorovTail(cusum));
    }

    /// <summary>Spearman's correlation of values and their positions, ties at their mean rank; 0 for constants.</summary>
    internal static double RankCorrelationWithRow(ReadOnlySpan<double> values)
    {
        var n = values.Length;
        var keys = values.ToArray();
        var order = new int[n];
        for (var i = 0; i < n; i++)
        {
            order[i] = i;
        }

        Array.Sort(keys, order);
        var middle = (n - 1) / 2.0;
        var (product, squares) = (0.0, 0.0);
        for (var start = 0; start < n;)
        {
            var end = start + 1;
            while (end < n && keys[end] == keys[start])
            {
                end++;
            }

            var rank = ((start + end - 1) / 2.0) - middle;
            for (var i = start; i < end; i++)
            {
                product += rank * (order[i] - middle);
                squares += rank * rank;
            }

            start = end;
        }

        var rows = n * (((double)n * n) - 1) / 12;
        return squares == 0 ? 0 : Math.Clamp(product / Math.Sqrt(squares * rows), -1, 1);
    }

    private static double LargestCumulativeSum(ReadOnlySpan<double> residuals)
    {
        var n = residuals.Length;
        var largest = 0.0;
        foreach (var residual in residuals)
        {
            largest = Math.Max(largest, Math.Abs(residual));
        }

        if (largest == 0)
        {
            return 0;
        }

        var mean = 0.0;
        foreach (var residual in residuals)
        {
            mean += residual / largest / n;
        }

        var (sum, most, squares) = (0.0, 0.0, 0.0);
        foreach (var residual in residuals)
        {
            var centred = (residual / largest) - mean;
            sum += centred;
            squares += centred * centred;
            most = Math.Max(most, Math.Abs(sum));
        }

        // Residuals that differ only by rounding do not drift.
        return squares <= n * 1e-24 ? 0 : most / Math.Sqrt(squares);
    }

    private static double PValue(double correlation, int n) =>
        Math.Min(1, SpecialFunctions.Erfc(Math.Abs(correlation) * Math.Sqrt(n - 1) / Math.Sqrt(2)));

    /// <summary>P(sup |B| ≥ x) for the Brownian bridge B: 2 Σ (−1)^(k+1) exp(−2k²x²).</summary>
    private static double KolmogorovTail(double x)
    {
        if (x < 0.2)
        {
            return 1; // the series is 1 to sixteen digits there
        }

        var sum = 0.0;
        for (var k = 1; k <= 20; k++)
        {
            sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2.0 * k * k * x * x);
        }

        return Math.Clamp(sum, 0, 1);
    }
}
