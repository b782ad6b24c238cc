namespace Isl.Grains.Words.Paths;

/// <summary>The methods behind an answer about paths.</summary>
public sealed record PathsBasis : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "Simple paths are found by best-first search over beginnings that can be completed (Hart, Nilsson & Raphael 1968, Lawler 1972). "
        + "Blocking follows Pearl (2009, definition 1.2.3), with bidirected edges as in Richardson (2003). "
        + "Separation over all paths is decided by reachability (Shachter 1998). Every statement is exact, so confidence is 1.";
}

/// <summary>The graph is taken as right.</summary>
public sealed record GraphIsRight : Finding
{
    /// <inheritdoc/>
    public override string Text => "The graph is right: separation in it implies independence in the data (causal Markov condition).";
}

/// <summary>The list of paths ends early.</summary>
/// <param name="Listed">Paths listed.</param>
public sealed record PathListCut(int Listed) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{List} d_separated and open_path take all paths into account, and causal_path_count counts all causal paths.";

    private string List => Listed switch
    {
        0 => "No paths are listed.",
        1 => "Only 1 path is listed.",
        _ => $"Only {Wording.Count(Listed)} paths are listed, short ones first.",
    };
}

/// <summary>Paths run through latent nodes.</summary>
/// <param name="Latent">Latent nodes.</param>
/// <param name="Nodes">All nodes.</param>
public sealed record PathsThroughLatent(int Latent, int Nodes) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{PathWords.Latent(Latent, Nodes)} A path may run through {Wording.Of(Latent, "it", "them")}, "
        + $"but the data do not allow conditioning on {Wording.Of(Latent, "it", "them")}.";
}
