using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Words.Identification;

/// <summary>There is no causal path.</summary>
/// <param name="Query">The query.</param>
public sealed record NothingToIntercept(CausalQuery Query) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text => $"No causal path leads from {Treatments} to {Outcomes}, so there is nothing to intercept.";
}

/// <summary>A front-door set and why it is one.</summary>
/// <param name="Query">The query.</param>
/// <param name="Set">The set; not empty.</param>
public sealed record SetIsFrontDoor(CausalQuery Query, IReadOnlyList<string> Set) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"{SetWords.Intercepts(Set)} every causal path from {Treatments} to {Outcomes}. "
            + $"{Wording.Of(Set.Count, "It shares", "They share")} no open back-door path with {Treatments}, "
            + $"and {Treatments} {Verb("blocks", "block")} {Wording.Of(Set.Count, "its", "their")} back-door paths to {Outcomes}.";
}

/// <summary>There is no front-door set.</summary>
/// <param name="Query">The query.</param>
public sealed record NoFrontDoorSet(CausalQuery Query) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"No set of observed variables intercepts every causal path from {Treatments} to {Outcomes} without being confounded itself.";
}

/// <summary>An adjustment set exists and front-door sets were not asked for.</summary>
public sealed record FrontDoorNotSought : Finding
{
    /// <inheritdoc/>
    public override string Text => "Front-door sets were not searched for, because an adjustment set exists.";
}

/// <summary>The search for front-door sets ended early with none.</summary>
public sealed record FrontDoorUndecided : Finding
{
    /// <inheritdoc/>
    public override string Text => "The search for front-door sets ended before one was found.";
}
