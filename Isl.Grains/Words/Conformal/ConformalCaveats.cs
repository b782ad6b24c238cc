using System.Collections.Immutable;
using Isl.Grains.Words.Models;

namespace Isl.Grains.Words.Conformal;

/// <summary>Nothing is guaranteed.</summary>
/// <param name="Reason">Why.</param>
public sealed record NoGuarantee(TooFewPoints Reason) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"No coverage is guaranteed: {Reason.Text}.";
}

/// <summary>The model's own interval rests on fewer draws than were asked for.</summary>
/// <param name="Reason">Why, as a clause.</param>
public sealed record FewerComparisonDraws(string Reason) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Fewer draws than were asked for support the model's own interval, because {Reason}.";
}

/// <summary>The theorem proves less than 1 − 2α.</summary>
/// <param name="Folds">Folds.</param>
/// <param name="Points">Calibration points.</param>
/// <param name="Proven">What it proves.</param>
/// <param name="Target">1 − 2α.</param>
public sealed record FoldPenalty(int Folds, int Points, double Proven, double Target) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"With {Wording.Count(Folds, "fold")} of {Wording.Count(Points, "point")}, the theorem proves "
        + $"{ExactPercent.AtLeast(Proven)}, less than 1 − 2α = {ExactPercent.Of((decimal)Target)}.";
}

/// <summary>The new case lies outside the data.</summary>
/// <param name="Name">An input.</param>
/// <param name="Value">Its value in the new case.</param>
/// <param name="Least">Its least value in the data.</param>
/// <param name="Most">Its largest.</param>
public sealed record OutsideData(string Name, double Value, double Least, double Most) : Finding
{
    private const double DistancesShown = 20;

    /// <inheritdoc/>
    public override string Text => $"{Name} = {Range(Value)} lies outside the calibration data ({Range(Least)} to {Range(Most)}), "
        + "so the new case is hardly exchangeable with them.";

    /// <summary>Digits enough to see on which side of the bound the value lies.</summary>
    private Figure Range(double value)
    {
        var beyond = DistancesShown * Math.Max(Value - Most, Least - Value);
        return Figure.InRange(value, Most > Least ? Math.Min(Most - Least, beyond) : beyond);
    }
}

/// <summary>The model misses some points by far more than the others.</summary>
/// <param name="Count">How many; at least one.</param>
/// <param name="Row">Row of the worst.</param>
/// <param name="Residual">Its residual.</param>
/// <param name="Distance">Its distance from the median residual in robust standard deviations.</param>
public sealed record OutlyingPoints(int Count, int Row, double Residual, double Distance) : Finding
{
    /// <inheritdoc/>
    public override string Text
    {
        get
        {
            var worst = $"the model misses row {Row} by {Wording.Number(Residual)}, "
                + $"{Wording.Number(Distance)} robust standard deviations from the median residual.";
            return Count == 1
                ? $"1 calibration point is an outlier: {worst}"
                : $"{Wording.Count(Count)} calibration points are outliers; the worst: {worst}";
        }
    }
}

/// <summary>Residuals change along the rows.</summary>
/// <param name="Rank">Rank correlation of residual and row.</param>
/// <param name="RankPValue">Its p-value.</param>
/// <param name="Spread">Rank correlation of the residual's distance from the median and row.</param>
/// <param name="SpreadPValue">Its p-value.</param>
/// <param name="CusumPValue">p-value of the largest cumulative sum.</param>
public sealed record DriftingResiduals(double Rank, double RankPValue, double Spread, double SpreadPValue, double CusumPValue) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The residuals drift along the rows (rank correlation {Wording.Number(Rank)}, p = {Wording.Number(RankPValue)}; "
        + $"of their spread {Wording.Number(Spread)}, p = {Wording.Number(SpreadPValue)}; cumulative sum p = {Wording.Number(CusumPValue)}). "
        + "The points are hardly exchangeable, unless the rows are sorted by an input that the model gets wrong.";
}

/// <summary>The intervention changes what the rows do not show.</summary>
/// <param name="Names">The variables; at least one.</param>
public sealed record UnmeasuredChanges(ImmutableArray<string> Names) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The intervention changes {Wording.Some(Names)}, which no column gives a value of the new case for; "
        + $"for the calibration points, the model's own {Wording.Of(Names.Length, "value was", "values were")} averaged over. "
        + "Set the variable to a value, and give every row its column, for a guarantee.";
}

/// <summary>The context gives what the rows do not hold.</summary>
/// <param name="Names">The variables; at least one.</param>
public sealed record UnusedContext(ImmutableArray<string> Names) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Wording.Some(Names)} of the context {Wording.Of(Names.Length, "is", "are")} not in the calibration data, "
        + $"so the prediction does not use {Wording.Of(Names.Length, "it", "them")}: rows and new case have to be predicted from the same columns.";
}
