using Isl.Grains.Words.Conformal;

namespace Isl.Grains.Conformal;

/// <summary>What residuals say about the points.</summary>
/// <param name="Residuals">Outcome minus prediction, by row.</param>
/// <param name="Outliers">Points that the model misses by far, farthest first.</param>
/// <param name="Drift">Do residuals change along the rows?</param>
internal sealed record ResidualFindings(double[] Residuals, IReadOnlyList<ResidualOutlier> Outliers, ResidualDrift Drift);

/// <summary>How far an interval can be trusted.</summary>
internal static class ConformalTrust
{
    private const double DriftFactor = 0.7;
    private const double ExtrapolationFactor = 0.7;
    private const double UnguaranteedFactor = 0.5;

    /// <summary>The confidence, and what it is made of.</summary>
    public static (double Confidence, ConformalConfidence Basis) Of(ConformalReport report, ResidualFindings found)
    {
        var points = report.Points.Count;
        var (outliers, drifts, outside) = (found.Outliers.Count, found.Drift.IsSignificant, report.Inputs.Count(input => input.IsOutside));
        var start = report.HasBounds && report.IsComparable ? (double)report.Level
            : report.HasBounds ? UnguaranteedFactor * (double)report.Level
            : UnguaranteedFactor * ConformalRank.AchievableCoverage(points);
        var confidence = start * (1 - ((double)outliers / points)) * (drifts ? DriftFactor : 1) * (outside > 0 ? ExtrapolationFactor : 1);
        return (
            Math.Round(Math.Clamp(confidence, 0, 1), 3),
            new ConformalConfidence(start, report.HasBounds && report.IsComparable, outliers, drifts, outside));
    }
}
