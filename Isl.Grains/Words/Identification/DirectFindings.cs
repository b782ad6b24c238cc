using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Words.Identification;

/// <summary>A finding about a controlled direct effect.</summary>
/// <param name="Query">The query about treatments and mediators together.</param>
/// <param name="Causes">The treatments alone.</param>
public abstract record DirectFinding(CausalQuery Query, IReadOnlyList<string> Causes) : EffectFinding(Query)
{
    /// <summary>The treatments alone, as a list.</summary>
    protected string CausesAlone => Wording.And(Causes);

    /// <summary>What is held fixed, as a list.</summary>
    protected string Held => Wording.And(Query.Direct!.Mediators!.Value);

    /// <summary>How many variables are held fixed.</summary>
    protected int HeldCount => Query.Direct!.Mediators!.Value.Length;
}

/// <summary>What a controlled direct effect is.</summary>
/// <param name="Query">The query about treatments and mediators together.</param>
/// <param name="Causes">The treatments alone.</param>
public sealed record MediatorsHeld(CausalQuery Query, IReadOnlyList<string> Causes) : DirectFinding(Query, Causes)
{
    /// <inheritdoc/>
    public override string Text => HeldCount == 0 ? ""
        : $"The direct effect compares values of {CausesAlone} while {Held} "
            + $"{Wording.Of(HeldCount, "is set to one value", "are set to fixed values")}: it is a contrast of {Effect}, "
            + $"and can differ from one value of {Held} to another.";
}

/// <summary>Every causal path runs through what is held fixed.</summary>
/// <param name="Query">The query about treatments and mediators together.</param>
/// <param name="Causes">The treatments alone.</param>
public sealed record NoDirectEffect(CausalQuery Query, IReadOnlyList<string> Causes) : DirectFinding(Query, Causes)
{
    /// <inheritdoc/>
    public override string Text =>
        $"{CausesAlone} {Wording.Of(Causes.Count, "has", "have")} no direct effect on {Outcomes} while {Held} "
        + $"{Wording.Of(HeldCount, "is", "are")} held fixed: no causal path leads past {Wording.Of(HeldCount, "it", "them")}.";
}

/// <summary>There is no mediator to hold fixed.</summary>
/// <param name="Query">The query about treatments and mediators together.</param>
/// <param name="Causes">The treatments alone.</param>
/// <param name="IsNamed">The question names no mediator, rather than leaving them open.</param>
public sealed record NothingHeld(CausalQuery Query, IReadOnlyList<string> Causes, bool IsNamed) : DirectFinding(Query, Causes)
{
    /// <inheritdoc/>
    public override string Text => IsNamed
        ? "The list of mediators is empty, so nothing is held fixed: this is the total effect."
        : $"No observed variable lies on a causal path from {CausesAlone} to {Outcomes}, so nothing is held fixed: this is the total effect.";
}

/// <summary>The direct effect holds more than one edge.</summary>
/// <param name="Query">The query about treatments and mediators together.</param>
/// <param name="Path">A longer path that is part of it.</param>
public sealed record PathPastMediators(CausalQuery Query, string Path) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Path} runs through nothing that is held fixed, so it is part of this direct effect.";
}
