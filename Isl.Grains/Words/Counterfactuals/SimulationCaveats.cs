using System.Collections.Immutable;

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

/// <summary>Some draws had no finite value.</summary>
/// <param name="Share">Share of the draws.</param>
/// <param name="Variables">Variables without a finite value in them; at least one.</param>
public sealed record UndefinedDraws(double Share, ImmutableArray<string> Variables) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Of the draws, {Wording.Percent(Share)} were left out, because {Wording.Some(Variables)} had no finite value in them.";
}
