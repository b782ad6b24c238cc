using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Graphs;

/// <summary>Refuses graphs over the limits.</summary>
internal static class GraphSize
{
    private const string Remedy = "leave out what does not bear on the question";

    /// <summary>Checks the size of a graph.</summary>
    /// <exception cref="InputException">It is too large.</exception>
    public static void Check(int nodes, int edges, JsonPointer place, GraphLimits limits)
    {
        if (nodes > limits.MaxNodes)
        {
            throw new InputException(
                place.Member("nodes").ToString(),
                $"The graph has {nodes} nodes, the limit is {limits.MaxNodes}; {Remedy}.");
        }

        if (edges > limits.MaxEdges)
        {
            throw new InputException(
                place.Member("edges").ToString(),
                $"The graph has {edges} edges, the limit is {limits.MaxEdges}; {Remedy}.");
        }
    }
}
