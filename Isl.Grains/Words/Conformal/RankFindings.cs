using System.Collections.Immutable;
using Isl.Grains.Words.Models;

namespace Isl.Grains.Words.Conformal;

/// <summary>The rank that a level asks for does not exist.</summary>
/// <param name="Points">Calibration points.</param>
/// <param name="Needed">Points that the level needs.</param>
/// <param name="Level">The level.</param>
/// <param name="Achievable">The highest level that the points support.</param>
/// <param name="Samples">Draws of the model's own interval.</param>
public sealed record RankMissing(int Points, long Needed, decimal Level, double Achievable, int Samples) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"For {ExactPercent.Of(Level)}, {Wording.Count(Points, "residual")} {Wording.Of(Points, "is", "are")} too few; "
        + $"at least {Wording.Count(Needed)} are needed, so the finite-sample interval is infinite. "
        + $"{Wording.Count(Points, "point")} {Wording.Of(Points, "supports", "support")} at most {ExactPercent.AtLeast(Achievable)}. "
        + $"The interval returned is the central {ExactPercent.Of(Level)} of {Wording.Count(Samples, "draw")} of the model.";
}

/// <summary>How split conformal prediction made the interval.</summary>
/// <param name="Range">The interval.</param>
/// <param name="Estimate">The model's prediction.</param>
/// <param name="Quantile">By how much it was widened.</param>
/// <param name="Rank">Rank of that residual.</param>
/// <param name="Level">The level.</param>
public sealed record PredictionWidened(PredictedRange Range, double Estimate, double Quantile, int Rank, decimal Level) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The model's prediction of {Range.Figure(Estimate)} is widened on both sides by {Range.Figure(Quantile)}, "
        + $"the {Ordinal.Of(Rank)} smallest of the {Wording.Count(Range.Points, "absolute residual")}, as {ExactPercent.Of(Level)} requires.";
}

/// <summary>How refits of a correction made the interval.</summary>
/// <param name="Points">Calibration points.</param>
/// <param name="Folds">Folds left out in turn; as many as points for the jackknife.</param>
/// <param name="UpperRank">Rank of the upper bound.</param>
/// <param name="LowerRank">Rank of the lower bound.</param>
/// <param name="Level">The level.</param>
public sealed record CorrectionRefitted(int Points, int Folds, int UpperRank, int LowerRank, decimal Level) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"A linear correction of the model was refitted without each of {Wording.Count(Folds, Folds == Points ? "point" : "fold")}. "
        + $"{ExactPercent.Of(Level)} requires the {Ordinal.Of(UpperRank)} smallest of the {Wording.Count(Points)} upper bounds "
        + $"and the {Ordinal.Of(LowerRank)} smallest of the lower ones.";
}

/// <summary>The interval beside the model's own.</summary>
/// <param name="Width">Its width.</param>
/// <param name="Lower">Lower bound of the model's.</param>
/// <param name="Upper">Upper bound of the model's.</param>
public sealed record WidthCompared(double Width, double Lower, double Upper) : Finding
{
    /// <inheritdoc/>
    public override string Text => Upper > Lower
        ? $"The interval is {Wording.Number(Width / (Upper - Lower))} times as wide as the model's own "
            + $"({Figure.InRange(Lower, Upper - Lower)} to {Figure.InRange(Upper, Upper - Lower)})."
        : "The model's own interval has no width.";
}

/// <summary>Ordinal numbers.</summary>
internal static class Ordinal
{
    /// <summary><c>1st</c>, <c>2nd</c>, <c>11th</c>, <c>1,023rd</c>.</summary>
    public static string Of(int rank) => Wording.Count(rank) + (rank % 100, rank % 10) switch
    {
        ( >= 11 and <= 13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
}

/// <summary>What the prediction of a case is made from.</summary>
/// <param name="Used">Columns that it uses.</param>
/// <param name="Averaged">Columns that bear on the outcome and that it averages over.</param>
public sealed record PredictorUses(ImmutableArray<string> Used, ImmutableArray<string> Averaged) : Finding
{
    /// <inheritdoc/>
    public override string Text
    {
        get
        {
            var uses = Used.IsEmpty ? "The prediction uses no column" : $"The prediction uses {Wording.Some(Used)}";
            return Averaged.IsEmpty
                ? $"{uses}, for the points as for the new case."
                : $"{uses} and averages over {Wording.Some(Averaged)}, which the new case does not give, for the points as for the new case; "
                    + $"add {Wording.Of(Averaged.Length, "it", "them")} to context if {Wording.Of(Averaged.Length, "it is", "they are")} known.";
        }
    }
}

/// <summary>How weighted split conformal prediction made the interval.</summary>
/// <param name="Range">The interval.</param>
/// <param name="Estimate">The model's prediction.</param>
/// <param name="Quantile">By how much it was widened.</param>
/// <param name="Effective">Points that count, by their weights.</param>
/// <param name="Level">The level.</param>
public sealed record WeightedQuantile(PredictedRange Range, double Estimate, double Quantile, int Effective, decimal Level) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The model's prediction of {Range.Figure(Estimate)} is widened on both sides by {Range.Figure(Quantile)}, "
        + $"the weighted {ExactPercent.Of(Level)} quantile of the absolute residuals. "
        + $"The weights make {Range.CountedPoints} worth {Wording.Count(Effective)}.";
}
