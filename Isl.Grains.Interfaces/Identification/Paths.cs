using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Isl.Grains.Interfaces.Identification;

/// <summary>
/// Along which paths can association flow from treatments to outcomes? Names are in ordinal order, so that one question has one form.
/// </summary>
/// <param name="Treatments">Where paths start; at least one.</param>
/// <param name="Outcomes">Where they end; at least one, none of them a treatment.</param>
/// <param name="Given">The conditioning set, disjoint from both.</param>
/// <param name="MaxPaths">Most paths to list.</param>
[GenerateSerializer, Immutable, Alias("isl.paths-question.v1")]
public sealed record PathsQuestion(
    [property: Id(0)] ImmutableArray<string> Treatments,
    [property: Id(1)] ImmutableArray<string> Outcomes,
    [property: Id(2)] ImmutableArray<string> Given,
    [property: Id(3)] int MaxPaths)
{
    /// <summary>Paths listed unless the caller says otherwise.</summary>
    public const int DefaultMaxPaths = 1_000;

    /// <summary>Most paths that may be asked for.</summary>
    public const int MostPaths = 10_000;
}

/// <summary>A kind of path, by its edges.</summary>
public enum PathKind
{
    /// <summary>Every edge points towards the outcome.</summary>
    Causal,

    /// <summary>The first edge points into the treatment.</summary>
    Backdoor,

    /// <summary>The first edge leaves the treatment, or is open, and some later one does not point towards the outcome.</summary>
    Noncausal,

    /// <summary>It begins with open edges, and every other edge points towards the outcome: causal in some of the DAGs that the graph stands
    /// for.</summary>
    PossiblyCausal,
}

/// <summary>A path and whether association flows along it.</summary>
/// <param name="Nodes">Its nodes in order, each once: the first is a treatment, the last an outcome, none between is either.</param>
/// <param name="Text">The same with its arrows, such as <c>X &lt;- Z -&gt; Y</c>.</param>
/// <param name="Kind">Causal, back-door, or another.</param>
/// <param name="Open">True when nothing on it blocks it, given the conditioning set.</param>
/// <param name="BlockedBy">What blocks it, in the order of the path: non-colliders in the conditioning set, and colliders of which neither they nor a
/// descendant is in it.</param>
/// <param name="PossiblyOpen">True when it is open in some of the DAGs that a graph with open edges stands for, and blocked in others; else
/// null.</param>
public sealed record CausalPath(
    ImmutableArray<string> Nodes,
    string Text,
    PathKind Kind,
    bool Open,
    ImmutableArray<string> BlockedBy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? PossiblyOpen = null);

/// <summary>How many of the listed paths are of each kind, and how many are open.</summary>
/// <param name="Causal">Causal ones.</param>
/// <param name="Backdoor">Back-door ones.</param>
/// <param name="Noncausal">The others.</param>
/// <param name="Open">Open ones of every kind.</param>
/// <param name="PossiblyCausal">Possibly causal ones, where the graph has open edges; else null.</param>
public sealed record PathCounts(
    int Causal,
    int Backdoor,
    int Noncausal,
    int Open,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? PossiblyCausal = null)
{
    /// <summary>All of them.</summary>
    [JsonIgnore]
    public int All => Causal + Backdoor + Noncausal + (PossiblyCausal ?? 0);
}

/// <summary>
/// The paths between treatments and outcomes. The list is bounded; everything that is said about a listed path, and all else here, is exact at any
/// size.
/// </summary>
public sealed record PathsResult : AnalysisResult
{
    /// <summary>The paths, short ones first, then in the order of their node names.</summary>
    public required ImmutableArray<CausalPath> Paths { get; init; }

    /// <summary>True when there are, or may be, more paths than are listed.</summary>
    public required bool Truncated { get; init; }

    /// <summary>Counts of the listed paths.</summary>
    public required PathCounts Listed { get; init; }

    /// <summary>True when every path is blocked, listed or not.</summary>
    public required bool DSeparated { get; init; }

    /// <summary>An open path, also where the list is truncated; null when there is none.</summary>
    public required string? OpenPath { get; init; }

    /// <summary>Number of causal paths in decimal digits, counted without listing them; null when it has more than a thousand digits.</summary>
    public required string? CausalPathCount { get; init; }

    /// <summary>Colliders on the listed paths: conditioning on one of them, or on what it affects, can open its path.</summary>
    public required ImmutableArray<string> Colliders { get; init; }

    /// <summary>Nodes between treatments and outcomes that every causal path runs through.</summary>
    public required ImmutableArray<string> CriticalNodes { get; init; }

    /// <summary>Hash of the graph in canonical form.</summary>
    public required string DagHash { get; init; }
}
