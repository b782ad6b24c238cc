using System.Collections.Immutable;

namespace Isl.Grains.Interfaces.Graphs;

/// <summary>An edge between two nodes by index; directed <c>From → To</c>, or bidirected with <c>From &lt; To</c>.</summary>
/// <param name="From">Index into <see cref="CausalGraph.Nodes"/>.</param>
/// <param name="To">Index into <see cref="CausalGraph.Nodes"/>.</param>
[GenerateSerializer, Immutable, Alias("isl.edge.v1")]
public readonly record struct Edge([property: Id(0)] int From, [property: Id(1)] int To);

/// <summary>
/// An acyclic directed mixed graph in canonical form: nodes in ordinal order, edges by index in ascending order,
/// so that two ways of writing one graph give equal objects and one <see cref="DagHash"/>.
/// </summary>
/// <remarks>
/// Made by <c>CausalGraphBuilder</c>, which checks the invariants: distinct nodes, no self-loop, no repeated edge, no directed cycle.
/// </remarks>
[GenerateSerializer, Immutable, Alias("isl.causal-graph.v1")]
public sealed record CausalGraph
{
    /// <summary>Node names in ordinal order.</summary>
    [Id(0)]
    public required ImmutableArray<string> Nodes { get; init; }

    /// <summary>Directed edges, ascending.</summary>
    [Id(1)]
    public required ImmutableArray<Edge> Edges { get; init; }

    /// <summary>Bidirected edges (an unobserved common cause each), <c>From &lt; To</c>, ascending.</summary>
    [Id(2)]
    public required ImmutableArray<Edge> Bidirected { get; init; }

    /// <summary>Indices of unobserved nodes, ascending.</summary>
    [Id(3)]
    public required ImmutableArray<int> Latent { get; init; }

    /// <summary>Indices of the nodes that the data are selected on, ascending: every unit in them has the same value there.</summary>
    [Id(4)]
    public ImmutableArray<int> Selected { get; init; } = [];

    /// <summary>
    /// Edges whose direction is open, <c>From &lt; To</c>, ascending. A graph with any stands for the DAGs that agree with it, as a CPDAG does; it
    /// has no
    /// bidirected edge and no latent or selected node.
    /// </summary>
    [Id(5)]
    public ImmutableArray<Edge> Undirected { get; init; } = [];

    /// <summary>Index of a node by name, or -1. O(log V).</summary>
    public int IndexOf(string name) => Nodes.BinarySearch(name, StringComparer.Ordinal) is var i && i >= 0 ? i : -1;

    /// <inheritdoc/>
    public bool Equals(CausalGraph? other) => other is not null
        && Nodes.AsSpan().SequenceEqual(other.Nodes.AsSpan())
        && Edges.AsSpan().SequenceEqual(other.Edges.AsSpan())
        && Bidirected.AsSpan().SequenceEqual(other.Bidirected.AsSpan())
        && Latent.AsSpan().SequenceEqual(other.Latent.AsSpan())
        && Selected.AsSpan().SequenceEqual(other.Selected.AsSpan())
        && Undirected.AsSpan().SequenceEqual(other.Undirected.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Nodes.Length, Edges.Length, Bidirected.Length, Latent.Length);
}
