using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;

namespace Isl.Api.Requests.Fitting;

/// <summary>Graphs made from others.</summary>
internal static class AncestorGraph
{
    /// <summary>The graph of a node and its ancestors.</summary>
    public static CausalGraph Of(CausalGraph graph, string node)
    {
        var reached = new SortedSet<int> { graph.IndexOf(node) };
        for (var size = 0; size < reached.Count;)
        {
            size = reached.Count;
            reached.UnionWith(graph.Edges.Where(edge => reached.Contains(edge.To)).Select(edge => edge.From).ToList());
            reached.UnionWith(graph.Undirected.SelectMany(Ends).ToList());
        }

        var kept = reached.ToList();
        return new CausalGraph
        {
            Nodes = [.. kept.Select(one => graph.Nodes[one])],
            Edges = Kept(graph.Edges),
            Bidirected = Kept(graph.Bidirected),
            Latent = [.. graph.Latent.Where(reached.Contains).Select(node => kept.IndexOf(node))],
            Selected = [.. graph.Selected.Where(reached.Contains).Select(node => kept.IndexOf(node))],
            Undirected = Kept(graph.Undirected),
        };

        // A neighbour of open direction may be a cause; the check of the graph names the edge.
        IEnumerable<int> Ends(Edge edge) => reached.Contains(edge.From) || reached.Contains(edge.To) ? [edge.From, edge.To] : [];

        ImmutableArray<Edge> Kept(ImmutableArray<Edge> edges) =>
        [
            .. edges
                .Where(edge => reached.Contains(edge.From) && reached.Contains(edge.To))
                .Select(edge => new Edge(kept.IndexOf(edge.From), kept.IndexOf(edge.To))),
        ];
    }

    /// <summary>The graph of a model: an arrow to each variable from those that its formula reads.</summary>
    /// <exception cref="InputException">A formula cannot be read.</exception>
    public static CausalGraph Of(StructuralModel model)
    {
        var compiled = CompiledModel.Compile(model);
        var builder = new CausalGraphBuilder();
        foreach (var name in compiled.Order)
        {
            builder.AddNode(name, "/model");
        }

        foreach (var name in compiled.Order)
        {
            foreach (var parent in compiled.ParentsOf(name).Distinct())
            {
                builder.AddEdge(parent, name, "/model");
            }
        }

        return builder.Build();
    }
}
