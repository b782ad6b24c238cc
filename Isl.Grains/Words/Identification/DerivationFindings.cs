using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Words.Identification;

/// <summary>First half of the adjustment criterion.</summary>
/// <param name="Set">The set.</param>
public sealed record AdjustmentKeepsCausalPaths(IReadOnlyList<string> Set) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        Set.Count switch
        {
            0 => "Nothing is adjusted for, so every causal path stays intact.",
            1 => $"{Set[0]} is neither on a causal path nor affected by a variable on one.",
            _ => $"None of the variables {Wording.And(Set)} is on a causal path or affected by a variable on one.",
        };
}

/// <summary>Second half of the adjustment criterion.</summary>
/// <param name="Query">The query.</param>
/// <param name="Set">The set.</param>
public sealed record AdjustmentBlocksPaths(CausalQuery Query, IReadOnlyList<string> Set) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        Set.Count == 0
            ? $"No non-causal path from {Treatments} to {Outcomes} is open, so no adjustment is needed."
            : $"Adjusting for {Wording.And(Set)} blocks every non-causal path from {Treatments} to {Outcomes}.";
}

/// <summary>What the adjustment formula says.</summary>
/// <param name="Query">The query.</param>
/// <param name="Set">The set.</param>
public sealed record AdjustmentGivesEffect(CausalQuery Query, IReadOnlyList<string> Set) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        Set.Count switch
        {
            0 => $"The effect is therefore the observed distribution of {Outcomes} given {Treatments}.",
            1 => $"The effect is therefore the distribution of {Outcomes} given {Treatments} at each value of {Set[0]}, averaged over {Set[0]}.",
            _ => $"The effect is therefore the distribution of {Outcomes} given {Treatments} at each combination of {Wording.And(Set)}, "
                + "averaged over their joint distribution.",
        };
}

/// <summary>Front-door criterion (i).</summary>
/// <param name="Query">The query.</param>
/// <param name="Set">The front-door set; not empty.</param>
public sealed record FrontDoorIntercepts(CausalQuery Query, IReadOnlyList<string> Set) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text => $"{SetWords.Intercepts(Set)} every causal path from {Treatments} to {Outcomes}.";
}

/// <summary>Front-door criterion (ii).</summary>
/// <param name="Query">The query.</param>
/// <param name="Set">The front-door set; not empty.</param>
public sealed record FrontDoorFirstHalf(CausalQuery Query, IReadOnlyList<string> Set) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"No back-door path from {Treatments} to {Wording.And(Set)} is open, "
            + $"so P({Members} | do({Causes})) equals P({Members} | {Causes}).";

    private string Members => string.Join(", ", Set);

    private string Causes => string.Join(", ", Query.Treatments);
}

/// <summary>Front-door criterion (iii).</summary>
/// <param name="Query">The query.</param>
/// <param name="Set">The front-door set; not empty.</param>
public sealed record FrontDoorSecondHalf(CausalQuery Query, IReadOnlyList<string> Set) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Treatments} {Verb("blocks", "block")} every back-door path from {Wording.And(Set)} to {Outcomes}, "
            + $"so adjusting for {Treatments} gives the effect of {Wording.And(Set)} on {Outcomes}.";
}

/// <summary>What the front-door formula says.</summary>
/// <param name="Query">The query.</param>
/// <param name="Set">The front-door set; not empty.</param>
public sealed record FrontDoorGivesEffect(CausalQuery Query, IReadOnlyList<string> Set) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"The effect combines the effect of {Treatments} on {Wording.And(Set)} with that of {Wording.And(Set)} on {Outcomes}.";
}
