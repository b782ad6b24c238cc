using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Words.Identification;

/// <summary>The graph has no cycle.</summary>
public sealed record Acyclic : Finding
{
    /// <inheritdoc/>
    public override string Text => "No variable causes itself, directly or through others.";
}

/// <summary>Nothing unobserved is missing from the graph.</summary>
/// <param name="Variables">Variables of the graph.</param>
/// <param name="Bidirected">Bidirected edges.</param>
/// <param name="Latent">Latent variables.</param>
public sealed record AllCommonCausesDrawn(int Variables, int Bidirected, int Latent) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The graph shows every common cause of its {Wording.Count(Variables, "variable")}. "
            + $"It has {Wording.Count(Bidirected, "bidirected edge")} and {Wording.Count(Latent, "latent variable")}.";
}

/// <summary>The tests support the graph.</summary>
/// <param name="Tested">Independences tested; at least one.</param>
public sealed record ImpliedIndependencesHold(int Tested) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        Tested == 1
            ? "The one implied independence that was tested holds in the data."
            : $"The {Wording.Count(Tested)} implied independences that were tested hold in the data.";
}

/// <summary>What blocks the non-causal paths.</summary>
/// <param name="Set">The set.</param>
public sealed record PathsBlocked(IReadOnlyList<string> Set) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        Set.Count == 0
            ? "No non-causal path is open, so no adjustment is needed."
            : $"Adjusting for {Wording.And(Set)} blocks every non-causal path.";
}

/// <summary>Adjustment takes nothing of the effect away.</summary>
/// <param name="Set">The set.</param>
public sealed record AdjustedUnaffected(IReadOnlyList<string> Set) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        Set.Count switch
        {
            0 => "Nothing is adjusted for, so no part of the effect is taken away.",
            1 => $"{Set[0]} is not affected by any variable on a causal path.",
            _ => "No adjusted variable is affected by a variable on a causal path.",
        };
}

/// <summary>The set carries the whole effect.</summary>
/// <param name="Set">The front-door set; not empty.</param>
public sealed record FullyMediates(IReadOnlyList<string> Set) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{SetWords.Intercepts(Set)} every causal path.";
}

/// <summary>Neither half of the front door is confounded.</summary>
/// <param name="Query">The query.</param>
/// <param name="Set">The front-door set; not empty.</param>
public sealed record MediationUnconfounded(CausalQuery Query, IReadOnlyList<string> Set) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"No back-door path is open from {Treatments} to {Wording.And(Set)}, "
            + $"nor, given {Treatments}, from {Wording.And(Set)} to {Outcomes}.";
}

/// <summary>The instrument has no way around the treatment.</summary>
/// <param name="Query">The query.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Given">What it is conditioned on; may be empty.</param>
public sealed record Exclusion(CausalQuery Query, string Instrument, IReadOnlyList<string> Given) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text => $"{SetWords.Given(Given)}{Instrument} is connected to {Outcomes} only through {Treatments}.";
}

/// <summary>The effect is linear.</summary>
/// <param name="Query">The query.</param>
public sealed record LinearEffect(CausalQuery Query) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text => $"The effect of {Treatments} on {Outcomes} is linear.";
}

/// <summary>What makes the hedge one.</summary>
public sealed record HedgeSetsAreForests : Finding
{
    /// <inheritdoc/>
    public override string Text => "The two node sets in hedge are c-forests with the same roots.";
}

/// <summary>The data can show every comparison.</summary>
/// <param name="Query">The query.</param>
public sealed record Positivity(CausalQuery Query) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"Every combination of values of {Treatments} and the other variables in the formula has a positive probability.";
}
