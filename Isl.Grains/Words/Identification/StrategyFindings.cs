using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Words.Identification;

/// <summary>Compare without adjustment.</summary>
/// <param name="Query">The query.</param>
/// <param name="IsOptimal">No adjustment is more precise.</param>
public sealed record CompareUnadjusted(CausalQuery Query, bool IsOptimal) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"Compare {Outcomes} across values of {Treatments} without adjustment. No non-causal path between them is open"
            + (IsOptimal ? ", and no adjustment makes the estimate more precise." : ".");
}

/// <summary>Adjust for the optimal set.</summary>
/// <param name="Query">The query.</param>
/// <param name="Set">The set; not empty.</param>
public sealed record AdjustForOptimal(CausalQuery Query, IReadOnlyList<string> Set) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"Adjust for {Wording.And(Set)}. This blocks every non-causal path from {Treatments} to {Outcomes} "
            + "and gives the lowest asymptotic variance of all valid sets.";
}

/// <summary>Adjust for a set.</summary>
/// <param name="Query">The query.</param>
/// <param name="Set">The set; not empty.</param>
public sealed record AdjustForSet(CausalQuery Query, IReadOnlyList<string> Set) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"Adjust for {Wording.And(Set)}. This blocks every non-causal path from {Treatments} to {Outcomes} "
            + "and takes away no part of the effect.";
}

/// <summary>Use the front door.</summary>
/// <param name="Query">The query.</param>
/// <param name="Set">The front-door set; not empty.</param>
public sealed record GoThroughFrontDoor(CausalQuery Query, IReadOnlyList<string> Set) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"Use {Wording.And(Set)} as the front door. Estimate how {Treatments} {Verb("affects", "affect")} {It}, "
            + $"then how {Wording.Of(Set.Count, "it affects", "they affect")} {Outcomes} given {Treatments}.";

    private string It => Wording.Of(Set.Count, "it", "them");
}

/// <summary>Use the formula of the ID algorithm.</summary>
/// <param name="Query">The query.</param>
/// <param name="Formula">The formula; null where it is not written.</param>
public sealed record ComputeFormula(CausalQuery Query, string? Formula) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text => Formula is null ? $"{Effect} can be computed from observed distributions." : $"Compute {Formula}.";
}

/// <summary>Use an instrument.</summary>
/// <param name="Query">The query.</param>
/// <param name="Variable">The instrument.</param>
/// <param name="Given">What it is conditioned on; may be empty.</param>
public sealed record UseInstrument(CausalQuery Query, string Variable, IReadOnlyList<string> Given) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"Use {Variable} as an instrument{(Given.Count == 0 ? "" : $" given {Wording.And(Given)}")}. "
            + $"It is associated with {Treatments} and connected to {Outcomes} only through {Treatments}. "
            + "This identifies the effect if it is linear.";
}

/// <summary>How many ways there are.</summary>
/// <param name="Query">The query.</param>
/// <param name="Count">How many.</param>
/// <param name="Best">The best one; null where there is none.</param>
public sealed record StrategiesFound(CausalQuery Query, int Count, string? Best) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        Count switch
        {
            0 => $"No way to identify {Effect} was found.",
            1 => $"There is one way to identify {Effect}. {Best}",
            _ => $"There are {Wording.Count(Count)} ways to identify {Effect}. The best one comes first: {Best}",
        };
}
