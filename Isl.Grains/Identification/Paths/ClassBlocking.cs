using Isl.Grains.GraphCore;

namespace Isl.Grains.Identification.Paths;

/// <summary>In which members of a class is a path open?</summary>
internal enum OpenIn
{
    /// <summary>In none of them.</summary>
    None,

    /// <summary>In some, and not in others.</summary>
    Some,

    /// <summary>In every one.</summary>
    All,
}

/// <summary>Which paths of definite status a conditioning set blocks in every member of a class of DAGs, in some, or in none.</summary>
/// <remarks>
/// A non-collider is one in every member. A collider opens its path where something conditioned on descends from it, and that can differ: with open
/// edges from the collider towards the set, members that point one of them away open it, a member that points them all at it does not. Whether such a
/// member exists is tried (Meek 1995): the edges are set, the rules applied, and a DAG of the class is sought.
/// </remarks>
/// <param name="graph">The class, closed under Meek's rules.</param>
/// <param name="given">The conditioning set.</param>
internal sealed class ClassBlocking(Cpdag graph, int[] given)
{
    private readonly HashSet<int> _given = [.. given];
    private readonly DirectedEdges _member = graph.ConsistentExtension()!;
    private readonly Dictionary<int, (OpenIn Where, List<int> Towards)> _colliders = [];

    /// <summary>Where the path is open, and what blocks it in some member or in all, in the order of the path.</summary>
    public (OpenIn Where, List<int> Blockers) Of(List<PathStep> path)
    {
        var blockers = new List<int>();
        var where = OpenIn.All;
        var unsure = new List<List<(int From, int To)>>();
        for (var at = 1; at < path.Count - 1; at++)
        {
            var node = path[at].Node;
            var isCollider = path[at - 1].Next == Arrow.Forward && path[at].Next == Arrow.Backward;
            var here = isCollider ? OfCollider(node).Where : _given.Contains(node) ? OpenIn.None : OpenIn.All;
            if (here != OpenIn.All)
            {
                blockers.Add(node);
                where = here < where ? here : where;
            }

            if (here == OpenIn.Some)
            {
                unsure.Add([.. OfCollider(node).Towards.Select(next => (node, next))]);
            }
        }

        // Each of several colliders can be open in a member of its own without one in which all are.
        return (where == OpenIn.Some && unsure.Count > 1 && !CanAllHold(graph, unsure, 0) ? OpenIn.None : where, blockers);
    }

    /// <summary>In which members something conditioned on descends from the node, and the open edges that decide it.</summary>
    private (OpenIn Where, List<int> Towards) OfCollider(int node)
    {
        if (!_colliders.TryGetValue(node, out var known))
        {
            known = _colliders[node] = Decide(node);
        }

        return known;
    }

    private (OpenIn Where, List<int> Towards) Decide(int node)
    {
        if (_given.Any(one => graph.Reaches(node, one)))
        {
            return (OpenIn.All, []);
        }

        var towards = graph.UndirectedNeighbours(node).Where(next => MayReach(node, next)).ToList();
        return towards.Count == 0 ? (OpenIn.None, towards)
            : HasMember(graph, towards.Select(next => (next, node))) ? (OpenIn.Some, towards)
            : (OpenIn.All, towards);
    }

    /// <summary>Does a possibly causal path without shielded triples lead by this edge to something conditioned on?</summary>
    private bool MayReach(int start, int first)
    {
        var seen = new HashSet<(int, int)> { (start, first) };
        var waiting = new Stack<(int Before, int Node)>([(start, first)]);
        while (waiting.TryPop(out var step))
        {
            if (_given.Contains(step.Node))
            {
                return true;
            }

            foreach (var next in graph.Neighbours(step.Node))
            {
                if (next != step.Before && !graph.IsDirected(next, step.Node) && !graph.IsAdjacent(step.Before, next) && seen.Add((step.Node, next)))
                {
                    waiting.Push((step.Node, next));
                }
            }
        }

        return false;
    }

    private bool CanAllHold(Cpdag so, List<List<(int From, int To)>> choices, int at) =>
        at == choices.Count || choices[at].Any(edge => With(so, [edge]) is { } next && CanAllHold(next, choices, at + 1));

    private bool HasMember(Cpdag so, IEnumerable<(int From, int To)> edges) => With(so, edges) is not null;

    /// <summary>The graph with edges set and what follows from them; null where no DAG of the class has them.</summary>
    private Cpdag? With(Cpdag so, IEnumerable<(int From, int To)> edges)
    {
        var set = so.Copy();
        foreach (var (from, to) in edges)
        {
            if (set.IsDirected(to, from))
            {
                return null;
            }

            set.Orient(from, to);
        }

        var outcome = MeekRules.Close(set, constraints: null, fourth: true);
        return outcome.RefusedByCycle == 0 && set.ConsistentExtension() is { } dag && Cpdag.SameClass(dag, _member) ? set : null;
    }
}
