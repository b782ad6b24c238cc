namespace Isl.Grains.Words.Experiments;

/// <summary>What setting a variable would direct.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Expected">Edges that it directs on average.</param>
/// <param name="Least">Edges that it directs at least.</param>
/// <param name="Open">Open edges.</param>
public sealed record DirectsEdges(string Variable, double Expected, int Least, int Open) : Finding
{
    /// <inheritdoc/>
    public override string Text => Expected == 0
        ? "No variable that can be set has an open edge, so no experiment directs any."
        : $"Setting {Variable} should direct {Wording.Number(Expected)} of {Wording.Count(Open, "open edge")}, at least "
            + $"{Wording.Count(Least)}.";
}

/// <summary>The graphs that were looked at.</summary>
/// <param name="Members">DAGs of the class.</param>
/// <param name="Open">Open edges.</param>
/// <param name="Variables">Variables that can be set.</param>
public sealed record ClassLookedAt(int Members, int Open, int Variables) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Wording.Count(Members, "directed graph")} {Wording.Of(Members, "agrees", "agree")} with the graph, which "
        + $"leaves {Wording.Count(Open, "edge")} open; {Wording.Count(Variables, "variable")} can be set. All of these graphs count as "
        + "equally likely, and every one was asked what each experiment would show. Confidence 1: the figures are exact for them.";
}

/// <summary>The method.</summary>
public sealed record OrientationBasis : Finding
{
    /// <inheritdoc/>
    public override string Text => "Setting a variable directs its own edges, and others follow by Meek's rules (Hauser and Bühlmann 2014; Meek "
        + "1995); the information is the entropy of what it can show (Lindley 1956).";
}

/// <summary>The class holds.</summary>
public sealed record ClassIsRight : Finding
{
    /// <inheritdoc/>
    public override string Text => "The graph has the right adjacencies and directions and no hidden common causes; setting a variable to values "
        + "other than its usual ones shows which neighbours follow it.";
}

/// <summary>The class is larger than what was looked at.</summary>
/// <param name="Most">How many graphs were looked at.</param>
public sealed record ClassIsLarger(int Most) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"More than {Wording.Count(Most)} directed graphs agree with the graph; the figures are those of the first "
        + $"{Wording.Count(Most)}.";
}
