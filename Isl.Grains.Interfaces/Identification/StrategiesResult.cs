using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Isl.Grains.Interfaces.Identification;

/// <summary>Which ways are there to answer a causal query?</summary>
/// <param name="Query">The query.</param>
[GenerateSerializer, Immutable, Alias("isl.strategies-question.v1")]
public sealed record StrategiesQuestion([property: Id(0)] CausalQuery Query);

/// <summary>Ways to identify an effect, best first.</summary>
public sealed record StrategiesResult : AnalysisResult
{
    /// <summary>The ways, best first: those that work on the graph as it is, then those that need a change to it.</summary>
    public required ImmutableArray<Strategy> Strategies { get; init; }

    /// <summary>The paths between treatments and outcomes.</summary>
    public required PathAnalysis PathAnalysis { get; init; }

    /// <summary>Hash of the graph in canonical form.</summary>
    public required string DagHash { get; init; }
}

/// <summary>A kind of strategy.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StrategyType>))]
public enum StrategyType
{
    /// <summary>Adjust for a set.</summary>
    [JsonStringEnumMemberName("backdoor")]
    Backdoor,

    /// <summary>Go by way of a mediator.</summary>
    [JsonStringEnumMemberName("frontdoor")]
    Frontdoor,

    /// <summary>Use an instrument, under linearity.</summary>
    [JsonStringEnumMemberName("instrumental")]
    Instrumental,

    /// <summary>Compute the effect by the ID algorithm's formula.</summary>
    [JsonStringEnumMemberName("id_algorithm")]
    IdAlgorithm,

    /// <summary>Change what is measured, or run an experiment.</summary>
    [JsonStringEnumMemberName("manual")]
    Manual,
}

/// <summary>A way to identify an effect.</summary>
/// <param name="StrategyType">Its kind.</param>
/// <param name="NodesToAdd">Nodes to measure or add first.</param>
/// <param name="EdgesToAdd">Edges to add first.</param>
/// <param name="EdgesToRemove">Edges that what is added takes the place of.</param>
/// <param name="BidirectedToRemove">Bidirected edges that what is added takes the place of.</param>
/// <param name="NodesToRandomise">Nodes to assign at random.</param>
/// <param name="AdjustmentSet">The set to adjust for; null where the strategy is no adjustment.</param>
/// <param name="Explanation">What to do and why it works, in the caller's names.</param>
/// <param name="TheoreticalBasis">The criterion behind it, with its source.</param>
/// <param name="ExpectedIdentifiability">1: identified on the graph as it is; 0.75: under linearity; 0.5: verified to be identified once the change
/// is made; 0.25: then under linearity.</param>
public sealed record Strategy(
    StrategyType StrategyType,
    ImmutableArray<string> NodesToAdd,
    ImmutableArray<ImmutableArray<string>> EdgesToAdd,
    ImmutableArray<ImmutableArray<string>> EdgesToRemove,
    ImmutableArray<ImmutableArray<string>> BidirectedToRemove,
    ImmutableArray<string> NodesToRandomise,
    ImmutableArray<string>? AdjustmentSet,
    string Explanation,
    string TheoreticalBasis,
    double ExpectedIdentifiability);

/// <summary>The paths between treatments and outcomes; enumerated up to a bound.</summary>
/// <param name="CausalPaths">Directed paths.</param>
/// <param name="BackdoorPaths">Paths that start with an arrow into a treatment.</param>
/// <param name="OpenPaths">Back-door paths without a collider: open as long as nothing is adjusted for.</param>
/// <param name="BlockedPaths">Back-door paths that a collider blocks.</param>
/// <param name="Colliders">Colliders on the back-door paths: adjusting for one of them opens its path.</param>
/// <param name="CriticalNodes">Nodes that every causal path runs through; exact even where the paths are truncated.</param>
/// <param name="Truncated">True when there are more paths than are listed.</param>
public sealed record PathAnalysis(
    ImmutableArray<string> CausalPaths,
    ImmutableArray<string> BackdoorPaths,
    ImmutableArray<string> OpenPaths,
    ImmutableArray<string> BlockedPaths,
    ImmutableArray<string> Colliders,
    ImmutableArray<string> CriticalNodes,
    bool Truncated);
