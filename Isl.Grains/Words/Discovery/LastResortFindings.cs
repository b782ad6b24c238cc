namespace Isl.Grains.Words.Discovery;

/// <summary>The answer when no search ran: a graph of required and stated edges.</summary>
/// <param name="Edges">How many.</param>
public sealed record NothingLearned(int Edges) : Finding
{
    /// <inheritdoc/>
    public override string Text => Edges == 0
        ? "Nothing was learned from the data, and there is no prior knowledge to draw edges from."
        : $"Nothing was learned from the data. The graph shows {Wording.Count(Edges, "edge")} of the prior knowledge.";
}

/// <summary>What the last resort claims.</summary>
/// <param name="Floor">Its confidence.</param>
public sealed record FloorConfidence(double Floor) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"A confidence of {Wording.Exact(Floor)} is the floor: no search ran on the data.";
}

/// <summary>The method of the last resort.</summary>
public sealed record PriorKnowledgeBasis : Finding
{
    /// <inheritdoc/>
    public override string Text => "Prior knowledge alone.";
}

/// <summary>What the edges of the last resort are.</summary>
/// <param name="Edges">How many.</param>
public sealed record OnlyPriorEdges(int Edges) : Finding
{
    /// <inheritdoc/>
    public override string Text => Edges == 0
        ? "The graph has no edges, because the data were not used and no edge is required or stated."
        : $"The data were not used. {(Edges == 1 ? "The only edge is" : $"All {Wording.Count(Edges)} edges are")} required or stated.";
}
