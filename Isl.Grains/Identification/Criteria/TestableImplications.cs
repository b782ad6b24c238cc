using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Separation;
using Isl.Grains.Numerics;

namespace Isl.Grains.Identification.Criteria;

/// <summary>A conditional independence that the graph implies: <c>X ⊥ Y | Given</c>.</summary>
/// <param name="X">The node of lower index.</param>
/// <param name="Y">The node of higher index.</param>
/// <param name="Given">A minimal set of observed nodes that separates the two, ascending.</param>
public sealed record Implication(int X, int Y, int[] Given);

/// <summary>The conditional independences that a graph implies about observed nodes, one for every minimal separator of every missing edge.</summary>
/// <remarks>
/// Source: Textor, van der Zander, Gilthorpe, Liśkiewicz &amp; Ellison (2016), "Robust causal inference using directed acyclic graphs"; the
/// separators as in van der Zander, Liśkiewicz &amp; Textor (2019). Two nodes without an edge that no observed set separates imply nothing.
/// </remarks>
public static class TestableImplications
{
    /// <summary>Nodes and edges that a listing may visit: the bound that keeps the same graph giving the same list.</summary>
    private const long MaxWork = 100_000_000;

    /// <summary>The implications in order of X, Y, then size and nodes of the set; at most <paramref name="max"/>.</summary>
    /// <param name="diagram">The graph.</param>
    /// <param name="max">Most implications to return.</param>
    /// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
    /// <returns>The implications, and whether there may be more of them.</returns>
    public static (List<Implication> Implications, bool Truncated) List(
        CausalDiagram diagram,
        int max,
        WorkBudget budget)
    {
        var found = new List<Implication>();
        var allowed = new bool[diagram.Count];
        for (var node = 0; node < diagram.Count; node++)
        {
            allowed[node] = !diagram.IsLatent(node) && !diagram.Selected.Contains(node);
        }

        var work = 0L;
        for (var x = 0; x < diagram.Count; x++)
        {
            for (var y = x + 1; y < diagram.Count; y++)
            {
                if (!allowed[x] || !allowed[y] || diagram.IsAdjacent(x, y))
                {
                    continue;
                }

                budget.ThrowIfCancelled();
                work += 4L * diagram.Size;
                if (work > MaxWork || budget.IsSpent)
                {
                    return (found, true);
                }

                var (sets, truncated) = Separators(diagram, x, y, allowed, max - found.Count, budget);
                found.AddRange(sets.Select(set => new Implication(x, y, set)));
                if (truncated)
                {
                    return (found, true);
                }
            }
        }

        return (found, false);
    }

    private static (List<int[]> Sets, bool Truncated) Separators(
        CausalDiagram diagram, int x, int y, bool[] allowed, int max, WorkBudget budget)
    {
        allowed[x] = allowed[y] = false;
        var graph = new SeparatorGraph(diagram, [x], [y], allowed);
        allowed[x] = allowed[y] = true;
        var (separators, truncated) = MinimalSeparators.List(graph, max, budget);
        var sets = separators.ConvertAll(separator => graph.ToDiagram(separator));
        sets.Sort(NodeSets.BySizeThenNodes);
        return (sets, truncated);
    }
}
