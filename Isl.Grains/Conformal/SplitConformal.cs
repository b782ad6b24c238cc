namespace Isl.Grains.Conformal;

/// <summary>Split conformal prediction for a given model: every point calibrates, because none was used to fit it.</summary>
/// <remarks>
/// If the points and the new case are exchangeable, the interval covers the new outcome with probability at least 1 − α, and at most
/// 1 − α + 1/(n + 1) when the residuals have no ties. Source: Papadopoulos et al. (2002); Vovk, Gammerman, Shafer (2005);
/// Lei et al. (2018), theorem 2.
/// </remarks>
public static class SplitConformal
{
    /// <summary>
    /// The same for a known covariate shift: each residual counts with its weight, the likelihood ratio of new cases to calibration cases at it, and
    /// the new case with its own, at infinity. Source: Tibshirani, Barber, Candès, Ramdas (2019), "Conformal prediction under covariate shift",
    /// corollary 1. O(n log n).
    /// </summary>
    /// <param name="prediction">The model's prediction for the new case.</param>
    /// <param name="residuals">Outcome minus prediction at each calibration point; not changed.</param>
    /// <param name="weights">Their weights, none negative.</param>
    /// <param name="caseWeight">The weight of the new case.</param>
    /// <param name="alpha">Share of misses asked for, over 0 and under 1.</param>
    /// <returns>Infinite bounds where the points' weights do not reach the level.</returns>
    public static ConformalBounds Weighted(
        double prediction, ReadOnlySpan<double> residuals, ReadOnlySpan<double> weights, double caseWeight, decimal alpha)
    {
        var (sizes, order) = (new double[residuals.Length], new int[residuals.Length]);
        var total = caseWeight;
        for (var i = 0; i < sizes.Length; i++)
        {
            (sizes[i], order[i]) = (Math.Abs(residuals[i]), i);
            total += weights[i];
        }

        Array.Sort(sizes, order);
        var wanted = (double)(1 - alpha) * total * (1 - 1e-12); // a sum of weights may miss the level by its rounding
        var sum = 0.0;
        for (var i = 0; i < sizes.Length; i++)
        {
            sum += weights[order[i]];
            if (sum >= wanted)
            {
                return new ConformalBounds(prediction, prediction - sizes[i], prediction + sizes[i], sizes[i]);
            }
        }

        return new ConformalBounds(prediction, double.NegativeInfinity, double.PositiveInfinity, double.PositiveInfinity);
    }

    /// <summary>The interval prediction ± the ⌈(1 − α)(n + 1)⌉-th smallest absolute residual. O(n log n).</summary>
    /// <param name="prediction">The model's prediction for the new case.</param>
    /// <param name="residuals">Outcome minus prediction at each calibration point; not changed.</param>
    /// <param name="alpha">Share of misses asked for, over 0 and under 1.</param>
    /// <returns>Infinite bounds when there are too few points for the level.</returns>
    public static ConformalBounds Interval(double prediction, ReadOnlySpan<double> residuals, decimal alpha)
    {
        var rank = ConformalRank.Upper(residuals.Length, alpha);
        if (rank > residuals.Length)
        {
            return new ConformalBounds(prediction, double.NegativeInfinity, double.PositiveInfinity, double.PositiveInfinity);
        }

        var sizes = new double[residuals.Length];
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = Math.Abs(residuals[i]);
        }

        Array.Sort(sizes);
        var quantile = sizes[rank - 1];
        return new ConformalBounds(prediction, prediction - quantile, prediction + quantile, quantile);
    }
}
