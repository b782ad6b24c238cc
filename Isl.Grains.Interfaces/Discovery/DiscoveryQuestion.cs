using System.Collections.Immutable;

namespace Isl.Discovery;

/// <summary>How a graph is sought in data.</summary>
public enum DiscoveryAlgorithm
{
    /// <summary>NOTEARS: a linear model without cycles, by continuous optimisation.</summary>
    Notears,

    /// <summary>Skeleton by correlations, directions by conditional independence and prior knowledge.</summary>
    Correlation,
}

/// <summary>What is done to the columns before a fit.</summary>
public enum DataScaling
{
    /// <summary>Centre and divide by the standard deviation: the answer does not depend on units.</summary>
    Standardize,

    /// <summary>Centre only, as in the papers: larger units count more.</summary>
    None,
}

/// <summary>A directed edge by name.</summary>
/// <param name="From">Cause.</param>
/// <param name="To">Effect.</param>
[GenerateSerializer, Immutable, Alias("isl.named-edge.v1")]
public readonly record struct NamedEdge([property: Id(0)] string From, [property: Id(1)] string To);

/// <summary>What is known beforehand; always honoured in the result.</summary>
/// <param name="RequiredEdges">Edges that must be in the graph, sorted.</param>
/// <param name="ForbiddenEdges">Edges that must not, sorted.</param>
/// <param name="Tiers">Groups of variables in causal order: no edge leads from a later group to an earlier one.</param>
[GenerateSerializer, Immutable, Alias("isl.prior-knowledge.v1")]
public sealed record PriorKnowledge(
    [property: Id(0)] ImmutableArray<NamedEdge> RequiredEdges,
    [property: Id(1)] ImmutableArray<NamedEdge> ForbiddenEdges,
    [property: Id(2)] ImmutableArray<ImmutableArray<string>> Tiers)
{
    /// <summary>Nothing is known.</summary>
    public static PriorKnowledge None { get; } = new([], [], []);
}

/// <summary>Which causal graph does a data set suggest?</summary>
/// <param name="Algorithm">How to seek it.</param>
/// <param name="MaxIterations">Limit of outer iterations.</param>
/// <param name="Threshold">Least absolute weight of an edge, on the scaled data.</param>
/// <param name="Lambda1">Weight of the L1 penalty.</param>
/// <param name="Scaling">What is done to the columns first.</param>
/// <param name="Prior">What is known beforehand.</param>
/// <param name="Seed">Seed of random choices; the algorithms so far make none, so it only marks the question.</param>
[GenerateSerializer, Immutable, Alias("isl.discovery-question.v1")]
public sealed record DiscoveryQuestion(
    [property: Id(0)] DiscoveryAlgorithm Algorithm,
    [property: Id(1)] int MaxIterations,
    [property: Id(2)] double Threshold,
    [property: Id(3)] double Lambda1,
    [property: Id(4)] DataScaling Scaling,
    [property: Id(5)] PriorKnowledge Prior,
    [property: Id(6)] long? Seed);
