namespace Isl.Grains.Words.Discovery;

/// <summary>Time ran out before all resamples were fitted.</summary>
/// <param name="Done">Resamples fitted.</param>
/// <param name="Wanted">Resamples wanted.</param>
public sealed record ResamplesCutShort(int Done, int Wanted) : Finding
{
    /// <inheritdoc/>
    public override string Text => Done == 0
        ? $"The time budget was spent before any of {Wording.Count(Wanted, "resample")} was fitted."
        : $"The time budget was spent after {Wording.Count(Done)} of {Wording.Count(Wanted, "resample")}, and shares rest on those.";
}

/// <summary>Resamples that could not be fitted.</summary>
/// <param name="Count">How many; at least one.</param>
public sealed record UnusableResamples(int Count) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Wording.Count(Count, "resample")} {Wording.Of(Count, "was", "were")} left out, because a column held a single value in "
        + $"{Wording.Of(Count, "it", "them")} or the arithmetic broke down.";
}

/// <summary>Resamples behind shares that are pooled with sentences.</summary>
/// <param name="Done">Resamples fitted.</param>
public sealed record ResamplesDrawn(int Done) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Wording.Count(Done, "resample")} {Wording.Of(Done, "was", "were")} drawn.";
}

/// <summary>Edges that most resamples hold and the graph does not.</summary>
/// <param name="Edges">The edges, with their shares; at least one, strongest first.</param>
public sealed record EdgesOfResamplesOnly(IReadOnlyList<(string Edge, double Share)> Edges) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"More than half of the resamples hold {Wording.Of(Edges.Count, "an edge", "edges")} that the graph does not: "
        + $"{Wording.Some([.. Edges.Select(edge => $"{edge.Edge} ({Wording.Number(Math.Round(edge.Share, 2))})")])}.";
}

/// <summary>Resamples were asked for, and a simpler method answered.</summary>
public sealed record NothingResampled : Finding
{
    /// <inheritdoc/>
    public override string Text => "Nothing was resampled, because a simpler method answered.";
}
