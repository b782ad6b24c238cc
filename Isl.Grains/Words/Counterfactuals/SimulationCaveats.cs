using System.Collections.Immutable;
using Isl.Grains.Words.Models;

namespace Isl.Grains.Words.Counterfactuals;

/// <summary>Time ran out before all draws were made; the reason of an answer, inside a sentence.</summary>
/// <param name="Made">Draws made.</param>
/// <param name="Asked">Draws asked for.</param>
public sealed record DrawsCutShort(long Made, long Asked) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"only {Wording.Count(Made)} of {Wording.Count(Asked)} draws were made in the time available";
}

/// <summary>An answer rests on fewer draws than were asked for.</summary>
/// <param name="Reason">Why, as a clause.</param>
/// <param name="Samples">Draws made.</param>
public sealed record FewerDraws(string Reason, long Samples) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Fewer draws were made than were asked for, because {Reason}. "
        + $"The standard errors are those of {Wording.Count(Samples, "draw")}.";
}

/// <summary>Observed values leave few draws that count.</summary>
/// <param name="Samples">Draws made.</param>
/// <param name="EffectiveSamples">Unweighted draws that would tell as much.</param>
public sealed record UnlikelyEvidence(long Samples, double EffectiveSamples) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The observed values are so unlikely that {Wording.Count(Samples, "draw")} "
        + $"{Wording.Of(Samples, "is", "are")} worth only {Wording.Number(EffectiveSamples)}; "
        + "ask for more samples, or observe more of their causes.";
}

/// <summary>The search for draws that agree with observed values found few that differ.</summary>
/// <param name="EffectiveSamples">Independent draws that would tell as much.</param>
public sealed record FewFound(double EffectiveSamples) : Finding
{
    /// <inheritdoc/>
    public override string Text => "The observed values are so unlikely, and what meets them lies so far apart, that the draws found are worth only "
        + $"{Wording.Number(EffectiveSamples)}. The figures are rough; observe more of the causes.";
}

/// <summary>Some draws had no finite value.</summary>
/// <param name="Share">Share of the draws.</param>
/// <param name="Variables">Variables without a finite value in them; at least one.</param>
public sealed record UndefinedDraws(double Share, ImmutableArray<string> Variables) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Of the draws, {Wording.Percent(Share)} were left out, because {Wording.Some(Variables)} had no finite value in them.";
}

/// <summary>The tails of the draws fall so slowly that moments may not exist.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="WithoutMean">Whether even a mean may not.</param>
public sealed record HeavyTail(string Variable, bool WithoutMean) : Finding
{
    /// <inheritdoc/>
    public override string Text => WithoutMean
        ? $"The tail of {Variable} is so heavy that a mean may not exist: a few extreme draws dominate the average, and more draws do not settle it. "
            + "No standard error is given. Its median and quantiles hold."
        : $"The tail of {Variable} is so heavy that a variance may not exist: no standard error is given, and the mean settles slowly. "
            + "Its median and quantiles hold.";
}

/// <summary>Nearly all draws had one value.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Usual">That value.</param>
/// <param name="Others">Draws with another.</param>
/// <param name="Draws">Draws.</param>
public sealed record RareValues(string Variable, double Usual, int Others, int Draws) : Finding
{
    /// <inheritdoc/>
    public override string Text => Others == 0
        ? $"None of {Wording.Count(Draws, "draw")} gave {Variable} another value than {new Figure(Usual)}. Values rarer than about 1 in "
            + $"{Wording.Count(Math.Max(1, Draws / 3))} may have been missed, and the mean with them."
        : $"Only {Wording.Count(Others)} of {Wording.Count(Draws, "draw")} gave {Variable} another value than {new Figure(Usual)}, "
            + "so its mean and spread rest on very few draws. Ask for more samples.";
}

/// <summary>A discrete input hardly ever has another value than its usual one.</summary>
/// <param name="Name">The input.</param>
/// <param name="Usual">Its usual value.</param>
/// <param name="Share">Probability of any other.</param>
/// <param name="Samples">Draws.</param>
public sealed record RareInput(string Name, double Usual, double Share, long Samples) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Name} differs from {new Figure(Usual)} with probability {Wording.Number(Share)}: "
        + $"of {Wording.Count(Samples, "draw")}, about {Wording.Number(Share * Samples)} show it.";
}

/// <summary>Quantiles rest on fewer draws than the rest of an answer.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Kept">Draws kept for the quantiles of the others.</param>
/// <param name="Samples">Draws.</param>
public sealed record QuantilesFromFewer(string Outcome, long Kept, long Samples) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Quantiles and intervals of variables other than {Outcome} come from {Wording.Count(Kept)} "
        + $"of {Wording.Count(Samples, "draw")}; their standard errors say so. Name a variable as the outcome for more.";
}

/// <summary>Part of an intervention changes nothing about the outcome.</summary>
/// <param name="Names">The variables changed.</param>
/// <param name="Outcome">The outcome.</param>
public sealed record IdleChanges(ImmutableArray<string> Names, string Outcome) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Wording.Some(Names)} {Wording.Of(Names.Length, "does", "do")} not affect {Outcome} here.";
}

/// <summary>A lognormal's parameters were named like those of a normal.</summary>
/// <param name="Name">The quantity.</param>
/// <param name="Mean">The mean of the logarithm.</param>
/// <param name="Std">The standard deviation of the logarithm.</param>
public sealed record LognormalNames(string Name, double Mean, double Std) : Finding
{
    /// <inheritdoc/>
    public override string Text
    {
        get
        {
            var read = $"The mean {Figure.Exact(Mean)} and std {Figure.Exact(Std)} of {Name} are those of its logarithm, as in every lognormal; "
                + $"its median is {Wording.Number(Math.Exp(Mean))}.";
            if (!(Mean > 0))
            {
                return read;
            }

            var variance = Math.Log(1 + (Std / Mean * (Std / Mean)));
            return $"{read} For a mean of {Figure.Exact(Mean)} and a standard deviation of {Figure.Exact(Std)} of {Name} itself, "
                + $"write mu = {Wording.Number(Math.Log(Mean) - (variance / 2))} and sigma = {Wording.Number(Math.Sqrt(variance))}.";
        }
    }
}
