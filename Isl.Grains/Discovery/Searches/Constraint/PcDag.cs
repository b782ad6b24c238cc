using System.Collections.Immutable;
using System.Numerics;
using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Constraint;

/// <summary>A DAG for a partially directed graph that may have none.</summary>
/// <param name="Edges">The DAG: acyclic, required edges in, forbidden ones out.</param>
/// <param name="IsRepaired">Was the graph's own class empty (or opposed to prior knowledge)?</param>
/// <param name="Reversed">Directed edges that had to be turned round, in their direction in the DAG.</param>
/// <param name="Dropped">Edges that had to go because prior knowledge and acyclicity leave them no direction.</param>
/// <param name="NewColliders">Pairs of causes, apart themselves, that meet in the DAG though the graph does not say that they do.</param>
internal sealed record PcDag(
    DirectedEdges Edges,
    bool IsRepaired,
    ImmutableArray<(int From, int To)> Reversed,
    ImmutableArray<(int From, int To)> Dropped,
    int NewColliders
)
{
    /// <summary>A consistent extension where there is one; else a repair.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="constraints">Prior knowledge.</param>
    /// <param name="evidence">p-value of an edge; the smaller, the stronger.</param>
    /// <remarks>
    /// The repair takes required edges first, then directed edges from the strongest evidence to the weakest, turning one round only where
    /// it would close a cycle, and dropping it only where prior knowledge forbids that too; then open edges that knowledge allows one way.
    /// The rest is directed as by Dor &amp; Tarsi (1992), except that where no variable may be a sink, the one that adds the fewest colliders
    /// is taken (the last of several). O(d²·degree·d/64).
    /// </remarks>
    public static PcDag Of(Cpdag graph, EdgeConstraints constraints, Func<int, int, double> evidence)
    {
        if (graph.ConsistentExtension() is { } dag && dag.All().All(edge => !constraints.IsForbidden(edge.From, edge.To)))
        {
            return new PcDag(dag, false, [], [], 0);
        }

        var work = new Cpdag(graph.Order);
        var (reversed, dropped) = (ImmutableArray.CreateBuilder<(int, int)>(), ImmutableArray.CreateBuilder<(int, int)>());
        foreach (
            var (from, to) in graph
                .Directed.OrderByDescending(edge => constraints.IsRequired(edge.From, edge.To))
                .ThenBy(edge => evidence(edge.From, edge.To)))
        {
            if (Fits(from, to))
            {
                work.Orient(from, to);
            }
            else if (Fits(to, from))
            {
                work.Orient(to, from);
                reversed.Add((to, from));
            }
            else
            {
                dropped.Add((from, to));
            }
        }

        List<(int A, int B)> open = [.. graph.Undirected.Concat(graph.Bidirected).Order()];
        foreach (var (a, b) in open.Where(edge => constraints.IsForbidden(edge.A, edge.B) || constraints.IsForbidden(edge.B, edge.A)))
        {
            if (Fits(a, b))
            {
                work.Orient(a, b);
            }
            else if (Fits(b, a))
            {
                work.Orient(b, a);
            }
            else
            {
                dropped.Add((a, b));
            }
        }

        foreach (var (a, b) in open.Where(edge => !constraints.IsForbidden(edge.A, edge.B) && !constraints.IsForbidden(edge.B, edge.A)))
        {
            work.Join(a, b);
        }

        var (edges, colliders) = Extend(work);
        return new PcDag(edges, true, reversed.ToImmutable(), dropped.ToImmutable(), colliders);

        bool Fits(int from, int to) => !constraints.IsForbidden(from, to) && !work.Reaches(to, from);
    }

    /// <summary>Directs the open edges of a graph whose directed part is acyclic; empties the graph.</summary>
    private static (DirectedEdges Edges, int Colliders) Extend(Cpdag work)
    {
        var edges = new DirectedEdges(work.Order);
        foreach (var (from, to) in work.Directed)
        {
            edges[from, to] = true;
        }

        var left = Enumerable.Range(0, work.Order).ToList();
        var total = 0;
        while (left.Count > 0)
        {
            var (sink, fewest) = (-1, int.MaxValue);
            for (var at = left.Count - 1; at >= 0 && fewest > 0; at--)
            {
                // An acyclic graph has a node that no edge leaves.
                if (Bits.Next(work.ChildRows[left[at]], 0) < 0 && Colliders(work, left[at]) is var colliders && colliders < fewest)
                {
                    (sink, fewest) = (left[at], colliders);
                }
            }

            total += fewest;
            foreach (var neighbour in work.UndirectedNeighbours(sink))
            {
                edges[neighbour, sink] = true;
            }

            foreach (var neighbour in work.Neighbours(sink))
            {
                work.Remove(neighbour, sink);
            }

            left.Remove(sink);
        }

        return (edges, total);
    }

    /// <summary>Colliders that directing all open edges into a node would add.</summary>
    private static int Colliders(Cpdag graph, int node)
    {
        var (known, open) = (0, 0);
        var adjacent = graph.AdjacentRows[node];
        var undirected = graph.UndirectedRows[node];
        for (var neighbour = Bits.Next(undirected, 0); neighbour >= 0; neighbour = Bits.Next(undirected, neighbour + 1))
        {
            var near = graph.AdjacentRows[neighbour];
            for (var word = 0; word < adjacent.Length; word++)
            {
                var apart = adjacent[word] & ~near[word] & (word == neighbour >> 6 ? ~(1UL << neighbour) : ~0UL);
                open += BitOperations.PopCount(apart & undirected[word]);
                known += BitOperations.PopCount(apart & ~undirected[word]);
            }
        }

        // Two open edges are met from both their ends.
        return known + (open / 2);
    }
}
