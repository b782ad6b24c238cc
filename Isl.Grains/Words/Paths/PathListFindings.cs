using System.Globalization;
using System.Numerics;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Words.Paths;

/// <summary>Whether treatments and outcomes are separated, and how many of the listed paths are open.</summary>
/// <param name="From">The treatments.</param>
/// <param name="To">The outcomes.</param>
/// <param name="Given">What is conditioned on.</param>
/// <param name="OpenPath">An open path; null where there is none.</param>
/// <param name="Counts">The listed paths.</param>
/// <param name="IsCut">There are, or may be, paths that are not listed.</param>
public sealed record PathsSummary(
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
        null when Listed == 0 && !IsCut => $"There is no path between {PathWords.Side(From)} and {PathWords.Side(To)}, so they are d-separated.",
        null => $"{Relation}: every path between them is blocked.",
        _ when IsCut => Wording.Paragraph($"{Relation}: {OpenPath} is open.", OpenOfListed),
        _ when Listed == 1 => $"{Relation}: {OpenPath}, the only path between them, is open.",
        _ when Counts.Open == 1 => $"{Relation}. 1 of the {Wording.Count(Listed)} paths between them is open: {OpenPath}.",
        _ when Counts.Open == Listed => $"{Relation}: {All} paths between them are open, such as {OpenPath}.",
        _ => $"{Relation}: {Wording.Count(Counts.Open)} of the {Wording.Count(Listed)} paths between them are open, such as {OpenPath}.",
    };

    private int Listed => Counts.All;

    private string Relation => PathWords.Relation(From, To, Given, OpenPath is null);

    private string All => Listed == 2 ? "both" : $"all {Wording.Count(Listed)}";

    private string OpenOfListed => (Listed, Counts.Open) switch
    {
        (0, _) => "",
        (1, 0) => "The path listed is blocked.",
        (1, _) => "The path listed is open.",
        (_, 0) => $"All {Wording.Count(Listed)} paths listed are blocked.",
        _ => $"Of the {Wording.Count(Listed)} paths listed, {Wording.Count(Counts.Open)} {Wording.Of(Counts.Open, "is", "are")} open.",
    };
}

/// <summary>The listed paths by kind.</summary>
/// <param name="From">The treatments.</param>
/// <param name="Counts">The listed paths.</param>
public sealed record ListedPaths(IReadOnlyList<string> From, PathCounts Counts) : Finding
{
    /// <inheritdoc/>
    public override string Text => Kinds.Count == 0
        ? "No paths are listed."
        : Wording.Paragraph($"The list holds {Wording.And(Kinds)}.", Backdoor, Other);

    private List<string> Kinds =>
    [
        .. new[]
        {
            (Counts.Causal, "causal path"),
            (Counts.Backdoor, "back-door path"),
            (Counts.Noncausal, Counts.Backdoor == 0 ? "non-causal path" : "other non-causal path"),
        }.Where(kind => kind.Item1 > 0).Select(kind => Wording.Count(kind.Item1, kind.Item2)),
    ];

    private string Start => From.Count == 1 ? From[0] : "a treatment";

    private string Backdoor => Counts.Backdoor switch
    {
        0 => "",
        1 => $"The back-door path starts with an edge into {Start}.",
        _ => $"Back-door paths start with an edge into {Start}.",
    };

    private string Other => Counts.Noncausal == 0
        ? ""
        : $"The {(Counts.Backdoor == 0 ? "" : "other ")}non-causal {Wording.Of(Counts.Noncausal, "path starts", "paths start")} "
            + $"with an edge out of {Start} and {Wording.Of(Counts.Noncausal, "turns", "turn")} back later.";
}

/// <summary>Number of causal paths, listed or not.</summary>
/// <param name="Count">The number; null where it has more than a thousand digits.</param>
public sealed record CausalPathTotal(BigInteger? Count) : Finding
{
    private const int DigitsInWords = 15;

    /// <inheritdoc/>
    public override string Text => Count is { IsOne: true } ? "There is 1 causal path in all." : $"There are {Amount} causal paths in all.";

    private string Amount => Count?.ToString(CultureInfo.InvariantCulture) switch
    {
        null => "more than 10^1000",
        "0" => "no",
        { Length: > DigitsInWords } digits => $"about {digits[0]}.{digits[1]} × 10^{digits.Length - 1}",
        _ => Wording.Count((long)Count.Value),
    };
}

/// <summary>What blocks a path.</summary>
/// <param name="Given">What is conditioned on.</param>
public sealed record BlockingRule(IReadOnlyList<string> Given) : Finding
{
    /// <inheritdoc/>
    public override string Text => Given.Count == 0
        ? "Without conditioning, only a collider blocks a path."
        : $"A path is blocked by a non-collider in {Wording.Set(Given)}, "
            + "and by a collider unless it or one of its descendants is in that set.";
}
