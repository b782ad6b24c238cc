using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Words.Paths;

/// <summary>What is said about a class holds in each of its members.</summary>
public sealed record HoldsInEveryMember : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "The graph has edges without a direction and stands for several DAGs. All of them imply the same independences, so this holds in every one. "
        + "A path is shown as it runs in one of them.";
}

/// <summary>What is said of the paths of a class.</summary>
public sealed record PathsOfClass : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "The graph has edges without a direction and stands for several DAGs. Listed are the paths of definite status, on which each inner node is a "
        + "collider in every one of these DAGs or in none; where another path is open in one of them, so is a listed one. What is said of a path "
        + "holds in every DAG; possibly_causal and possibly_open mark what holds in some of them and not in others.";
}

/// <summary>Whether treatments and outcomes are separated in every member of a class, and how many of the listed paths are open.</summary>
/// <param name="From">The treatments.</param>
/// <param name="To">The outcomes.</param>
/// <param name="Given">What is conditioned on.</param>
/// <param name="OpenPath">An open path; null where there is none.</param>
/// <param name="Counts">The listed paths.</param>
/// <param name="IsCut">There are, or may be, paths that are not listed.</param>
public sealed record ClassPathsSummary(
    IReadOnlyList<string> From,
    IReadOnlyList<string> To,
    IReadOnlyList<string> Given,
    string? OpenPath,
    PathCounts Counts,
    bool IsCut) : Finding
{
    /// <inheritdoc/>
    public override string Text => OpenPath switch
    {
        null when Counts.All == 0 && !IsCut => $"There is no path between {PathWords.Side(From)} and {PathWords.Side(To)}, so they are d-separated.",
        null => $"{Relation} in every DAG that the graph stands for.",
        _ => Wording.Paragraph($"{Relation} in every DAG that the graph stands for: {OpenPath} is open.", Open),
    };

    private string Relation => PathWords.Relation(From, To, Given, OpenPath is null);

    private string Open => Counts.All < 2 ? ""
        : $"Of the {Wording.Count(Counts.All)} paths listed, {Wording.Count(Counts.Open)} {Wording.Of(Counts.Open, "is", "are")} open in all of "
            + "them.";
}

/// <summary>The listed paths of a class by kind.</summary>
/// <param name="From">The treatments.</param>
/// <param name="Counts">The listed paths.</param>
public sealed record ListedClassPaths(IReadOnlyList<string> From, PathCounts Counts) : Finding
{
    /// <inheritdoc/>
    public override string Text => Kinds.Count == 0
        ? "No paths are listed."
        : Wording.Paragraph($"The list holds {Wording.And(Kinds)}.", Possibly);

    private List<string> Kinds =>
    [
        .. new[]
        {
            (Counts.Causal, "path that is causal in every DAG", "paths that are causal in every DAG"),
            (Counts.PossiblyCausal ?? 0, "possibly causal path", "possibly causal paths"),
            (Counts.Backdoor, "back-door path", "back-door paths"),
            (Counts.Noncausal, "other non-causal path", "other non-causal paths"),
        }.Where(kind => kind.Item1 > 0).Select(kind => Wording.Count(kind.Item1, kind.Item2, kind.Item3)),
    ];

    private string Possibly => Counts.PossiblyCausal is null or 0
        ? ""
        : $"A possibly causal path begins with an edge at {(From.Count == 1 ? From[0] : "a treatment")} that has no direction: it is causal in the "
            + "DAGs that direct this edge forward, and a back-door path in the others.";
}

/// <summary>The methods behind an answer about paths in a class.</summary>
public sealed record ClassPathsBasis : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "Edges that all DAGs of the class direct alike are directed first (Meek 1995). Paths of definite status and possibly causal paths follow "
        + "Perković, Textor, Kalisch & Maathuis (2018) and Perković, Kalisch & Maathuis (2017). "
        + "Separation is the same in all of these DAGs and is decided by reachability (Shachter 1998). Every statement is exact, so confidence is 1.";
}

/// <summary>The list of paths of a class ends early.</summary>
/// <param name="Listed">Paths listed.</param>
public sealed record ClassPathListCut(int Listed) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{(Listed == 0 ? "No paths are listed." : $"The list ends after {Wording.Count(Listed, "path")}, short ones first.")} "
        + "d_separated and open_path take all paths into account.";
}

/// <summary>Graphs with open edges are not drawn.</summary>
public sealed record OpenEdgesNotDrawn : Finding
{
    /// <inheritdoc/>
    public override string Text => "Graphs with edges without a direction are not drawn; ask for the format json, dagitty or dot.";
}
