using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Words.Identification;

/// <summary>What selected data are.</summary>
/// <param name="Selected">What they are selected on; not empty.</param>
public sealed record DataAreSelected(IReadOnlyList<string> Selected) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The data hold only units selected on {Wording.And(Selected)}. Every distribution here is one among these units, and every set and "
            + $"independence "
        + $"holds with {Wording.And(Selected)} conditioned on besides.";
}

/// <summary>Selection that no adjustment repairs.</summary>
/// <param name="Query">The query.</param>
/// <param name="Selected">What the data are selected on; not empty.</param>
public sealed record SelectionBarsAdjustment(CausalQuery Query, IReadOnlyList<string> Selected) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"The data are selected on {Wording.And(Selected)}, which depends on {Outcomes} in a way that {Treatments} "
        + $"{Verb("does", "do")} not account for, so no adjustment within the selected units gives the effect.";
}

/// <summary>Selection that keeps an effect from being computed, though it could be from all units.</summary>
/// <param name="Query">The query.</param>
/// <param name="Selected">What the data are selected on; not empty.</param>
/// <param name="IsByOutcome">An outcome affects it.</param>
public sealed record SelectionInTheWay(CausalQuery Query, IReadOnlyList<string> Selected, bool IsByOutcome) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text => IsByOutcome
        ? $"{Outcomes} {Wording.Of(Query.Outcomes.Length, "affects", "affect")} {Wording.And(Selected)}, on which the data are selected, so the "
            + $"selected "
            + $"units do not show how often each value of {Outcomes} occurs. {Effect} could be computed only from unselected data."
        : $"{Effect} could be computed from unselected data, but the formula holds distributions that selection on {Wording.And(Selected)} changes.";
}

/// <summary>Selection leaves it open whether an effect can be computed.</summary>
/// <param name="Query">The query.</param>
public sealed record UndecidedInSelectedData(CausalQuery Query) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text => $"No method tried recovers {SubjectWithin} from the selected data. Whether another does was not decided.";
}

/// <summary>Instruments are not searched for in selected data.</summary>
public sealed record NoInstrumentsInSelectedData : Finding
{
    /// <inheritdoc/>
    public override string Text => "Instruments are not searched for in selected data: selection can connect an instrument with the outcome.";
}

/// <summary>No set is called optimal in selected data.</summary>
public sealed record NoOptimumInSelectedData : Finding
{
    /// <inheritdoc/>
    public override string Text => "Which set has the lowest variance is not known in selected data.";
}

/// <summary>A treatment or outcome is not observed.</summary>
/// <param name="Names">Which; not empty.</param>
public sealed record RoleIsLatent(IReadOnlyList<string> Names) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Wording.And(Names)} {Wording.Of(Names.Count, "is", "are")} not observed, and no formula over observed variables holds "
        + $"{Wording.Of(Names.Count, "it", "them")}. Measure {Wording.Of(Names.Count, "it", "them")}, or ask about an observed stand-in.";
}
