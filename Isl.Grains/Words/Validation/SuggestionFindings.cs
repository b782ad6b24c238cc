using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Words.Validation;

/// <summary>An edge to add.</summary>
/// <param name="Edge">The edge.</param>
public sealed record AddEdge(NamedEdge Edge) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Add {EdgeText.Of(Edge)}.";
}

/// <summary>An edge to take out.</summary>
/// <param name="Edge">The edge.</param>
public sealed record RemoveEdge(NamedEdge Edge) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Remove {EdgeText.Of(Edge)}.";
}

/// <summary>The edge is required.</summary>
public sealed record EdgeIsKnown : Finding
{
    /// <inheritdoc/>
    public override string Text => "The context requires it.";
}

/// <summary>The edge is forbidden.</summary>
public sealed record EdgeIsKnownNotToBe : Finding
{
    /// <inheritdoc/>
    public override string Text => "The context forbids it.";
}

/// <summary>The cause comes later.</summary>
/// <param name="Edge">The edge.</param>
public sealed record CauseComesLater(NamedEdge Edge) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Edge.From} comes after {Edge.To} in time.";
}

/// <summary>The equation uses a cause.</summary>
/// <param name="Edge">The edge.</param>
public sealed record EquationUses(NamedEdge Edge) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The equation of {Edge.To} uses {Edge.From}.";
}

/// <summary>The equation does not use a cause.</summary>
/// <param name="Edge">The edge.</param>
public sealed record EquationUsesNot(NamedEdge Edge) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The equation of {Edge.To} does not use {Edge.From}.";
}

/// <summary>The graph would follow the context.</summary>
public sealed record GraphFollows : Finding
{
    /// <inheritdoc/>
    public override string Text => "The graph would agree with the context.";
}

/// <summary>The graph would follow the equations.</summary>
public sealed record GraphFollowsEquations : Finding
{
    /// <inheritdoc/>
    public override string Text => "The graph would agree with the equations.";
}

/// <summary>A common cause to measure.</summary>
/// <param name="Pair">What it causes.</param>
public sealed record MeasureCommonCause(NamedEdge Pair) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Measure the hidden common cause of {Pair.From} and {Pair.To} and add it as a node.";
}

/// <summary>The effect does not follow.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Outcome">The outcome.</param>
public sealed record EffectIsBlocked(string Treatment, string Outcome) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"It keeps the effect of {Treatment} on {Outcome} from being identified.";
}

/// <summary>The effect would follow.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Outcome">The outcome.</param>
public sealed record EffectWouldFollow(string Treatment, string Outcome) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The effect of {Treatment} on {Outcome} would be identifiable; this was checked.";
}

/// <summary>Nothing else changes.</summary>
public sealed record NothingElseChanges : Finding
{
    /// <inheritdoc/>
    public override string Text => "What the graph says of the other variables would stay as it is.";
}

/// <summary>An independence is contradicted.</summary>
/// <param name="Pair">The pair.</param>
/// <param name="PValue">The adjusted p-value.</param>
public sealed record IndependenceContradicted(NamedEdge Pair, double PValue) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The graph makes {Pair.From} and {Pair.To} independent given what separates them, and the rows contradict it "
        + $"(adjusted p-value {Wording.Number(PValue)}). A hidden common cause would explain it as well.";
}

/// <summary>What an edge would leave.</summary>
/// <param name="Left">Contradictions left.</param>
/// <param name="Now">Contradictions now.</param>
public sealed record ContradictionsLeft(int Left, int Now) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Wording.Count(Left)} of {Wording.Count(Now, "contradiction")} would be left; this was computed.";
}

/// <summary>A dependence is not seen.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="PValue">The p-value.</param>
public sealed record DependenceNotSeen(NamedEdge Edge, double PValue) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Given the other causes of {Edge.To}, it does not depend on {Edge.From} in the rows (p-value {Wording.Number(PValue)}).";
}

/// <summary>The graph would fit as well.</summary>
public sealed record FitsAsWell : Finding
{
    /// <inheritdoc/>
    public override string Text => "The graph would fit the rows as well with one edge less.";
}

/// <summary>Where to begin anew.</summary>
public sealed record DiscoverInstead : Finding
{
    /// <inheritdoc/>
    public override string Text => "causal/discover shows which graphs the rows suggest.";
}
