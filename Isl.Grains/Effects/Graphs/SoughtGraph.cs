using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Grains.Effects.Graphs;

/// <summary>A graph as a search gives it.</summary>
/// <param name="Graph">The graph, or the class where the search finds one.</param>
/// <param name="IsContradicted">Do its tests contradict each other, so that one reading of them stands for the class?</param>
/// <param name="IsUnsettled">Are directions given that the data do not bear out?</param>
internal sealed record SoughtGraph(GraphEdges Graph, bool IsContradicted, bool IsUnsettled)
{
    /// <summary>The class of a search that finds one, where it stands for any graph; else the graph.</summary>
    public static SoughtGraph Of(GraphEstimate estimate, EdgeConstraints constraints)
    {
        if (estimate.Class is null)
        {
            return new SoughtGraph(EdgesOf(estimate.Edges), false, estimate.Settled?.Undirected.Any() == true);
        }

        return Completed(estimate, constraints) is { } graph
            ? new SoughtGraph(EdgesOf(graph), estimate.IsContradicted, false)
            : new SoughtGraph(EdgesOf(estimate.Edges), true, false);
    }

    /// <summary>What a search for a class settles, as a maximally oriented graph; null where no graph agrees with it.</summary>
    public static Cpdag? Completed(GraphEstimate estimate, EdgeConstraints constraints)
    {
        foreach (var pattern in new[] { estimate.Settled, estimate.Class }.OfType<Cpdag>())
        {
            var graph = pattern.Copy();
            MeekRules.Close(graph, constraints, fourth: true);
            if (graph.ConsistentExtension() is not null)
            {
                return graph;
            }
        }

        return null;
    }

    /// <summary>The edges of a graph.</summary>
    public static GraphEdges EdgesOf(DirectedEdges graph) => new([.. graph.All().Select(edge => new Edge(edge.From, edge.To))], []);

    /// <summary>The edges of a class.</summary>
    public static GraphEdges EdgesOf(Cpdag graph) => new(
        [.. graph.Directed.Select(edge => new Edge(edge.From, edge.To))], [.. graph.Undirected.Select(edge => new Edge(edge.A, edge.B))]);

    /// <summary>A text that two graphs over the same nodes share only where they are the same.</summary>
    public static string KeyOf(GraphEdges graph) =>
        string.Join(' ', graph.Edges.Select(edge => $"{edge.From}>{edge.To}").Concat(graph.Undirected.Select(edge => $"{edge.From}-{edge.To}")));
}
