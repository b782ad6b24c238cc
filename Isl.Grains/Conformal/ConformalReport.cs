using System.Collections.Immutable;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Conformal;
using Isl.Grains.Interfaces.Counterfactuals;

namespace Isl.Grains.Conformal;

/// <summary>What the model says of the new case by itself.</summary>
/// <param name="Lower">Lower bound of its central interval.</param>
/// <param name="Upper">Upper bound of its central interval.</param>
/// <param name="Mean">Its mean.</param>
/// <param name="Samples">Draws they rest on.</param>
internal sealed record ModelInterval(double Lower, double Upper, double Mean, int Samples);

/// <summary>Builds the answer to a conformal question: figures, guarantee, diagnostics, words.</summary>
internal sealed class ConformalReport
{
    private const int MostOutliers = 10;
    private const double DriftFactor = 0.7;
    private const double ExtrapolationFactor = 0.7;
    private const double UnguaranteedFactor = 0.5;
    private readonly List<string> _caveats = [];

    public required ConformalQuestion Question { get; init; }

    public required string ModelHash { get; init; }

    public required string Outcome { get; init; }

    public required CalibrationPoints Points { get; init; }

    /// <summary>Names of the columns that describe a case, with their values in the new one and their range in the data.</summary>
    public required ImmutableArray<(string Name, double Value, double Least, double Most)> Inputs { get; init; }

    public required IReadOnlyList<(string Name, double Value)> AssumedValues { get; init; }

    public required ConformalBounds Bounds { get; init; }

    public required ModelInterval Model { get; init; }

    /// <summary>Folds that were left out in turn; null for split.</summary>
    public required int? Folds { get; init; }

    /// <summary>Why a simpler method answered, other than that there are too few points.</summary>
    public string? DegradedReason { get; init; }

    private double Level => (double)(1 - Question.Alpha);

    private string Case => Question.Intervention.Changes.IsEmpty ? "without an intervention" : $"under {Figures.Describe(Question.Intervention)}";

    /// <summary>Adds a caveat.</summary>
    public void Caveat(string sentence) => _caveats.Add(sentence);

    /// <summary>The answer.</summary>
    public ConformalResult ToResult()
    {
        var guaranteed = Bounds.IsFinite;
        var (lower, upper) = guaranteed ? (Bounds.Lower, Bounds.Upper) : (Model.Lower, Model.Upper);
        var residuals = Rounded(Points.Residuals(), Points.Outcomes);
        var outliers = ResidualOutliers.Find(residuals);
        var drift = ResidualDrift.Of(residuals);
        var proven = !guaranteed ? 0 : Folds is { } folds ? CrossConformal.ProvenCoverage(Points.Count, folds, Question.Alpha) : Level;
        var theoretical = !guaranteed ? 0 : Folds is null ? Level : Math.Max(0, (double)(1 - (2 * Question.Alpha)));
        var needed = ConformalRank.PointsNeeded(Question.Alpha);
        var reason = guaranteed ? DegradedReason
            : $"{Points.Count} calibration points cannot support {Figures.Percent(Level)}, which needs {Figures.Count(needed)}";
        AddCaveats(guaranteed, proven, theoretical, outliers, drift, reason);
        var outside = Inputs.Count(input => input.Value < input.Least || input.Value > input.Most);
        var confidence = Confidence(guaranteed, outliers.Count, drift.IsSignificant, outside, out var how);
        return new ConformalResult
        {
            Intervention = InterventionAmount.Map(Question.Intervention),
            Outcome = Outcome,
            Inputs = Figures.Map(Inputs.Select(input => (input.Name, input.Value))),
            ConformalInterval = new ConformalInterval(
                Figures.Wire(lower),
                Figures.Wire(upper),
                Figures.Wire(upper - lower),
                Figures.Wire(guaranteed ? Bounds.PointEstimate : Model.Mean)),
            CoverageGuarantee = new CoverageGuarantee(
                guaranteed && proven > 0,
                theoretical,
                Level,
                Figures.Wire(proven),
                guaranteed && proven > 0,
                Assumptions()),
            ComparisonToMonteCarlo = Compare(upper - lower),
            Calibration = new CalibrationReport(
                Points.Count,
                Points.Count,
                Question.Method,
                Folds,
                guaranteed ? Figures.Wire(Bounds.ResidualQuantile) : null,
                Figures.Wire(ConformalRank.AchievableCoverage(Points.Count)),
                needed,
                Figures.Wire(residuals.Average()),
                [
                    .. outliers
                        .Take(MostOutliers)
                        .Select(point => new CalibrationOutlier(point.Row, Figures.Wire(point.Residual), Figures.Wire(point.RobustZ))),
                ],
                outliers.Count,
                new CalibrationDrift(
                    Figures.Wire(drift.RankCorrelation),
                    Figures.Wire(drift.RankPValue),
                    Figures.Wire(drift.SpreadCorrelation),
                    Figures.Wire(drift.SpreadPValue),
                    Figures.Wire(drift.Cusum),
                    Figures.Wire(drift.CusumPValue),
                    drift.IsSignificant)),
            AssumedValues = Figures.Map(AssumedValues),
            Seed = Question.Seed,
            Samples = Model.Samples,
            ModelHash = ModelHash,
            Completion = Completion.Of(reason),
            Explanation = new Explanation(
                Summary(guaranteed, proven, lower, upper),
                Reasoning(guaranteed, upper - lower) + " " + how,
                Basis(),
                Assumptions(),
                [.. _caveats],
                confidence),
        };
    }

    private string Summary(bool guaranteed, double proven, double lower, double upper)
    {
        var bounds = $"{Outcome} {Case} lies between {Figures.Text(lower)} and {Figures.Text(upper)}";
        return guaranteed && proven > 0
                ? $"With probability {Figures.Percent(proven)} or more, a new case's {bounds} (point estimate {Figures.Text(Bounds.PointEstimate)}), provided it is exchangeable with the {Figures.Count(Points.Count)} calibration points."
            : guaranteed
                ? $"{bounds} (point estimate {Figures.Text(Bounds.PointEstimate)}), by {Figures.Count(Points.Count)} calibration points; at this level nothing is proven about how often such intervals hold."
            : $"The model itself puts {Figures.Percent(Level)} of its draws there: {bounds}; {Figures.Count(Points.Count)} calibration points do not guarantee that a new case is covered.";
    }

    private string Reasoning(bool guaranteed, double width)
    {
        var n = Points.Count;
        if (!guaranteed)
        {
            return $"{Figures.Percent(Level)} asks for the {Ordinal(ConformalRank.Upper(n, Question.Alpha))} smallest of {Figures.Count(n)} residuals, which there is not, so the finite-sample interval is infinite. "
                + $"{Figures.Count(n)} points support at most {Figures.Percent(ConformalRank.AchievableCoverage(n))}. The interval returned is the central {Figures.Percent(Level)} of {Figures.Count(Model.Samples)} draws of the model.";
        }

        var rank = Ordinal(ConformalRank.Upper(n, Question.Alpha));
        var how = Folds is { } folds
            ? $"A linear correction of the model was refitted without each of {Figures.Count(folds)} {(folds == n ? "points" : "folds")}; {Figures.Percent(Level)} asks for the {rank} smallest of the {Figures.Count(n)} upper bounds and the {Ordinal(ConformalRank.Lower(n, Question.Alpha))} smallest of the lower ones."
            : $"The model's prediction of {Figures.Text(Bounds.PointEstimate)} is widened by {Figures.Text(Bounds.ResidualQuantile)} on both sides, the {rank} smallest of the {Figures.Count(n)} absolute residuals, as {Figures.Percent(Level)} asks for.";
        var own = Model.Upper - Model.Lower;
        return own > 0
            ? $"{how} The interval is {Figures.Text(width / own)} times as wide as the model's own ({Figures.Text(Model.Lower)} to {Figures.Text(Model.Upper)})."
            : $"{how} The model's own interval has no width.";
    }

    private string Basis() =>
        Question.Method switch
        {
            ConformalMethod.JackknifePlus =>
                "Jackknife+ (Barber, Candès, Ramdas, Tibshirani 2021, theorem 1: coverage of at least 1 − 2α; 1 − α is the target).",
            ConformalMethod.CvPlus =>
                "CV+ (Barber, Candès, Ramdas, Tibshirani 2021, theorem 4: coverage of at least 1 − 2α less a finite-sample term; 1 − α is the target).",
            _ =>
                "Split conformal prediction (Vovk, Gammerman, Shafer 2005; Lei et al. 2018, theorem 2) with all points for calibration, because the model is given.",
        };

    private ImmutableArray<string> Assumptions() =>
        [
            $"The new case {Case} and the calibration points are exchangeable: drawn alike, in no particular order.",
            Folds is null
                ? "The model was not fitted to these calibration points."
                : $"The model was not fitted to these calibration points; only a linear correction on {(Points.Inputs.Length == 0 ? "no input" : $"{Points.Inputs.Length} inputs")} was.",
            "Coverage is over cases as a whole, not for each value of the inputs.",
        ];

    private MonteCarloComparison Compare(double width)
    {
        var own = Model.Upper - Model.Lower;
        return new MonteCarloComparison(
            Figures.Wire(own),
            Figures.Wire(width),
            Ratio(width, own),
            Ratio(own, width),
            Figures.Wire(Model.Lower),
            Figures.Wire(Model.Upper));
    }

    private static double? Ratio(double a, double b) =>
        a == b ? 1
        : b == 0 || !double.IsFinite(a / b) ? null
        : Figures.Wire(a / b);

    private void AddCaveats(
        bool guaranteed,
        double proven,
        double theoretical,
        IReadOnlyList<ResidualOutlier> outliers,
        ResidualDrift drift,
        string? reason)
    {
        if (reason is not null)
        {
            _caveats.Insert(
                0,
                guaranteed ? $"Fewer draws than asked for stand behind the comparison, because {reason}." : $"No coverage is guaranteed: {reason}.");
        }

        if (proven < theoretical)
        {
            Caveat(
                $"With {Folds} folds of {Figures.Count(Points.Count)} points the theorem proves {Figures.Percent(proven)}, a little less than 1 − 2α = {Figures.Percent(theoretical)}.");
        }

        foreach (var (name, value) in AssumedValues)
        {
            Caveat(
                $"{name} has neither an equation nor a distribution; it was held at {Figures.Text(value)}{(Inputs.Any(input => input.Name == name) ? ", its mean in the calibration data" : "")}.");
        }

        foreach (var (name, value, least, most) in Inputs.Where(input => input.Value < input.Least || input.Value > input.Most).Take(MostOutliers))
        {
            Caveat(
                $"{name} = {Figures.Text(value)} lies outside the calibration data ({Figures.Text(least)} to {Figures.Text(most)}); such a case is hardly exchangeable with them.");
        }

        if (outliers.Count > 0)
        {
            var worst = outliers[0];
            Caveat(
                $"{outliers.Count} calibration point{(outliers.Count == 1 ? " is an outlier" : "s are outliers")}: the model misses row {worst.Row} by {Figures.Text(worst.Residual)}, {Figures.Text(Math.Abs(worst.RobustZ))} robust standard deviations from the median.");
        }

        if (drift.IsSignificant)
        {
            Caveat(
                $"The residuals drift along the rows (rank correlation {Figures.Text(drift.RankCorrelation)}, p = {Figures.Text(drift.RankPValue)}; of their spread {Figures.Text(drift.SpreadCorrelation)}, p = {Figures.Text(drift.SpreadPValue)}; cumulative sum p = {Figures.Text(drift.CusumPValue)}): "
                    + "the points are hardly exchangeable, unless the rows are sorted by an input that the model gets wrong.");
        }
    }

    private double Confidence(bool guaranteed, int outliers, bool drifts, int outside, out string how)
    {
        var start = guaranteed ? Level : UnguaranteedFactor * ConformalRank.AchievableCoverage(Points.Count);
        var confidence = start * (1 - ((double)outliers / Points.Count)) * (drifts ? DriftFactor : 1) * (outside > 0 ? ExtrapolationFactor : 1);
        how =
            $"Confidence starts at {(guaranteed ? $"the level, {Figures.Text(start)}" : $"half of what the points support, {Figures.Text(start)}")}, "
            + $"and is lowered for {outliers} outlying residuals, {(drifts ? "a" : "no")} drift along the rows and {outside} inputs outside the data.";
        return Math.Round(Math.Clamp(confidence, 0, 1), 3);
    }

    /// <summary>Residuals that are nothing but rounding count as 0.</summary>
    private static double[] Rounded(double[] residuals, double[] outcomes)
    {
        for (var i = 0; i < residuals.Length; i++)
        {
            residuals[i] = Math.Abs(residuals[i]) <= 1e-13 * Math.Abs(outcomes[i]) ? 0 : residuals[i];
        }

        return residuals;
    }

    private static string Ordinal(int rank) =>
        Figures.Count(rank)
        + (
            (rank % 100) is >= 11 and <= 13
                ? "th"
                : (rank % 10) switch
                {
                    1 => "st",
                    2 => "nd",
                    3 => "rd",
                    _ => "th",
                });
}
