namespace Isl.Grains.Words.Validation;

/// <summary>Whether the effect is stated.</summary>
/// <param name="Treatment">The treatment; null where it is not.</param>
/// <param name="Outcome">The outcome; null where it is not.</param>
public sealed record EffectStated(string? Treatment, string? Outcome) : Finding
{
    /// <inheritdoc/>
    public override string Text => (Treatment, Outcome) switch
    {
        ({ } treatment, { } outcome) => $"The graph is meant for the effect of {treatment} on {outcome}.",
        (null, null) => "No treatment and outcome are named; a graph is judged by the question it is for.",
        _ => $"Only the {(Treatment is null ? "outcome" : "treatment")} is named.",
    };
}

/// <summary>Whether hidden causes are drawn.</summary>
/// <param name="AreDrawn">Whether they are.</param>
public sealed record HiddenDrawn(bool AreDrawn) : Finding
{
    /// <inheritdoc/>
    public override string Text => AreDrawn ? "Hidden common causes are drawn."
        : "No hidden common cause is drawn, so the graph claims that there is none.";
}

/// <summary>Whether an order in time is stated.</summary>
/// <param name="Placed">Nodes that have a place in it.</param>
/// <param name="All">All nodes.</param>
public sealed record TimeStated(int Placed, int All) : Finding
{
    /// <inheritdoc/>
    public override string Text => Placed == 0 ? "No order in time is stated."
        : $"{Wording.Count(Placed)} of {Wording.Count(All, "node")} {Wording.Of(Placed, "has", "have")} a place in time.";
}
