using System.Collections.Immutable;
using System.Text.Json;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Grains.Identification;

/// <summary>
/// One change to a graph: what is measured, added, cut or assigned. The same lists go to the caller, so that a program can make the change.
/// </summary>
internal sealed record GraphChange
{
    /// <summary>Latent nodes that are measured.</summary>
    public ImmutableArray<string> Observe { get; init; } = [];

    /// <summary>Measured nodes that are added.</summary>
    public ImmutableArray<string> AddNodes { get; init; } = [];

    /// <summary>Directed edges that are added.</summary>
    public ImmutableArray<(string From, string To)> AddEdges { get; init; } = [];

    /// <summary>Directed edges that are taken away.</summary>
    public ImmutableArray<(string From, string To)> RemoveEdges { get; init; } = [];

    /// <summary>Bidirected edges that are taken away.</summary>
    public ImmutableArray<(string A, string B)> RemoveBidirected { get; init; } = [];

    /// <summary>Nodes whose values are assigned at random: every arrowhead into them goes.</summary>
    public ImmutableArray<string> Randomise { get; init; } = [];

    /// <summary>The graph with the change made.</summary>
    public CausalGraph Apply(CausalGraph graph)
    {
        var builder = new CausalGraphBuilder();
        foreach (var node in graph.Nodes.Concat(AddNodes))
        {
            builder.AddNode(node, "");
        }

        foreach (var (from, to) in graph.Edges.Select(edge => (graph.Nodes[edge.From], graph.Nodes[edge.To])).Except(RemoveEdges).Concat(AddEdges))
        {
            if (!Randomise.Contains(to))
            {
                builder.AddEdge(from, to, "");
            }
        }

        foreach (var (a, b) in graph.Bidirected.Select(edge => (graph.Nodes[edge.From], graph.Nodes[edge.To])).Except(RemoveBidirected))
        {
            if (!Randomise.Contains(a) && !Randomise.Contains(b))
            {
                builder.AddBidirected(a, b, "");
            }
        }

        foreach (var latent in graph.Latent.Select(node => graph.Nodes[node]).Except(Observe))
        {
            builder.AddLatent(latent, "");
        }

        foreach (var selected in graph.Selected)
        {
            builder.AddSelected(graph.Nodes[selected], "");
        }

        return builder.Build();
    }

    /// <summary>A name that no node of the graph has.</summary>
    public static string NewName(CausalGraph graph, string wish)
    {
        var name = wish.Length <= NodeName.MaxLength ? wish : wish[..NodeName.MaxLength];
        for (var number = 2; graph.IndexOf(name) >= 0; number++)
        {
            var suffix = $" {number}";
            name = wish[..Math.Min(wish.Length, NodeName.MaxLength - suffix.Length)] + suffix;
        }

        return name;
    }

    /// <summary>The lists that are not empty, for programs.</summary>
    public ImmutableSortedDictionary<string, JsonElement> ToDetails()
    {
        var details = ImmutableSortedDictionary.CreateBuilder<string, JsonElement>(StringComparer.Ordinal);
        Add("variables", [.. Observe, .. AddNodes, .. Randomise]);
        Add("observe", Observe);
        Add("add_nodes", AddNodes);
        Add("add_edges", Pairs(AddEdges));
        Add("remove_edges", Pairs(RemoveEdges));
        Add("remove_bidirected", Pairs(RemoveBidirected));
        Add("randomise", Randomise);
        return details.ToImmutable();

        void Add<T>(string name, IReadOnlyCollection<T> values)
        {
            if (values.Count > 0)
            {
                details[name] = JsonSerializer.SerializeToElement(values);
            }
        }

        static ImmutableArray<string[]> Pairs(ImmutableArray<(string, string)> edges) => [.. edges.Select(edge => new[] { edge.Item1, edge.Item2 })];
    }
}
