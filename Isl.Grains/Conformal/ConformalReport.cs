using System.Collections.Immutable;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Conformal;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Conformal;

namespace Isl.Grains.Conformal;

/// <summary>What the model says of the new case by itself.</summary>
/// <param name="Lower">Lower bound of its central interval.</param>
/// <param name="Upper">Upper bound of its central interval.</param>
/// <param name="Mean">Its mean.</param>
/// <param name="Samples">Draws they rest on.</param>
internal sealed record ModelInterval(double Lower, double Upper, double Mean, int Samples)
{
    /// <summary>Its width.</summary>
    public double Width => Upper - Lower;
}

/// <summary>An input that describes a case.</summary>
/// <param name="Name">Its column.</param>
/// <param name="Value">Its value in the new case.</param>
/// <param name="Least">Its least value in the data.</param>
/// <param name="Most">Its largest value in the data.</param>
internal readonly record struct CaseInput(string Name, double Value, double Least, double Most)
{
    /// <summary>Does the new case lie outside the data?</summary>
    public bool IsOutside => Value < Least || Value > Most;
}

/// <summary>Builds the answer to a conformal question: figures, guarantee, diagnostics, words.</summary>
internal sealed class ConformalReport
{
    private const int MostOutliers = 10;

    public required ConformalQuestion Question { get; init; }

    public required string ModelHash { get; init; }

    public required string Outcome { get; init; }

    public required CalibrationPoints Points { get; init; }

    /// <summary>The columns that describe a case.</summary>
    public required ImmutableArray<CaseInput> Inputs { get; init; }

    public required IReadOnlyList<(string Name, double Value)> AssumedValues { get; init; }

    /// <summary>Columns that bear on the outcome and that the new case does not give.</summary>
    public required ImmutableArray<string> Averaged { get; init; }

    /// <summary>Changes that the prediction for a row cannot take into account.</summary>
    public required ImmutableArray<string> Unmeasured { get; init; }

    /// <summary>What the new case gives and the rows do not hold.</summary>
    public required ImmutableArray<string> Unused { get; init; }

    /// <summary>Weights of the points; null without any.</summary>
    public required double[]? Weights { get; init; }

    public required ConformalBounds Bounds { get; init; }

    public required ModelInterval Model { get; init; }

    /// <summary>Folds that were left out in turn; null for split.</summary>
    public required int? Folds { get; init; }

    /// <summary>Whether there are as many draws behind the model's own interval as were asked for.</summary>
    public required Completion Draws { get; init; }

    /// <summary>The level asked for.</summary>
    public decimal Level => 1 - Question.Alpha;

    /// <summary>Are there enough points for the level?</summary>
    public bool HasBounds => Bounds.IsFinite;

    /// <summary>Is the new case predicted as the rows are? Then a theorem holds for it.</summary>
    public bool IsComparable => Unmeasured.IsEmpty;

    /// <summary>Points that count, by their weights.</summary>
    public int EffectivePoints => Weights is null ? Points.Count
        : Weights.Sum() is > 0 and var sum ? (int)Math.Round(sum * sum / Weights.Sum(weight => weight * weight))
        : 0;

    /// <summary>The interval returned.</summary>
    public (double Lower, double Upper) Interval => HasBounds ? (Bounds.Lower, Bounds.Upper) : (Model.Lower, Model.Upper);

    /// <summary>The coverage that is proven, at least; 0 where none is.</summary>
    public double Proven => !HasBounds || !IsComparable ? 0
        : Folds is { } folds ? CrossConformal.ProvenCoverage(Points.Count, folds, Question.Alpha)
        : (double)Level;

    /// <summary>What the theorem proves in the limit.</summary>
    public double Theoretical => !HasBounds || !IsComparable ? 0
        : Folds is null ? (double)Level
        : Math.Max(0, (double)(1 - (2 * Question.Alpha)));

    /// <summary>Points that the level needs.</summary>
    public long PointsNeeded => ConformalRank.PointsNeeded(Question.Alpha);

    /// <summary>The answer.</summary>
    public ConformalResult ToResult()
    {
        var (lower, upper) = Interval;
        var residuals = Rounded(Points.Residuals(), Points.Outcomes);
        var found = new ResidualFindings(residuals, ResidualOutliers.Find(residuals), ResidualDrift.Of(residuals));
        var (confidence, basis) = ConformalTrust.Of(this, found);
        ImmutableArray<string> assumptions = [.. ConformalFindings.Assumptions(this).Texts()];
        return new ConformalResult
        {
            Intervention = InterventionAmount.Map(Question.Intervention),
            Outcome = Outcome,
            Inputs = WireNumber.Map(Inputs.Select(input => (input.Name, input.Value))),
            ConformalInterval = new ConformalInterval(
                WireNumber.Round(lower),
                WireNumber.Round(upper),
                WireNumber.Round(upper - lower),
                WireNumber.Round(HasBounds ? Bounds.PointEstimate : Model.Mean)),
            CoverageGuarantee = new CoverageGuarantee(
                HasBounds && Proven > 0,
                Theoretical,
                (double)Level,
                WireNumber.Round(Proven),
                HasBounds && Proven > 0,
                assumptions),
            ComparisonToMonteCarlo = Compare(upper - lower),
            Calibration = Calibration(found),
            AssumedValues = WireNumber.Map(AssumedValues),
            Seed = Question.Seed,
            Samples = Model.Samples,
            ModelHash = ModelHash,
            Completion = Completion.Of(HasBounds ? Draws.Reason : ConformalFindings.TooFew(this).Text, Draws.IsCutShort),
            Explanation = new Explanation(
                ConformalFindings.Summary(this).Text,
                Wording.Paragraph(ConformalFindings.Reasoning(this).Append(basis).Texts()),
                new ConformalBasis(Question.Method, IsWeighted: Weights is not null).Text,
                assumptions,
                [.. ConformalFindings.Caveats(this, found).Texts()],
                confidence),
        };
    }

    private CalibrationReport Calibration(ResidualFindings found) => new(
        Points.Count,
        Points.Count,
        Question.Method,
        Folds,
        HasBounds ? WireNumber.Round(Bounds.ResidualQuantile) : null,
        WireNumber.Round(ConformalRank.AchievableCoverage(Points.Count)),
        PointsNeeded,
        WireNumber.Round(found.Residuals.Average()),
        [
            .. found.Outliers
                .Take(MostOutliers)
                .Select(point => new CalibrationOutlier(point.Row, WireNumber.Round(point.Residual), WireNumber.Round(point.RobustZ))),
        ],
        found.Outliers.Count,
        new CalibrationDrift(
            WireNumber.Round(found.Drift.RankCorrelation),
            WireNumber.Round(found.Drift.RankPValue),
            WireNumber.Round(found.Drift.SpreadCorrelation),
            WireNumber.Round(found.Drift.SpreadPValue),
            WireNumber.Round(found.Drift.Cusum),
            WireNumber.Round(found.Drift.CusumPValue),
            found.Drift.IsSignificant));

    private MonteCarloComparison Compare(double width) => new(
        WireNumber.Round(Model.Width),
        WireNumber.Round(width),
        Ratio(width, Model.Width),
        Ratio(Model.Width, width),
        WireNumber.Round(Model.Lower),
        WireNumber.Round(Model.Upper));

    private static double? Ratio(double a, double b) =>
        a == b ? 1
        : b == 0 || !double.IsFinite(a / b) ? null
        : WireNumber.Round(a / b);

    /// <summary>Residuals that are nothing but rounding count as 0.</summary>
    private static double[] Rounded(double[] residuals, double[] outcomes)
    {
        for (var i = 0; i < residuals.Length; i++)
        {
            residuals[i] = Math.Abs(residuals[i]) <= 1e-13 * Math.Abs(outcomes[i]) ? 0 : residuals[i];
        }

        return residuals;
    }
}
