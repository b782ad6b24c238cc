using System.Collections.Immutable;

namespace Isl.Discovery;

/// <summary>A DAG for a partially directed graph that may have none.</summary>
/// <param name="Edges">The DAG: acyclic, required edges in, forbidden ones out.</param>
/// <param name="IsRepaired">Was the graph's own class empty (or opposed to prior knowledge)?</param>
/// <param name="Reversed">Directed edges that had to be turned round, in their direction in the DAG.</param>
/// <param name="Dropped">Edges that had to go because prior knowledge and acyclicity leave them no direction.</param>
internal sealed record PcDag(DirectedEdges Edges, bool IsRepaired, ImmutableArray<(int From, int To)> Reversed, ImmutableArray<(int From, int To)> Dropped)
{
    /// <summary>A consistent extension where there is one; else a repair.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="constraints">Prior knowledge.</param>
    /// <param name="skeleton">Evidence of the edges.</param>
    /// <remarks>
    /// The repair takes required edges first, then directed edges from the strongest evidence (least p-value) to the weakest, turning one
    /// round only where it would close a cycle, and dropping it only where prior knowledge forbids that too. The other edges follow one by
    /// one, each with Meek's rules after it, in the direction that adds fewer colliders between variables that are apart, or else along the
    /// column order. Every step keeps the directed part acyclic.
    /// </remarks>
    public static PcDag Of(Cpdag graph, EdgeConstraints constraints, PcSkeleton skeleton)
    {
        if (graph.ConsistentExtension() is { } dag && dag.All().All(edge => !constraints.IsForbidden(edge.From, edge.To)))
        {
            return new PcDag(dag, false, [], []);
        }

        var repair = new Cpdag(graph.Order);
        foreach (var (a, b) in graph.Undirected.Concat(graph.Bidirected).Order())
        {
            repair.Join(a, b);
        }

        var (reversed, dropped) = (ImmutableArray.CreateBuilder<(int, int)>(), ImmutableArray.CreateBuilder<(int, int)>());
        foreach (var (from, to) in graph.Directed.OrderByDescending(edge => constraints.IsRequired(edge.From, edge.To)).ThenBy(edge => skeleton.LargestP(edge.From, edge.To)))
        {
            if (Fits(from, to))
            {
                repair.Orient(from, to);
            }
            else if (Fits(to, from))
            {
                repair.Orient(to, from);
                reversed.Add((to, from));
            }
            else
            {
                dropped.Add((from, to));
            }
        }

        MeekRules.Close(repair, constraints, fourth: true);
        while (repair.Undirected.Any())
        {
            var (a, b) = repair.Undirected.First();
            var (forwards, backwards) = (Fits(a, b), Fits(b, a));
            if (forwards && (!backwards || NewColliders(repair, a, b) <= NewColliders(repair, b, a)))
            {
                repair.Orient(a, b);
            }
            else if (backwards)
            {
                repair.Orient(b, a);
            }
            else
            {
                repair.Remove(a, b);
                dropped.Add((a, b));
            }

            MeekRules.Close(repair, constraints, fourth: true);
        }

        var edges = new DirectedEdges(graph.Order);
        foreach (var (from, to) in repair.Directed)
        {
            edges[from, to] = true;
        }

        return new PcDag(edges, true, reversed.ToImmutable(), dropped.ToImmutable());

        bool Fits(int from, int to) => !constraints.IsForbidden(from, to) && !repair.Reaches(to, from);
    }

    private static int NewColliders(Cpdag graph, int from, int to) => graph.Parents(to).Count(parent => !graph.IsAdjacent(parent, from));
}
