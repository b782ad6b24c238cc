using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Words.Identification;

/// <summary>Nothing needs adjustment.</summary>
/// <param name="Query">The query.</param>
public sealed record NoOpenPath(CausalQuery Query) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text => $"No non-causal path from {Treatments} to {Outcomes} is open, so no adjustment is needed.";
}

/// <summary>An adjustment set and why it is one.</summary>
/// <param name="Query">The query.</param>
/// <param name="Set">The set; not empty.</param>
public sealed record SetBlocksPaths(CausalQuery Query, IReadOnlyList<string> Set) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"Adjusting for {Wording.And(Set)} blocks every non-causal path from {Treatments} to {Outcomes}, "
            + $"and {(Set.Count == 1 ? $"{Set[0]} does not lie" : "none of these variables lies")} on a causal path.";
}

/// <summary>No adjustment set exists, because one path cannot be blocked.</summary>
/// <param name="Path">The path that stays open.</param>
public sealed record PathStaysOpen(string Path) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "No set of observed variables blocks every non-causal path. "
            + $"{Path} stays open even when every variable that may be adjusted for is adjusted for.";
}

/// <summary>No adjustment set exists, though each path can be blocked.</summary>
/// <param name="Query">The query.</param>
public sealed record NoBlockingSet(CausalQuery Query) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"No set of observed variables blocks every non-causal path from {Treatments} to {Outcomes}: blocking one opens another.";
}
