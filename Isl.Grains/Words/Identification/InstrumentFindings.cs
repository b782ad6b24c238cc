using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Words.Identification;

/// <summary>Instruments need a single treatment and outcome.</summary>
public sealed record OneTreatmentOneOutcome : Finding
{
    /// <inheritdoc/>
    public override string Text => "Instruments are searched for only when there is one treatment and one outcome.";
}

/// <summary>An instrument and why it is one.</summary>
/// <param name="Query">The query.</param>
/// <param name="Variable">The instrument.</param>
/// <param name="Given">What it is conditioned on; may be empty.</param>
public sealed record InstrumentFound(CausalQuery Query, string Variable, IReadOnlyList<string> Given) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"{SetWords.Given(Given)}{Variable} is associated with {Treatments} and connected to {Outcomes} only through {Treatments}. "
            + "This identifies the effect if it is linear.";
}

/// <summary>There is no instrument.</summary>
/// <param name="Query">The query.</param>
public sealed record NoInstrument(CausalQuery Query) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"No observed variable is associated with {Treatments} and connected to {Outcomes} only through {Treatments}.";
}

/// <summary>The search for instruments ended early with none.</summary>
public sealed record InstrumentUndecided : Finding
{
    /// <inheritdoc/>
    public override string Text => "The search for instruments ended before one was found.";
}
