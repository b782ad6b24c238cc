namespace Isl.Grains.Words.Discovery;

/// <summary>The correlation method.</summary>
public sealed record CorrelationBasis : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "Correlation skeleton with Fisher's z tests given single variables, unshielded colliders oriented (Spirtes & Glymour 1991). "
        + SearchWords.Weights;
}

/// <summary>What the correlation method found.</summary>
/// <param name="Edges">Edges.</param>
/// <param name="Settled">Edges whose direction follows from colliders or prior knowledge.</param>
/// <param name="Threshold">Least absolute correlation.</param>
/// <param name="HasRequired">Prior knowledge requires some of them.</param>
public sealed record CorrelationRan(int Edges, int Settled, double Threshold, bool HasRequired) : Finding
{
    /// <inheritdoc/>
    public override string Text => Edges == 0
        ? $"No pair has a correlation of at least {Wording.Exact(Threshold)} in absolute value that remains given every single other variable."
        : $"{Wording.Count(Edges, "pair")} {Wording.Of(Edges, "has", "have")} a correlation of at least {Wording.Exact(Threshold)} in absolute "
            + $"value that remains given every single other variable"
            + $"{(HasRequired ? $", or {Wording.Of(Edges, "is", "are")} required" : "")}. {Directions}";

    private string Directions => Settled switch
    {
        0 => "No direction follows from colliders or prior knowledge.",
        _ when Settled == Edges => $"{(Edges == 1 ? "Its direction follows" : "All directions follow")} from colliders or prior knowledge.",
        _ => $"{Wording.Count(Settled, "direction")} {Wording.Of(Settled, "follows", "follow")} from colliders or prior knowledge.",
    };
}

/// <summary>Edges that are directed for want of anything better as the columns stand.</summary>
/// <param name="Edges">The edges; at least one.</param>
public sealed record DirectionsByColumn(IReadOnlyList<string> Edges) : Finding
{
    /// <inheritdoc/>
    public override string Text => Edges.Count == 1
        ? $"The data do not settle the direction of {Edges[0]}. It follows the order of the columns."
        : $"The data do not settle the directions of {Wording.Some(Edges)}. They follow the order of the columns.";
}
