namespace Isl.Grains.GraphCore;

/// <summary>How many pairs of variables two graphs treat differently.</summary>
/// <remarks>Source: Tsamardinos, Brown &amp; Aliferis (2006). An extra, a missing, a reversed or a differently marked edge counts once.</remarks>
public static class StructuralHammingDistance
{
    /// <summary>Distance of two partially directed graphs over the same variables: pairs whose marks differ.</summary>
    public static int Between(Cpdag a, Cpdag b) => Count(a.Order, (i, j) => Mark(a, i, j) != Mark(b, i, j));

    /// <summary>Distance of two DAGs over the same variables; a reversed edge counts once.</summary>
    internal static int Between(DirectedEdges a, DirectedEdges b) => Count(a.Order, (i, j) => a[i, j] != b[i, j] || a[j, i] != b[j, i]);

    /// <summary>Edges that only one of two graphs has, whatever their marks.</summary>
    /// <returns>Pairs in both, in the first alone, and in the second alone.</returns>
    public static (int Both, int First, int Second) Skeletons(Cpdag a, Cpdag b) =>
        (Count(a.Order, (i, j) => a.IsAdjacent(i, j) && b.IsAdjacent(i, j)),
        Count(a.Order, (i, j) => a.IsAdjacent(i, j) && !b.IsAdjacent(i, j)),
        Count(a.Order, (i, j) => !a.IsAdjacent(i, j) && b.IsAdjacent(i, j)));

    private static (bool Adjacent, bool Forwards, bool Backwards) Mark(Cpdag graph, int i, int j) =>
        (graph.IsAdjacent(i, j), graph.IsDirected(i, j) || graph.IsBidirected(i, j), graph.IsDirected(j, i) || graph.IsBidirected(i, j));

    private static int Count(int d, Func<int, int, bool> differs)
    {
        var count = 0;
        for (var i = 0; i < d; i++)
        {
            for (var j = i + 1; j < d; j++)
            {
                count += differs(i, j) ? 1 : 0;
            }
        }

        return count;
    }
}
