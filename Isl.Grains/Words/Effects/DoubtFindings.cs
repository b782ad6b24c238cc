using System.Collections.Immutable;

namespace Isl.Grains.Words.Effects;

/// <summary>How strong a hidden confounder would have to be.</summary>
/// <param name="Robustness">The robustness value.</param>
/// <param name="Reduction">The share of the estimate that it takes away.</param>
/// <param name="Treatment">The treatment.</param>
/// <param name="Outcome">The outcome.</param>
public sealed record RobustnessStatement(double Robustness, double Reduction, string Treatment, string Outcome) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"A hidden confounder that explains {Wording.Percent(Robustness)} of what the covariates leave of both {Treatment} and {Outcome} would "
            + $"take away "
        + $"{(Reduction == 1 ? "the whole estimate" : $"{Wording.Percent(Reduction)} of the estimate")}; weaker ones would not. This is of the "
        + $"linear "
        + "regression with classical errors.";
}

/// <summary>How many times as strong as a covariate takes an estimate away.</summary>
/// <param name="Variable">The covariate.</param>
/// <param name="K">How many times; null where none can.</param>
public sealed record TippingStatement(string Variable, double? K) : Finding
{
    /// <inheritdoc/>
    public override string Text => K is { } times
        ? $"A hidden confounder {Wording.Number(times)} times as strong as {Variable} would take the estimate away."
        : $"No hidden confounder that is a multiple of {Variable} could take the estimate away.";
}

/// <summary>What bounds rest on, and how they are reached.</summary>
public abstract record BoundsFinding : Finding
{
    /// <summary>How the bounds can be reached.</summary>
    public abstract string AttainedBy { get; }
}

/// <summary>Bounds that hold whatever the confounding.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Outcome">The outcome.</param>
public sealed record BoundsWithoutAssumptions(string Treatment, string Outcome) : BoundsFinding
{
    /// <inheritdoc/>
    public override string Text => "None beyond the rows being a fair sample.";

    /// <inheritdoc/>
    public override string AttainedBy =>
        $"The lower bound if every row would have had the worse {Outcome} at the level of {Treatment} that it did not have, the upper one if "
            + $"every row "
        + "would have had the better.";
}

/// <summary>Bounds where the treatment never lowers the outcome.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Outcome">The outcome.</param>
public sealed record BoundsMonotone(string Treatment, string Outcome) : BoundsFinding
{
    /// <inheritdoc/>
    public override string Text => $"{Treatment} never lowers {Outcome} for anyone.";

    /// <inheritdoc/>
    public override string AttainedBy => $"The lower bound if {Treatment} changes nothing, the upper one if it helps every row that it could have "
        + $"helped.";
}

/// <summary>Bounds by an instrument.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Treatment">The treatment.</param>
/// <param name="Outcome">The outcome.</param>
public sealed record BoundsByInstrument(string Instrument, string Treatment, string Outcome) : BoundsFinding
{
    /// <inheritdoc/>
    public override string Text => $"{Instrument} reaches {Outcome} through {Treatment} alone and shares no cause with either.";

    /// <inheritdoc/>
    public override string AttainedBy =>
        $"A mixture of the ways to respond to {Instrument} and {Treatment} that gives the frequencies seen (Balke and Pearl 1997).";
}

/// <summary>Bounds by the response types of a graph.</summary>
/// <param name="Nodes">The nodes that were measured.</param>
/// <param name="IsSharp">Whether no better ones can be given.</param>
public sealed record BoundsByResponseTypes(ImmutableArray<string> Nodes, bool IsSharp) : BoundsFinding
{
    /// <inheritdoc/>
    public override string Text => $"The graph; {Wording.And(Nodes)} as they were measured, and hidden causes of any kind where it has them.";

    /// <inheritdoc/>
    public override string AttainedBy => IsSharp
        ? $"Populations with this graph that give the frequencies seen of {Wording.And(Nodes)} (Sachs et al. 2023)."
        : "Perhaps by no population: not all that the graph says could be used.";
}
