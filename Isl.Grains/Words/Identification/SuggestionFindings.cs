using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Words.Identification;

/// <summary>Advice to measure a latent variable.</summary>
/// <param name="Variable">The variable.</param>
public sealed record MeasureLatent(string Variable) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Measure {Variable}.";
}

/// <summary>What measuring it gives.</summary>
/// <param name="Query">The query.</param>
/// <param name="Variable">The variable.</param>
public sealed record IdentifiableOnceObserved(CausalQuery Query, string Variable) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text => $"Once {Variable} is observed, {Effect} is identifiable.";
}

/// <summary>Advice to measure the cause behind a bidirected edge.</summary>
/// <param name="A">One end.</param>
/// <param name="B">The other end.</param>
public sealed record MeasureCommonCause(string A, string B) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Measure the common cause of {A} and {B}.";
}

/// <summary>What measuring it gives.</summary>
/// <param name="Query">The query.</param>
/// <param name="A">One end.</param>
/// <param name="B">The other end.</param>
public sealed record IdentifiableOnceCauseMeasured(CausalQuery Query, string A, string B) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text => $"Once {NameText.InPath(A)} <-> {NameText.InPath(B)} is replaced by a measured common cause of both, {Effect} "
        + $"is identifiable.";
}

/// <summary>Advice to measure a mediator.</summary>
/// <param name="From">Start of the edge it mediates.</param>
/// <param name="To">End of the edge.</param>
public sealed record MeasureMediator(string From, string To) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Measure a mediator between {From} and {To}. It must carry all of {NameText.InPath(From)} -> {NameText.InPath(To)} and share no "
            + $"unobserved cause with other variables.";
}

/// <summary>What measuring it gives.</summary>
/// <param name="Query">The query.</param>
/// <param name="From">Start of the edge.</param>
/// <param name="Mediator">The new variable.</param>
/// <param name="To">End of the edge.</param>
public sealed record IdentifiableOnceMediated(CausalQuery Query, string From, string Mediator, string To) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text => $"Once {NameText.InPath(From)} -> {NameText.InPath(To)} is replaced by "
            + $"{NameText.InPath(From)} -> {NameText.InPath(Mediator)} -> {NameText.InPath(To)}, {Effect} is identifiable.";
}

/// <summary>Advice to run an experiment.</summary>
/// <param name="Variables">What is randomised; not empty.</param>
public sealed record Randomise(IReadOnlyList<string> Variables) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Randomise {Wording.And(Variables)} in an experiment.";
}

/// <summary>What the experiment gives.</summary>
/// <param name="Query">The query.</param>
/// <param name="Variables">What is randomised; not empty.</param>
public sealed record IdentifiableOnceRandomised(CausalQuery Query, IReadOnlyList<string> Variables) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"Assigning {Wording.And(Variables)} at random removes every arrow into {Wording.Of(Variables.Count, "it", "them")}. "
            + $"{Effect} is then identifiable from the data of the experiment.";
}

/// <summary>Advice to find an instrument.</summary>
/// <param name="Query">The query.</param>
public sealed record FindInstrument(CausalQuery Query) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"Find an instrument: a measured variable that affects {Treatments} and is connected to {Outcomes} in no other way.";
}

/// <summary>What the instrument gives.</summary>
/// <param name="Query">The query.</param>
/// <param name="Instrument">The new variable.</param>
public sealed record IdentifiableByNewInstrument(CausalQuery Query, string Instrument) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"Once {NameText.InPath(Instrument)} -> {NameText.InPath(Query.Treatments[0])} is added, the ratio of two covariances identifies the "
            + $"effect if it is linear. "
            + "The status is then uncertain, because a nonlinear effect is still not identifiable.";
}
