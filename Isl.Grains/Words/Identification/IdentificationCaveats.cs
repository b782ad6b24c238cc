using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Words.Identification;

/// <summary>What conditions do not apply to.</summary>
public enum UnconditionalPart
{
    /// <summary>Adjustment sets.</summary>
    AdjustmentSets,

    /// <summary>Front-door sets.</summary>
    FrontDoorSets,

    /// <summary>Instruments.</summary>
    Instruments,

    /// <summary>All three.</summary>
    All,
}

/// <summary>Criteria are about the effect without its conditions.</summary>
/// <param name="Part">What is.</param>
public sealed record AppliesUnconditionally(UnconditionalPart Part) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Subject} apply to the effect without its conditions.";

    private string Subject => Part switch
    {
        UnconditionalPart.AdjustmentSets => "Adjustment sets",
        UnconditionalPart.FrontDoorSets => "Front-door sets",
        UnconditionalPart.Instruments => "Instruments",
        _ => "Adjustment sets, front-door sets and instruments",
    };
}

/// <summary>The list of adjustment sets may be cut.</summary>
/// <param name="Listed">Sets listed.</param>
public sealed record MoreAdjustmentSets(int Listed) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        Listed switch
        {
            0 => "Minimal adjustment sets may exist, although none is listed.",
            1 => "There may be minimal adjustment sets besides the one listed.",
            _ => $"There may be minimal adjustment sets besides the {Wording.Count(Listed)} listed.",
        };
}

/// <summary>The graph has no causal path.</summary>
/// <param name="Query">The query.</param>
public sealed record NoCausalPath(CausalQuery Query) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text => $"No causal path leads from {Treatments} to {Outcomes}, so the graph implies that the effect is zero.";
}

/// <summary>What an instrument rests on.</summary>
/// <param name="HasHedge">The effect is known not to be identifiable otherwise.</param>
public sealed record InstrumentNeedsLinearity(bool HasHedge) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "The instrument identifies the effect only if it is linear. "
            + (HasHedge
                ? "Without linearity the effect is not identifiable."
                : "Whether the effect is identifiable without linearity was not decided.");
}

/// <summary>The formula is no adjustment.</summary>
public sealed record LongerFormula : Finding
{
    /// <inheritdoc/>
    public override string Text => "No adjustment set exists, so the effect has to be computed by a longer formula.";
}

/// <summary>The formula is not written.</summary>
public sealed record FormulaOmitted : Finding
{
    /// <inheritdoc/>
    public override string Text => "The effect is identifiable, but its formula is too long to write out.";
}

/// <summary>The hedge is about conditions turned into interventions.</summary>
/// <param name="Conditions">The conditions; not empty.</param>
public sealed record ConditionsExchanged(IReadOnlyList<string> Conditions) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        Conditions.Count == 1
            ? $"The hedge treats the condition {Conditions[0]} as an intervention: observing it and setting it are equivalent here."
            : $"The hedge treats the conditions {Wording.And(Conditions)} as interventions: observing them and setting them are equivalent here.";
}
