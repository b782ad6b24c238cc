using System.Collections.Immutable;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Grains.Interfaces.Effects;

/// <summary>Has its silo find some of the graphs, or the effects by some of them; the key names the job and the part.</summary>
[Alias("isl.graph-effect-part")]
public interface IGraphEffectPartGrain : IGrainWithStringKey
{
    /// <summary>Finds the graphs of resamples, or takes those given, and says what each means for the effect.</summary>
    [Alias("find"), ResponseTimeout("01:00:00")]
    Task<GraphFindings> Find(GraphPart part, CancellationToken cancellationToken);

    /// <summary>Estimates the effect by each of the graphs given.</summary>
    [Alias("estimate"), ResponseTimeout("01:00:00")]
    Task<ImmutableArray<GraphEffect>> Estimate(GraphPart part, CancellationToken cancellationToken);
}

/// <summary>A part of the work on a question over graphs.</summary>
/// <param name="Question">The question, its independence test settled.</param>
/// <param name="DatasetHash">Where the table is.</param>
/// <param name="Seed">Seed of resamples, halves and folds.</param>
/// <param name="First">Number of the first resample: its draws are those of seed and number, whatever the part.</param>
/// <param name="Count">Resamples in the part.</param>
/// <param name="Given">Graphs that are known already; empty where they are to be found.</param>
/// <param name="SecondsBudget">Time to spend.</param>
/// <param name="Rows">Rows of the table.</param>
[GenerateSerializer, Immutable, Alias("isl.graph-part.v1")]
public sealed record GraphPart(
    [property: Id(0)] GraphEffectQuestion Question,
    [property: Id(1)] string DatasetHash,
    [property: Id(2)] long Seed,
    [property: Id(3)] int First,
    [property: Id(4)] int Count,
    [property: Id(5)] ImmutableArray<GraphEdges> Given,
    [property: Id(6)] double SecondsBudget,
    [property: Id(7)] int Rows);

/// <summary>A graph over the nodes of a question, or a class of them.</summary>
/// <param name="Edges">Directed edges, ascending.</param>
/// <param name="Undirected">Edges of open direction, the lower node first, ascending.</param>
/// <param name="Parents">The set to adjust for, where the graph stands for all members in which these are the treatment's parents; else
/// null.</param>
[GenerateSerializer, Immutable, Alias("isl.graph-edges.v1")]
public sealed record GraphEdges(
    [property: Id(0)] ImmutableArray<Edge> Edges,
    [property: Id(1)] ImmutableArray<Edge> Undirected,
    [property: Id(2)] ImmutableArray<string>? Parents = null);

/// <summary>What a graph means for an effect.</summary>
public enum GraphVerdict
{
    /// <summary>It does not identify the effect.</summary>
    NotIdentified,

    /// <summary>It identifies the effect by a criterion.</summary>
    Identified,

    /// <summary>No causal path leads from the treatment to the outcome: there is no effect.</summary>
    NoPath,
}

/// <summary>A graph that was found, and what it means.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Verdict">What it means for the effect.</param>
/// <param name="Key">Names all that an estimate reads of a graph: graphs with the same key have the same estimate.</param>
/// <param name="Method">The criterion's name; null where none identifies the effect.</param>
/// <param name="AdjustmentSet">What is adjusted for; null where nothing is to be adjusted for.</param>
/// <param name="Reason">Why the effect is not identified; null where it is.</param>
/// <param name="IsContradicted">Do the tests behind it contradict each other, so that it is one reading of them?</param>
/// <param name="IsUnsettled">Do the data not bear out the assumption by which the algorithm tells directions?</param>
[GenerateSerializer, Immutable, Alias("isl.found-graph.v1")]
public sealed record FoundGraph(
    [property: Id(0)] GraphEdges Graph,
    [property: Id(1)] GraphVerdict Verdict,
    [property: Id(2)] string Key,
    [property: Id(3)] string? Method,
    [property: Id(4)] ImmutableArray<string>? AdjustmentSet,
    [property: Id(5)] string? Reason,
    [property: Id(6)] bool IsContradicted,
    [property: Id(7)] bool IsUnsettled);

/// <summary>The graphs of a part.</summary>
/// <param name="Graphs">The graphs, in the order of their numbers.</param>
/// <param name="Unusable">Resamples left out because a column of theirs is constant, or the arithmetic broke down on them.</param>
[GenerateSerializer, Immutable, Alias("isl.graph-findings.v1")]
public sealed record GraphFindings([property: Id(0)] ImmutableArray<FoundGraph> Graphs, [property: Id(1)] int Unusable);

/// <summary>The effect by a graph.</summary>
/// <param name="Key">The graph's key.</param>
/// <param name="Value">The effect; null where it cannot be estimated.</param>
/// <param name="StandardError">Its standard error; null where there is none.</param>
/// <param name="Lower">Lower end of its interval.</param>
/// <param name="Upper">Upper end of its interval.</param>
/// <param name="DegreesOfFreedom">Of the interval; null for the normal distribution.</param>
/// <param name="PValue">Of no effect.</param>
/// <param name="Trouble">Why there is no value.</param>
[GenerateSerializer, Immutable, Alias("isl.graph-effect.v1")]
public sealed record GraphEffect(
    [property: Id(0)] string Key,
    [property: Id(1)] double? Value,
    [property: Id(2)] double? StandardError,
    [property: Id(3)] double? Lower,
    [property: Id(4)] double? Upper,
    [property: Id(5)] double? DegreesOfFreedom,
    [property: Id(6)] double? PValue,
    [property: Id(7)] string? Trouble);
