using System.Collections.Immutable;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Interfaces.Conformal;

/// <summary>Answer to a <see cref="ConformalQuestion"/>.</summary>
public sealed record ConformalResult : ModelResult
{
    /// <summary>What was changed.</summary>
    public required IReadOnlyDictionary<string, InterventionAmount> Intervention { get; init; }

    /// <summary>The variable predicted.</summary>
    public required string Outcome { get; init; }

    /// <summary>
    /// What the prediction uses of the new case: the columns that the intervention or the context gives. All others are averaged over, in the rows
    /// too.
    /// </summary>
    public required IReadOnlyDictionary<string, double> Inputs { get; init; }

    /// <summary>The interval.</summary>
    public required ConformalInterval ConformalInterval { get; init; }

    /// <summary>What is proven about it.</summary>
    public required CoverageGuarantee CoverageGuarantee { get; init; }

    /// <summary>The interval beside the model's own.</summary>
    public required MonteCarloComparison ComparisonToMonteCarlo { get; init; }

    /// <summary>The calibration data, and how the model does on them.</summary>
    public required CalibrationReport Calibration { get; init; }

    /// <summary>Variables with neither equation, distribution nor value, and the value they were held at.</summary>
    public required IReadOnlyDictionary<string, double> AssumedValues { get; init; }

    /// <summary>Seed of the draws and the folds.</summary>
    public required long Seed { get; init; }

    /// <summary>Draws of the Monte Carlo interval.</summary>
    public required int Samples { get; init; }

    /// <summary>Hash of the model.</summary>
    public required string ModelHash { get; init; }
}

/// <summary>A prediction interval.</summary>
/// <param name="Lower">Lower bound.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="Width">Their distance.</param>
/// <param name="PointEstimate">The prediction; for cv+ and jackknife+ with the correction fitted to all points.</param>
public sealed record ConformalInterval(double Lower, double Upper, double Width, double PointEstimate);

/// <summary>What is proven about an interval.</summary>
/// <param name="Guaranteed">Does a finite-sample guarantee hold?</param>
/// <param name="TheoreticalCoverage">1 − α for split, weighted or not, 1 − 2α for cv+ and jackknife+; 0 where nothing is proven.</param>
/// <param name="TargetCoverage">What was asked for, 1 − α.</param>
/// <param name="ProvenCoverage">The bound of the theorem with its finite-sample term: below <paramref name="TheoreticalCoverage"/> for cv+ with few
/// folds or points.</param>
/// <param name="FiniteSampleValid">Does it hold for this number of points, not only in the limit?</param>
/// <param name="Assumptions">What it rests on.</param>
public sealed record CoverageGuarantee(
    bool Guaranteed,
    double TheoreticalCoverage,
    double TargetCoverage,
    double ProvenCoverage,
    bool FiniteSampleValid,
    ImmutableArray<string> Assumptions
);

/// <summary>A conformal interval beside the model's own.</summary>
/// <param name="MonteCarloWidth">Width of the central interval of the model's draws.</param>
/// <param name="ConformalWidth">Width of the interval returned.</param>
/// <param name="WidthRatio">Conformal over Monte Carlo; null where the latter is 0 and the former is not.</param>
/// <param name="RelativeEfficiency">Monte Carlo over conformal; null where the latter is 0 and the former is not.</param>
/// <param name="MonteCarloLower">Lower bound of the model's interval.</param>
/// <param name="MonteCarloUpper">Upper bound of the model's interval.</param>
public sealed record MonteCarloComparison(
    double MonteCarloWidth, double ConformalWidth, double? WidthRatio, double? RelativeEfficiency, double MonteCarloLower, double MonteCarloUpper);

/// <summary>The calibration data, and how the model does on them.</summary>
/// <param name="Size">Points sent.</param>
/// <param name="Used">Points used.</param>
/// <param name="Method">How they became an interval.</param>
/// <param name="Folds">Folds that were left out in turn; null for split.</param>
/// <param name="ResidualQuantile">The absolute residual at the rank of the level; null where it is infinite.</param>
/// <param name="AchievableCoverage">The highest level that so many points support, n/(n + 1).</param>
/// <param name="PointsNeeded">Points that the level asked for needs.</param>
/// <param name="MeanResidual">Mean of outcome minus prediction: the model's bias on these points.</param>
/// <param name="Outliers">Points that the model misses by far more than the others, worst first; at most ten.</param>
/// <param name="OutlierCount">How many there are.</param>
/// <param name="Drift">Do residuals change along the rows?</param>
public sealed record CalibrationReport(
    int Size,
    int Used,
    ConformalMethod Method,
    int? Folds,
    double? ResidualQuantile,
    double AchievableCoverage,
    long PointsNeeded,
    double MeanResidual,
    ImmutableArray<CalibrationOutlier> Outliers,
    int OutlierCount,
    CalibrationDrift Drift);

/// <summary>A point that the model misses by far more than the others.</summary>
/// <param name="Row">Its row, from 0.</param>
/// <param name="Residual">Outcome minus prediction.</param>
/// <param name="RobustZ">Distance from the median residual in robust standard deviations.</param>
public sealed record CalibrationOutlier(int Row, double Residual, double RobustZ);

/// <summary>Tests of exchangeability along the rows.</summary>
/// <param name="RankCorrelation">Spearman's correlation of residual and row.</param>
/// <param name="PValue">Its p-value.</param>
/// <param name="SpreadCorrelation">Spearman's correlation of the residual's distance from the median and row.</param>
/// <param name="SpreadPValue">Its p-value.</param>
/// <param name="Cusum">Largest cumulative sum of the centred residuals, in units of σ√n.</param>
/// <param name="CusumPValue">Its p-value.</param>
/// <param name="Warning">Is one of the three significant at 1 % after correction for three tests?</param>
public sealed record CalibrationDrift(
    double RankCorrelation, double PValue, double SpreadCorrelation, double SpreadPValue, double Cusum, double CusumPValue, bool Warning);
