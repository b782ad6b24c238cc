using System.Collections.Immutable;
using System.Text.Json;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Words.Paths;

namespace Isl.Grains.Identification;

/// <summary>A graph as an answer that can be kept, and back.</summary>
public static class GraphAnswer
{
    /// <summary>The answer that holds the graph.</summary>
    public static GraphResult Of(CausalGraph graph)
    {
        return new GraphResult
        {
            Completion = Completion.Whole,
            DagHash = DagHash.Of(graph).Value,
            Nodes = graph.Nodes,
            Edges = Pairs(graph.Edges),
            Bidirected = Pairs(graph.Bidirected),
            Latent = [.. graph.Latent.Select(node => graph.Nodes[node])],
            Selected = graph.Selected.IsEmpty ? null : [.. graph.Selected.Select(node => graph.Nodes[node])],
            Undirected = graph.Undirected.IsEmpty ? null : Pairs(graph.Undirected),
            Explanation = Explain(graph),
        };

        ImmutableArray<ImmutableArray<string>> Pairs(ImmutableArray<Edge> edges) =>
            [.. edges.Select(edge => ImmutableArray.Create(graph.Nodes[edge.From], graph.Nodes[edge.To]))];
    }

    /// <summary>The graph of a kept answer.</summary>
    public static CausalGraph Read(ReadOnlySpan<byte> body)
    {
        var kept = JsonSerializer.Deserialize<GraphResult>(body, IslJson.Options) ?? throw new InvalidOperationException("The kept graph is empty.");
        var graph = new CausalGraph { Nodes = kept.Nodes, Edges = [], Bidirected = [], Latent = [] };
        return graph with
        {
            Edges = Edges(kept.Edges),
            Bidirected = Edges(kept.Bidirected),
            Latent = [.. kept.Latent.Select(graph.IndexOf)],
            Selected = [.. (kept.Selected ?? []).Select(graph.IndexOf)],
            Undirected = Edges(kept.Undirected ?? []),
        };

        ImmutableArray<Edge> Edges(ImmutableArray<ImmutableArray<string>> pairs) =>
            [.. pairs.Select(pair => new Edge(graph.IndexOf(pair[0]), graph.IndexOf(pair[1])))];
    }

    private static Explanation Explain(CausalGraph graph) =>
        new(
            new GraphSize(graph.Nodes.Length, graph.Edges.Length, graph.Bidirected.Length, graph.Latent.Length).Text,
            new CanonicalForm().Text,
            new GraphBasis().Text,
            [],
            [],
            1);
}
