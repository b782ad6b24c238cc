namespace Isl.Grains.Conformal;

/// <summary>The finite-sample ranks of conformal prediction, exact for levels written in decimals.</summary>
/// <remarks>
/// Levels are decimals because a rank is the ceiling of a product: 0.9 · 10 must be 9, and in binary fractions it may come out just above.
/// Source: Barber, Candès, Ramdas, Tibshirani (2021), section 1: q̂⁺ is the ⌈(1 − α)(n + 1)⌉-th smallest value and q̂⁻ the
/// ⌊α(n + 1)⌋-th; ranks beyond n or below 1 stand for infinity.
/// </remarks>
public static class ConformalRank
{
    /// <summary>⌈(1 − α)(n + 1)⌉, from 1 to n + 1; n + 1 means that the bound is infinite.</summary>
    /// <param name="points">Number of calibration points n.</param>
    /// <param name="alpha">Share of misses asked for, over 0 and under 1.</param>
    public static int Upper(int points, decimal alpha) => (int)decimal.Ceiling((1 - alpha) * (points + 1L));

    /// <summary>⌊α(n + 1)⌋, from 0 to n; 0 means that the bound is infinite.</summary>
    /// <param name="points">Number of calibration points n.</param>
    /// <param name="alpha">Share of misses asked for, over 0 and under 1.</param>
    public static int Lower(int points, decimal alpha) => points + 1 - Upper(points, alpha);

    /// <summary>Do so many points support the level at all?</summary>
    public static bool IsFinite(int points, decimal alpha) => Upper(points, alpha) <= points;

    /// <summary>Fewest points that support the level: the least n with ⌈(1 − α)(n + 1)⌉ ≤ n, which is ⌈(1 − α)/α⌉.</summary>
    public static long PointsNeeded(decimal alpha) => (long)decimal.Ceiling((1 - alpha) / alpha);

    /// <summary>The highest level that so many points support, n/(n + 1).</summary>
    public static double AchievableCoverage(int points) => points / (points + 1.0);
}
