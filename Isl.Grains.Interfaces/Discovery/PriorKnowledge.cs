using System.Collections.Immutable;

namespace Isl.Grains.Interfaces.Discovery;

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
