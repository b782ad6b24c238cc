using Isl.Grains.GraphCore;

namespace Isl.Grains.Discovery.Knowledge;

/// <summary>Pairs that a sentence states and that the data join without it.</summary>
internal static class StatedPairs
{
    /// <summary>
    /// A graph of data and sentences in which no such pair is lost: a fit that weighs sentences has many optima, and the one it comes to may be
    /// without an edge that both hold. It enters as stated, or the other way where that would close a cycle.
    /// </summary>
    /// <param name="weighed">The graph of both.</param>
    /// <param name="plain">The graph of the data alone.</param>
    /// <param name="reading">What the sentences say.</param>
    /// <param name="constraints">Prior knowledge, kept.</param>
    public static DirectedEdges Kept(DirectedEdges weighed, DirectedEdges plain, KnowledgeReading reading, EdgeConstraints constraints)
    {
        var graph = DirectedEdges.Of(weighed.Order, weighed.All());
        foreach (var edge in reading.Kept.Where(edge => plain[edge.From, edge.To] || plain[edge.To, edge.From]))
        {
            if (!graph[edge.From, edge.To] && !graph[edge.To, edge.From] && !Add(edge.From, edge.To))
            {
                _ = Add(edge.To, edge.From);
            }
        }

        return graph;

        bool Add(int from, int to)
        {
            var fits = !constraints.IsForbidden(from, to) && !graph.Reaches(to, from);
            graph[from, to] = fits;
            return fits;
        }
    }
}
