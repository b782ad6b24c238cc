using Isl.Grains.Interfaces.Graphs;

namespace Isl.Grains.Identification;

/// <summary>Cuts parts out of graphs.</summary>
internal static class GraphPart
{
    /// <summary>The graph of some nodes and of all that affects them; whatever else holds for them holds in it too.</summary>
    /// <param name="graph">The graph; edges without a direction count as arrows either way.</param>
    /// <param name="nodes">The nodes.</param>
    /// <returns>The part, and for each node of the graph its place there, or -1.</returns>
    public static (CausalGraph Part, int[] Places) Upstream(CausalGraph graph, IEnumerable<int> nodes)
    {
        var turned = graph.Undirected.Select(edge => new Edge(edge.To, edge.From));
        var into = graph.Edges.Concat(graph.Undirected).Concat(turned).ToLookup(edge => edge.To);
        var (found, open) = (new HashSet<int>(), new Stack<int>(nodes));
        while (open.TryPop(out var node))
        {
            if (found.Add(node))
            {
                foreach (var edge in into[node])
                {
                    open.Push(edge.From);
                }
            }
        }

        int[] kept = [.. found.Order()];
        var places = new int[graph.Nodes.Length];
        Array.Fill(places, -1);
        for (var i = 0; i < kept.Length; i++)
        {
            places[kept[i]] = i;
        }

        var part = new CausalGraph
        {
            Nodes = [.. kept.Select(node => graph.Nodes[node])],
            Edges = [.. Within(graph.Edges)],
            Bidirected = [.. Within(graph.Bidirected)],
            Undirected = [.. Within(graph.Undirected)],
            Latent = [.. graph.Latent.Select(node => places[node]).Where(node => node >= 0)],
            Selected = [.. graph.Selected.Select(node => places[node]).Where(node => node >= 0)],
        };
        return (part, places);

        IEnumerable<Edge> Within(IEnumerable<Edge> edges) =>
            edges.Where(edge => places[edge.From] >= 0 && places[edge.To] >= 0).Select(edge => new Edge(places[edge.From], places[edge.To]));
    }
}
