using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Constraint;

/// <summary>How many statements of the data contradict each other or prior knowledge.</summary>
/// <param name="Colliders">Colliders that another one kept from being directed, or overwrote, in part at least.</param>
/// <param name="Rules">Directions that Meek's rules asked for and that would have closed a cycle, and colliders they made that the data deny.</param>
/// <param name="Knowledge">Adjacent pairs that prior knowledge allows no direction without a cycle, or rules of orientation that oppose it.</param>
public readonly record struct PcConflicts(int Colliders, int Rules, int Knowledge)
{
    /// <summary>All of them.</summary>
    public int Total => Colliders + Rules + Knowledge;
}

/// <summary>Directs a skeleton: prior knowledge, then colliders by priority, then Meek's rules.</summary>
internal static class PcOrientation
{
    /// <summary>Directs what can be directed.</summary>
    /// <param name="skeleton">Adjacencies.</param>
    /// <param name="colliders">Colliders in the order in which they are to be directed.</param>
    /// <param name="settings">Priority and prior knowledge, which no collider overrides.</param>
    /// <returns>The graph, what went wrong, and the edges on which colliders disagree.</returns>
    public static (Cpdag Graph, PcConflicts Conflicts, SortedSet<(int A, int B)> Disputed) Orient(
        BitMatrix skeleton,
        List<Collider> colliders,
        PcSettings settings)
    {
        var constraints = settings.Constraints;
        var graph = new Cpdag(constraints.Order);
        for (var i = 0; i < graph.Order; i++)
        {
            foreach (var j in skeleton.Members(i).Where(j => j > i))
            {
                graph.Join(i, j);
            }
        }

        var (clashes, opposed) = (0, ApplyKnowledge(graph, constraints));
        var disputed = new SortedSet<(int A, int B)>();
        foreach (var (i, j, k, _) in colliders)
        {
            disputed.UnionWith(new[] { i, k }.Where(end => graph.IsDirected(j, end)).Select(end => (Math.Min(j, end), Math.Max(j, end))));
            clashes += Orient(graph, i, j, k, settings.Priority) ? 0 : 1;
        }

        var outcome = MeekRules.Close(graph, HasKnowledge(constraints) ? constraints : null);
        return (
            graph,
            new PcConflicts(clashes, outcome.RefusedByCycle + CollidersDenied(graph, colliders), opposed + outcome.RefusedByKnowledge),
            disputed);
    }

    /// <summary>Directs required edges, then those that may go one way only. One that would close a cycle stays open.</summary>
    /// <returns>How many stay open.</returns>
    private static int ApplyKnowledge(Cpdag graph, EdgeConstraints constraints)
    {
        foreach (var (a, b) in Both(graph).Where(edge => constraints.IsRequired(edge.From, edge.To)))
        {
            graph.Orient(a, b);
        }

        var open = 0;
        foreach (var (a, b) in Both(graph).Where(edge => graph.IsUndirected(edge.From, edge.To) && constraints.IsForbidden(edge.To, edge.From)))
        {
            if (graph.Reaches(b, a))
            {
                open++;
            }
            else
            {
                graph.Orient(a, b);
            }
        }

        return open;
    }

    private static List<(int From, int To)> Both(Cpdag graph) =>
        [.. graph.Undirected.Concat(graph.Undirected.Select(edge => (edge.B, edge.A))).Order()];

    private static bool HasKnowledge(EdgeConstraints constraints) =>
        Enumerable.Range(0, constraints.Order).Any(i => Enumerable.Range(0, constraints.Order).Any(j => i != j && constraints.IsForbidden(i, j)));

    /// <summary>Colliders of the graph between variables that are apart, beside those found.</summary>
    private static int CollidersDenied(Cpdag graph, List<Collider> found)
    {
        var known = found.Select(collider => (collider.I, collider.J, collider.K)).ToHashSet();
        var denied = 0;
        for (var j = 0; j < graph.Order; j++)
        {
            var parents = graph.Parents(j);
            for (var at = 0; at < parents.Count; at++)
            {
                for (var other = at + 1; other < parents.Count; other++)
                {
                    denied += graph.IsAdjacent(parents[at], parents[other]) || known.Contains((parents[at], j, parents[other])) ? 0 : 1;
                }
            }
        }

        return denied;
    }

    /// <summary>Directs i → j ← k as the priority says.</summary>
    /// <returns>False when an earlier collider disagrees.</returns>
    private static bool Orient(Cpdag graph, int i, int j, int k, ColliderPriority priority)
    {
        var agrees = !graph.IsDirected(j, i) && !graph.IsDirected(j, k);
        if (priority == ColliderPriority.Bidirected)
        {
            PointAt(graph, i, j);
            PointAt(graph, k, j);
        }
        else if (agrees || priority == ColliderPriority.Overwrite)
        {
            graph.Orient(i, j);
            graph.Orient(k, j);
        }

        return agrees;
    }

    /// <summary>Adds an arrowhead to whatever is there.</summary>
    private static void PointAt(Cpdag graph, int from, int to)
    {
        if (graph.IsDirected(to, from))
        {
            graph.OrientBoth(from, to);
        }
        else if (graph.IsUndirected(from, to))
        {
            graph.Orient(from, to);
        }
    }
}
