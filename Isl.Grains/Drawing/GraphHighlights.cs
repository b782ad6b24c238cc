namespace Isl.Grains.Drawing;

/// <summary>What a drawing colours. Edges are positions in the graph's lists of directed and bidirected edges.</summary>
/// <param name="Marks">Treatments, outcomes and what is adjusted for.</param>
/// <param name="Causal">Directed edges on causal paths.</param>
/// <param name="Confounding">Directed edges on confounding paths.</param>
/// <param name="ConfoundingBidirected">Bidirected edges on confounding paths.</param>
/// <param name="Adjustment">The set that is marked as adjusted for, in words; null where there is nothing to say.</param>
public sealed record GraphHighlights(
    GraphMarks Marks,
    IReadOnlySet<int> Causal,
    IReadOnlySet<int> Confounding,
    IReadOnlySet<int> ConfoundingBidirected,
    string? Adjustment)
{
    /// <summary>Nothing is coloured.</summary>
    public static GraphHighlights None { get; } = new(GraphMarks.None, new HashSet<int>(), new HashSet<int>(), new HashSet<int>(), null);
}
