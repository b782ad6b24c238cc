namespace Isl.Grains.Words.Paths;

/// <summary>The size of a graph.</summary>
/// <param name="Nodes">Its nodes.</param>
/// <param name="Directed">Its directed edges.</param>
/// <param name="Bidirected">Its bidirected edges.</param>
/// <param name="Latent">How many of its nodes are latent.</param>
public sealed record GraphSize(int Nodes, int Directed, int Bidirected, int Latent) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        Wording.Paragraph($"The graph has {Wording.Count(Nodes, "node")}{Edges}.", Latent == 0 ? "" : PathWords.Latent(Latent, Nodes));

    private string Edges => (Directed, Bidirected) switch
    {
        (0, 0) => " and no edges",
        (_, 0) => $" and {Wording.Count(Directed, "directed edge")}",
        (0, _) => $" and {Wording.Count(Bidirected, "bidirected edge")}",
        _ => $", {Wording.Count(Directed, "directed edge")} and {Wording.Count(Bidirected, "bidirected edge")}",
    };
}

/// <summary>What the canonical form of a graph is.</summary>
public sealed record CanonicalForm : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "This is the canonical form of the graph, with nodes in ordinal order and edges ascending. "
        + "The hash is computed from it, so it does not depend on how the graph was written.";
}

/// <summary>What kind of graph is kept.</summary>
public sealed record GraphBasis : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "This is an acyclic directed mixed graph, where a bidirected edge stands for an unobserved common cause (Richardson 2003). "
        + "The graph is reproduced, not estimated, so confidence is 1.";
}

/// <summary>A graph written or drawn.</summary>
/// <param name="Nodes">Its nodes.</param>
/// <param name="Edges">Its edges of either kind.</param>
/// <param name="Format">The name of the format.</param>
public sealed record GraphWritten(int Nodes, int Edges, string Format) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"This is the graph of {Wording.Count(Nodes, "node")} and {Wording.Count(Edges, "edge")} in {Format} format.";
}

/// <summary>How to read a document of a graph.</summary>
/// <param name="IsDrawing">It is a drawing, not text that can be read back.</param>
public sealed record DocumentReading(bool IsDrawing) : Finding
{
    /// <inheritdoc/>
    public override string Text => IsDrawing
        ? "Every directed edge points to the right. Edges on causal paths are coloured, "
            + "and so are edges on back-door paths that are open without adjustment."
        : "Reading the text back gives the same graph with the same hash.";
}

/// <summary>Where the form of a document comes from.</summary>
/// <param name="IsDrawing">It is a drawing, not text that can be read back.</param>
public sealed record DocumentBasis(bool IsDrawing) : Finding
{
    /// <inheritdoc/>
    public override string Text => IsDrawing
        ? "This is a layered drawing (Sugiyama, Tagawa & Toda 1981). It shows the graph as it is, so confidence is 1."
        : "The languages are those of dagitty (Textor et al. 2016) and Graphviz. The text is the graph as it is, so confidence is 1.";
}

/// <summary>A graph is too large to be drawn.</summary>
/// <param name="Nodes">Its nodes.</param>
/// <param name="Edges">Its edges of either kind.</param>
/// <param name="MostNodes">Most nodes of a drawing.</param>
/// <param name="MostEdges">Most edges of a drawing.</param>
public sealed record GraphTooLargeToDraw(int Nodes, int Edges, int MostNodes, int MostEdges) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The graph has {Wording.Count(Nodes, "node")} and {Wording.Count(Edges, "edge")}. "
        + $"Drawings are limited to {Wording.Count(MostNodes, "node")} and {Wording.Count(MostEdges, "edge")}. "
        + "Ask for format=dot and lay the graph out with Graphviz, or draw a part of it.";
}

/// <summary>A graph laid out.</summary>
/// <param name="Nodes">Its nodes that are drawn.</param>
/// <param name="Edges">Its edges that are drawn.</param>
/// <param name="Hidden">How many nodes are left out.</param>
public sealed record GraphDrawn(int Nodes, int Edges, int Hidden) : Finding
{
    /// <inheritdoc/>
    public override string Text => Wording.Paragraph(
        $"This is the graph of {Wording.Count(Nodes, "node")} and {Wording.Count(Edges, "edge")}, laid out.",
        Hidden == 0 ? "" : $"{Wording.Count(Hidden, "node")} with no bearing on the effect {(Hidden == 1 ? "is" : "are")} left out.");
}

/// <summary>How to read a layout.</summary>
/// <param name="IsDown">Arrows point down.</param>
/// <param name="Kept">How many nodes stand where the request wants them.</param>
public sealed record LayoutReading(bool IsDown, int Kept) : Finding
{
    /// <inheritdoc/>
    public override string Text => Wording.Paragraph(
        Kept == 0
            ? $"Every directed edge points {(IsDown ? "down" : "to the right")}."
            : $"{Wording.Count(Kept, "node")} {(Kept == 1 ? "stands" : "stand")} where the request wants {(Kept == 1 ? "it" : "them")}.",
        "The role of an edge says whether it lies on a causal path or on a non-causal path that is open without the adjustment or with it. "
        + "Biasing edges lie on a non-causal path that is open with it.");
}

/// <summary>The effect of a graph whose edges are not all directed cannot be marked.</summary>
public sealed record OpenEdgesNotMarked : Finding
{
    /// <inheritdoc/>
    public override string Text => "Some edges have no direction, so no path is marked as causal or confounding.";
}
