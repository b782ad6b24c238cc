using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Grains.Drawing;

/// <summary>Lays out graphs, rightwards or downwards, around nodes that stay where they are.</summary>
internal static class GraphPlanner
{
    private const int CurveSamples = 16;

    /// <summary>Lays out a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="downwards">Arrows point down instead of right.</param>
    /// <param name="kept">Centres of nodes that stay where they are, by index; null for none.</param>
    /// <remarks>Everything is laid out rightwards; downwards is the same with its axes exchanged.</remarks>
    public static GraphPlan Of(CausalGraph graph, bool downwards = false, IReadOnlyDictionary<int, Point>? kept = null)
    {
        var frame = new SvgLines(downwards);
        SvgLabel[] labels = [.. graph.Nodes.Select(name => new SvgLabel(name))];
        var (edges, undirectedAt) = WithUndirected(graph);
        var layout = LayeredLayout.Place(
            new CausalDiagram(graph with { Edges = [.. edges], Undirected = [] }),
            edges,
            [.. labels.Select(label => downwards ? (label.Height, label.Width) : (label.Width, label.Height))]);
        var boxes = layout.Boxes;
        var moved = kept is { Count: > 0 } ? KeptPlaces.Apply(boxes, kept.ToDictionary(one => one.Key, one => frame.Turned(one.Value))) : null;
        var lines = new Dictionary<Edge, Line>();
        for (var i = 0; i < edges.Count; i++)
        {
            lines[edges[i]] = moved is not null && (moved[edges[i].From] || moved[edges[i].To])
                ? frame.Between(boxes[edges[i].From], boxes[edges[i].To])
                : frame.Along(layout.Routes[i]);
        }

        var curves = SvgCurves.Route(graph.Bidirected, edges, boxes);
        return new GraphPlan(
            labels,
            [.. boxes.Select(frame.Turned)],
            [.. graph.Edges.Select(edge => lines[edge])],
            [.. curves.Select(curve => frame.Along(curve, CurveSamples))],
            [.. undirectedAt.Select(edge => lines[edge])]);
    }

    /// <summary>
    /// The directed edges, and the undirected ones turned so that no cycle comes of it: along an order in which the directed ones all point forward.
    /// </summary>
    private static (List<Edge> Edges, List<Edge> Undirected) WithUndirected(CausalGraph graph)
    {
        if (graph.Undirected.IsEmpty)
        {
            return ([.. graph.Edges], []);
        }

        var rank = new int[graph.Nodes.Length];
        foreach (var (node, at) in new CausalDiagram(graph with { Undirected = [] }).TopologicalOrder().Select((node, at) => (node, at)))
        {
            rank[node] = at;
        }

        List<Edge> turned = [.. graph.Undirected.Select(edge => rank[edge.From] < rank[edge.To] ? edge : new Edge(edge.To, edge.From))];
        return ([.. graph.Edges.Concat(turned).OrderBy(edge => edge.From).ThenBy(edge => edge.To)], turned);
    }
}
