using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;

namespace Isl.Grains.Identification.Paths;

/// <summary>The paths of definite status between treatments and outcomes in a class of DAGs, and what holds of them in every member.</summary>
/// <remarks>
/// Source: Perković, Textor, Kalisch &amp; Maathuis (2018), section 2, and Perković, Kalisch &amp; Maathuis (2017) for classes with knowledge: an
/// inner node has definite status when it is a collider in every member or in none; of the paths that are open in a member, one has definite status
/// throughout. An open edge out of a treatment can be set either way, and rule 1 of Meek (1995) then directs all open edges behind it, so a path of
/// open edges followed by forward ones is causal in some members and not in others.
/// </remarks>
/// <param name="graph">The class, closed under Meek's rules: every open edge can be set either way.</param>
/// <param name="treatments">Where paths start.</param>
/// <param name="outcomes">Where they end.</param>
internal sealed class ClassPaths(Cpdag graph, int[] treatments, int[] outcomes)
{
    private const int MaxSteps = 2_000_000;

    private readonly bool[] _isTreatment = Flags(graph.Order, treatments);
    private readonly bool[] _isOutcome = Flags(graph.Order, outcomes);
    private readonly int[] _distance = Distances(graph, outcomes);
    private readonly bool[] _taken = new bool[graph.Order];
    private readonly List<int> _path = [];
    private readonly List<List<PathStep>> _found = [];
    private int _steps;
    private bool _isDeeper;

    /// <summary>The paths, short ones first, and whether there may be more.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="budget">When spent, it ends with the paths found so far; when cancelled, it throws.</param>
    public (List<List<PathStep>> Paths, bool Truncated) List(int most, WorkBudget budget)
    {
        for (var length = 1; length < graph.Order; length++)
        {
            _isDeeper = false;
            foreach (var treatment in treatments)
            {
                if (!Extend(treatment, length, most, budget))
                {
                    _found.Sort(PathSearch.Compare);
                    return (_found, true);
                }
            }

            if (!_isDeeper)
            {
                break;
            }
        }

        _found.Sort(PathSearch.Compare);
        return (_found, false);
    }

    /// <summary>What the path is in the members.</summary>
    public static PathKind KindOf(List<PathStep> path)
    {
        var open = path.TakeWhile(step => step.Next == Arrow.Open).Count();
        var isForward = path.Skip(open).All(step => step.Next is Arrow.Forward or Arrow.None);
        return (isForward, open, path[0].Next) switch
        {
            (true, 0, _) => PathKind.Causal,
            (true, _, _) => PathKind.PossiblyCausal,
            (_, _, Arrow.Backward) => PathKind.Backdoor,
            _ => PathKind.Noncausal,
        };
    }

    /// <summary>Inner nodes that both edges of a path point at.</summary>
    public static IEnumerable<int> Colliders(List<PathStep> path) => Enumerable.Range(1, Math.Max(0, path.Count - 2))
        .Where(at => path[at - 1].Next == Arrow.Forward && path[at].Next == Arrow.Backward)
        .Select(at => path[at].Node);

    /// <summary>Goes on from a node to the paths of exactly so many more edges; false where the search must end.</summary>
    private bool Extend(int node, int left, int most, WorkBudget budget)
    {
        if (++_steps > MaxSteps || IsSpent(budget))
        {
            return false;
        }

        var goesOn = true;
        _taken[node] = true;
        _path.Add(node);
        foreach (var next in graph.Neighbours(node))
        {
            if (_taken[next] || _isTreatment[next] || _distance[next] < 0 || !HasStatus(next))
            {
                continue;
            }

            if (_isOutcome[next])
            {
                goesOn = left > 1 || Add(next, most);
            }
            else if (left > _distance[next])
            {
                goesOn = Extend(next, left - 1, most, budget);
            }
            else
            {
                _isDeeper = true; // a longer path may lead through here
            }

            if (!goesOn)
            {
                break;
            }
        }

        _path.RemoveAt(_path.Count - 1);
        _taken[node] = false;
        return goesOn;
    }

    private bool Add(int outcome, int most)
    {
        if (_found.Count == most)
        {
            return false;
        }

        var path = new List<PathStep>(_path.Count + 1);
        for (var at = 0; at < _path.Count; at++)
        {
            path.Add(new PathStep(_path[at], ArrowTo(_path[at], at + 1 < _path.Count ? _path[at + 1] : outcome)));
        }

        path.Add(new PathStep(outcome, Arrow.None));
        _found.Add(path);
        return true;
    }

    private Arrow ArrowTo(int from, int to) =>
        graph.IsDirected(from, to) ? Arrow.Forward : graph.IsDirected(to, from) ? Arrow.Backward : Arrow.Open;

    /// <summary>Has the last node of the path a definite status when the path goes on to the next?</summary>
    private bool HasStatus(int next)
    {
        if (_path.Count < 2)
        {
            return true;
        }

        var (before, node) = (_path[^2], _path[^1]);
        var isCollider = graph.IsDirected(before, node) && graph.IsDirected(next, node);
        var isNone = graph.IsDirected(node, before) || graph.IsDirected(node, next)
            || (graph.IsUndirected(before, node) && graph.IsUndirected(node, next) && !graph.IsAdjacent(before, next));
        return isCollider || isNone;
    }

    private static bool IsSpent(WorkBudget budget)
    {
        budget.ThrowIfCancelled();
        return budget.IsSpent;
    }

    private static bool[] Flags(int count, int[] nodes)
    {
        var flags = new bool[count];
        Array.ForEach(nodes, node => flags[node] = true);
        return flags;
    }

    /// <summary>Edges from each node to the nearest outcome; −1 where none leads there.</summary>
    private static int[] Distances(Cpdag graph, int[] outcomes)
    {
        var distance = new int[graph.Order];
        Array.Fill(distance, -1);
        Array.ForEach(outcomes, outcome => distance[outcome] = 0);
        var waiting = new Queue<int>(outcomes);
        while (waiting.TryDequeue(out var node))
        {
            foreach (var next in graph.Neighbours(node).Where(next => distance[next] < 0))
            {
                distance[next] = distance[node] + 1;
                waiting.Enqueue(next);
            }
        }

        return distance;
    }
}
