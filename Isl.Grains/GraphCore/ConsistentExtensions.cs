using Isl.Grains.Numerics;

namespace Isl.Grains.GraphCore;

/// <summary>DAGs that a partially directed graph stands for.</summary>
internal static class ConsistentExtensions
{
    /// <summary>One DAG with the graph's adjacencies and directed edges and no new collider between variables that are apart.</summary>
    /// <returns>Null when there is none, as with a bidirected edge or a cycle.</returns>
    /// <remarks>
    /// Source: Dor &amp; Tarsi (1992). Among the variables that may be a sink the one of highest index is taken, so that open edges point
    /// along the column order where the class allows it. O(d²·degree·d/64).
    /// </remarks>
    public static DirectedEdges? Find(Cpdag graph)
    {
        if (graph.Bidirected.Any())
        {
            return null;
        }

        var dag = new DirectedEdges(graph.Order);
        foreach (var (from, to) in graph.Directed)
        {
            dag[from, to] = true;
        }

        var rest = graph.Copy();
        var left = Enumerable.Range(0, graph.Order).ToList();
        while (left.Count > 0)
        {
            var position = left.FindLastIndex(node => IsSink(rest, node));
            if (position < 0)
            {
                return null;
            }

            var sink = left[position];
            foreach (var neighbour in rest.UndirectedNeighbours(sink))
            {
                dag[neighbour, sink] = true;
            }

            foreach (var neighbour in rest.Neighbours(sink))
            {
                rest.Remove(neighbour, sink);
            }

            left.RemoveAt(position);
        }

        return dag;
    }

    /// <summary>DAGs of the class other than the one <see cref="Find"/> gives.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="max">How many at most.</param>
    /// <param name="constraints">Prior knowledge to honour besides the directed edges.</param>
    /// <returns>Empty where the graph stands for one DAG, or none.</returns>
    /// <remarks>
    /// Depth first: the first open edge (by lower, then higher index) is set one way, then the other, with Meek's four rules after each
    /// choice. In a maximally oriented graph every open edge can be set either way (Meek 1995, theorem 4), so no branch is in vain and the
    /// work is linear in <paramref name="max"/>.
    /// </remarks>
    public static List<DirectedEdges> Further(Cpdag graph, int max, EdgeConstraints? constraints = null)
    {
        var members = new List<DirectedEdges>();
        if (max <= 0 || Find(graph) is not { } known)
        {
            return members;
        }

        var start = graph.Copy();
        MeekRules.Close(start, constraints, fourth: true);
        var stack = new Stack<Cpdag>([start]);
        while (members.Count < max && stack.TryPop(out var current))
        {
            if (!current.Undirected.Any())
            {
                if (Find(current) is { } dag && !dag.All().SequenceEqual(known.All()) && Cpdag.SameClass(dag, known))
                {
                    members.Add(dag);
                }

                continue;
            }

            var (a, b) = current.Undirected.First();
            Branch(b, a);
            Branch(a, b);

            void Branch(int from, int to)
            {
                if (constraints?.IsForbidden(from, to) != true)
                {
                    var branch = current.Copy();
                    branch.Orient(from, to);
                    MeekRules.Close(branch, constraints, fourth: true);
                    stack.Push(branch);
                }
            }
        }

        return members;
    }

    /// <summary>No edge leaves the node, and each neighbour along an undirected edge is adjacent to all its other neighbours.</summary>
    private static bool IsSink(Cpdag graph, int node)
    {
        if (Bits.Next(graph.ChildRows[node], 0) >= 0)
        {
            return false;
        }

        var adjacent = graph.AdjacentRows[node];
        var open = graph.UndirectedRows[node];
        Span<ulong> others = adjacent.Length <= 16 ? stackalloc ulong[adjacent.Length] : new ulong[adjacent.Length];
        for (var neighbour = Bits.Next(open, 0); neighbour >= 0; neighbour = Bits.Next(open, neighbour + 1))
        {
            adjacent.CopyTo(others);
            Bits.Remove(others, neighbour);
            if (!Bits.Covers(graph.AdjacentRows[neighbour], others))
            {
                return false;
            }
        }

        return true;
    }
}
