using Isl.Grains.Words;
using Isl.Grains.Words.Conformal;
using Isl.Grains.Words.Models;

namespace Isl.Grains.Conformal;

/// <summary>What there is to say about an interval, as findings.</summary>
internal static class ConformalFindings
{
    private const int MostInputs = 10;

    /// <summary>Why nothing is guaranteed, where there are too few points.</summary>
    public static TooFewPoints TooFew(ConformalReport report) => new(report.EffectivePoints, report.PointsNeeded, report.Level);

    /// <summary>The answer.</summary>
    public static Finding Summary(ConformalReport report) => (report.HasBounds, report.Proven) switch
    {
        (true, _) when !report.IsComparable => new CoverageNotComparable(Range(report), report.Bounds.PointEstimate, report.Unmeasured),
        (false, _) => new ModelIntervalInstead(Range(report), report.Level),
        (true, > 0) => new CoverageProven(Range(report), report.Bounds.PointEstimate, report.Proven),
        _ => new CoverageUnproven(Range(report), report.Bounds.PointEstimate),
    };

    /// <summary>How the interval came about.</summary>
    public static IEnumerable<Finding> Reasoning(ConformalReport report)
    {
        var (points, alpha, level) = (report.Points.Count, report.Question.Alpha, report.Level);
        if (!report.HasBounds)
        {
            var achievable = ConformalRank.AchievableCoverage(points);
            yield return new RankMissing(points, report.PointsNeeded, level, achievable, report.Model.Samples);
            yield break;
        }

        var rank = ConformalRank.Upper(points, alpha);
        yield return new PredictorUses([.. report.Inputs.Select(input => input.Name)], report.Averaged);
        yield return report.Weights is not null ? new WeightedQuantile(
                Range(report), report.Bounds.PointEstimate, report.Bounds.ResidualQuantile, report.EffectivePoints, level)
            : report.Folds is { } folds
            ? new CorrectionRefitted(points, folds, rank, ConformalRank.Lower(points, alpha), level)
            : new PredictionWidened(Range(report), report.Bounds.PointEstimate, report.Bounds.ResidualQuantile, rank, level);
        yield return new WidthCompared(report.Bounds.Upper - report.Bounds.Lower, report.Model.Lower, report.Model.Upper);
    }

    /// <summary>What it rests on.</summary>
    public static IEnumerable<Finding> Assumptions(ConformalReport report) =>
    [
        new Exchangeability(report.Question.Intervention, report.Question.Context) { IsWeighted = report.Weights is not null },
        new FreshPoints(report.Folds is null ? null : report.Points.Inputs.Length),
        new MarginalCoverage(),
    ];

    /// <summary>What limits it.</summary>
    public static IEnumerable<Finding> Caveats(ConformalReport report, ResidualFindings found)
    {
        if (!report.HasBounds)
        {
            yield return new NoGuarantee(TooFew(report));
        }
        else if (report.Draws.Reason is { } reason)
        {
            yield return new FewerComparisonDraws(reason);
        }

        if (!report.Unmeasured.IsEmpty)
        {
            yield return new UnmeasuredChanges(report.Unmeasured);
        }

        if (!report.Unused.IsEmpty)
        {
            yield return new UnusedContext(report.Unused);
        }

        if (report.Proven < report.Theoretical && report.Folds is { } folds)
        {
            yield return new FoldPenalty(folds, report.Points.Count, report.Proven, report.Theoretical);
        }

        foreach (var (name, value) in report.AssumedValues)
        {
            yield return new AssumedValue(name, value, IsMean: report.Averaged.Contains(name) || report.Inputs.Any(input => input.Name == name));
        }

        foreach (var input in report.Inputs.Where(input => input.IsOutside).Take(MostInputs))
        {
            yield return new OutsideData(input.Name, input.Value, input.Least, input.Most);
        }

        if (found.Outliers is [var worst, ..])
        {
            yield return new OutlyingPoints(found.Outliers.Count, worst.Row, worst.Residual, Math.Abs(worst.RobustZ));
        }

        if (found.Drift.IsSignificant)
        {
            var drift = found.Drift;
            yield return new DriftingResiduals(
                drift.RankCorrelation, drift.RankPValue, drift.SpreadCorrelation, drift.SpreadPValue, drift.CusumPValue);
        }
    }

    private static PredictedRange Range(ConformalReport report) =>
        new(report.Outcome, report.Question.Intervention, report.Interval.Lower, report.Interval.Upper, report.Points.Count)
        {
            Given = report.Question.Context,
        };
}
