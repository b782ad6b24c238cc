namespace Isl.Grains.Words.Effects;

/// <summary>Nodes of the graph that the table has no column for.</summary>
/// <param name="Nodes">Their names.</param>
public sealed record UnmeasuredNodes(IReadOnlyList<string> Nodes) : Finding
{
    /// <inheritdoc/>
    public override string Text => Nodes.Count == 1
        ? $"{Nodes[0]} has no column, so it counts as unmeasured."
        : $"{Wording.Some(Nodes, 10)} have no column, so they count as unmeasured.";
}

/// <summary>No set of columns blocks every non-causal path.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Outcome">The outcome.</param>
public sealed record NoAdjustmentSet(string Treatment, string Outcome) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"No set of measured variables blocks every non-causal path from {Treatment} to {Outcome}.";
}

/// <summary>No mediators meet the front-door criterion.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Outcome">The outcome.</param>
public sealed record NoFrontDoorSet(string Treatment, string Outcome) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"No measured variables meet the front_door criterion for {Treatment} and {Outcome}.";
}

/// <summary>The ID algorithm gives no formula.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Outcome">The outcome.</param>
public sealed record NoFormula(string Treatment, string Outcome) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"No formula over the measured variables gives the effect of {Treatment} on {Outcome}.";
}

/// <summary>There is a formula, but columns with too many values to count by.</summary>
/// <param name="Variables">The variables of the formula.</param>
public sealed record FormulaNeedsLevels(IReadOnlyList<string> Variables) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The formula needs levels to count by, and {Wording.Some(Variables, 10)} have too many values; group their values into a few levels.";
}

/// <summary>The graph has no instrument among the columns.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Outcome">The outcome.</param>
public sealed record NoUsableInstrument(string Treatment, string Outcome) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The graph has no measured instrument for the effect of {Treatment} on {Outcome}.";
}
