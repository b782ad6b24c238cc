using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Words.Identification;

/// <summary>The effect can be read off without adjustment.</summary>
/// <param name="Query">The query.</param>
public sealed record IdentifiedUnadjusted(CausalQuery Query) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text => $"{Subject} is identifiable without adjustment.";
}

/// <summary>The effect follows by adjustment.</summary>
/// <param name="Query">The query.</param>
/// <param name="Set">The set; not empty.</param>
/// <param name="Sets">Minimal sets found.</param>
/// <param name="IsCut">There may be more.</param>
public sealed record IdentifiedByAdjustment(CausalQuery Query, IReadOnlyList<string> Set, int Sets, bool IsCut) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text => $"{Subject} is identifiable by adjusting for {Wording.And(Set)}, {Rank}.";

    private string Rank => (Sets, IsCut) switch
    {
        (1, false) => "the only minimal set",
        (1, true) => "a minimal set",
        (_, true) => $"one of at least {Wording.Count(Sets)} minimal sets",
        _ => $"one of {Wording.Count(Sets)} minimal sets",
    };
}

/// <summary>The effect follows by the front door only.</summary>
/// <param name="Query">The query.</param>
/// <param name="Set">The front-door set; not empty.</param>
public sealed record IdentifiedByFrontDoor(CausalQuery Query, IReadOnlyList<string> Set) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text => $"{Subject} is identifiable through the front door by way of {Wording.And(Set)}, but not by adjustment.";
}

/// <summary>A conditional effect has a formula.</summary>
/// <param name="Query">The query.</param>
public sealed record IdentifiedConditionally(CausalQuery Query) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text => $"{Subject} is identifiable.";
}

/// <summary>There is no causal path, so there is no effect.</summary>
/// <param name="Query">The query.</param>
public sealed record EffectIsZero(CausalQuery Query) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text => $"{Subject} is zero: no causal path leads from {Treatments} to {Outcomes}.";
}

/// <summary>The effect follows by the ID algorithm only.</summary>
/// <param name="Query">The query.</param>
public sealed record IdentifiedByFormula(CausalQuery Query) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text => $"{Subject} is identifiable, but neither by adjustment nor by the front door.";
}

/// <summary>The effect follows by an instrument only.</summary>
/// <param name="Query">The query.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Given">What it is conditioned on; may be empty.</param>
public sealed record IdentifiedIfLinear(CausalQuery Query, string Instrument, IReadOnlyList<string> Given) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text => $"{Subject} is identified by the instrument "
        + $"{Instrument}{(Given.Count == 0 ? "" : $" given {Wording.Set(Given)}")}, but only if it is linear.";
}

/// <summary>The effect has a hedge and no instrument.</summary>
/// <param name="Query">The query.</param>
public sealed record NotIdentifiable(CausalQuery Query) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text => $"{Subject} cannot be identified from observed data.";
}

/// <summary>No criterion holds, and the ID algorithm was not asked.</summary>
/// <param name="Query">The query.</param>
public sealed record IdentificationUndecided(CausalQuery Query) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"No adjustment set, front-door set or instrument identifies {SubjectWithin}. Whether another method does was not decided.";
}

/// <summary>What confidence is the share of.</summary>
/// <param name="Confidence">The share.</param>
/// <param name="Settled">Assumptions that the graph settles or the data support.</param>
/// <param name="Assumptions">All assumptions.</param>
public sealed record SettledShare(double Confidence, int Settled, int Assumptions) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Confidence is {Wording.Exact(Confidence)}: {Wording.Count(Settled)} of the {Wording.Count(Assumptions, "assumption")} below "
            + $"{Wording.Of(Settled, "follows", "follow")} from the graph or passed a test against the data.";
}
