using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;

namespace Isl.Grains.Identification.Paths;

/// <summary>How far a search for paths goes; counts, so that the same question gives the same list.</summary>
/// <param name="Paths">Most paths.</param>
/// <param name="Nodes">Most nodes in all of them together: what the list may take in memory.</param>
/// <param name="Steps">Most edges looked at.</param>
internal readonly record struct PathLimits(int Paths, int Nodes = 100_000, int Steps = 2_000_000);

/// <summary>Paths found, and whether there are, or may be, more.</summary>
internal readonly record struct PathList(List<List<PathStep>> Paths, bool Truncated);

/// <summary>The simple paths of one kind between treatments and outcomes, short ones first.</summary>
/// <remarks>
/// <para>
/// Best first over beginnings of paths, in buckets by the length of the shortest completion: the idea of Hart, Nilsson &amp; Raphael (1968)
/// with the partition by deviations of Lawler (1972). The completion is read off a tree of shortest ways to the outcomes; only where that way runs
/// into the beginning itself is the graph searched afresh without those nodes. So a beginning is taken up only when it can be completed, and
/// the delay from one path to the next is polynomial, however many dead ends there are.
/// </para>
/// <para>
/// Edges that cannot lie on any simple path from treatments to outcomes are left out beforehand (<see cref="BlockChain"/>).
/// Where a path must still turn from its direction (kind <see cref="PathKind.Noncausal"/>), the completion may meet itself and is a bound only.
/// Beginnings that come to nothing for that reason are beginnings of causal paths too, so there are few of them unless there are many causal paths.
/// </para>
/// </remarks>
internal sealed class PathSearch
{
    private const int MaxPending = 300_000;
    private const int CheckEvery = 0xFFF;

    private readonly PathGraph _graph;
    private readonly PathKind _kind;
    private readonly PathLimits _limits;
    private readonly WorkBudget _budget;
    private readonly int[] _distance;
    private readonly int[] _onward;
    private readonly bool[] _taken;
    private readonly int[] _seen;
    private readonly int[] _queue;
    private readonly SortedDictionary<int, List<Beginning>> _buckets = [];
    private readonly List<List<PathStep>> _found = [];
    private int _search;
    private int _steps;
    private int _nodes;
    private int _pending;
    private int _droppedFrom = int.MaxValue;
    private bool _stopped;

    private PathSearch(PathGraph graph, PathKind kind, PathLimits limits, WorkBudget budget)
    {
        (_graph, _kind, _limits, _budget) = (graph, kind, limits, budget);
        _distance = new int[graph.Count * 2];
        _onward = new int[graph.Count * 2];
        _taken = new bool[graph.Count];
        _seen = new int[graph.Count * 2];
        _queue = new int[graph.Count * 2];
    }

    /// <summary>Finds the paths of one kind, short ones first, then by node and arrow.</summary>
    /// <param name="graph">The graph with its treatments and outcomes.</param>
    /// <param name="kind">Which paths.</param>
    /// <param name="limits">Where to stop; among paths of the greatest length listed, others may then be missing.</param>
    /// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
    public static PathList Find(PathGraph graph, PathKind kind, PathLimits limits, WorkBudget budget)
    {
        var search = new PathSearch(graph, kind, limits, budget);
        search.MeasureDistances();
        search.Run();
        search._found.Sort(Compare);
        return new PathList(search._found, search._stopped || search._droppedFrom < int.MaxValue);
    }

    /// <summary>Short paths first, then in the order of their nodes, then of their arrows.</summary>
    public static int Compare(List<PathStep> a, List<PathStep> b)
    {
        if (a.Count != b.Count)
        {
            return a.Count.CompareTo(b.Count);
        }

        for (var i = 0; i < a.Count; i++)
        {
            if (a[i].Node != b[i].Node)
            {
                return a[i].Node.CompareTo(b[i].Node);
            }
        }

        for (var i = 0; i < a.Count; i++)
        {
            if (a[i].Next != b[i].Next)
            {
                return a[i].Next.CompareTo(b[i].Next);
            }
        }

        return 0;
    }

    /// <summary>
    /// Fills, for every state, the length of the shortest way on to an outcome, and the state that way begins with; -1 where there is none.
    /// A state is a node and whether the path has turned yet (1) or must still turn (0).
    /// </summary>
    private void MeasureDistances()
    {
        Array.Fill(_distance, -1);
        var (head, tail) = (0, 0);
        foreach (var outcome in _graph.Outcomes)
        {
            _distance[(outcome << 1) | 1] = 0;
            _queue[tail++] = (outcome << 1) | 1;
        }

        while (head < tail)
        {
            var state = _queue[head++];
            var turned = (state & 1) == 1;
            foreach (var link in _graph.Back(state >> 1))
            {
                if (_graph.IsTreatment[link.Next] || _graph.IsOutcome[link.Next])
                {
                    continue;
                }

                var forward = link.Arrow == Arrow.Forward;
                if (turned && (forward || _kind != PathKind.Causal))
                {
                    Reach((link.Next << 1) | 1);
                }

                if (_kind == PathKind.Noncausal && turned != forward)
                {
                    Reach(link.Next << 1);
                }
            }

            void Reach(int before)
            {
                if (_distance[before] < 0)
                {
                    _distance[before] = _distance[state] + 1;
                    _onward[before] = state;
                    _queue[tail++] = before;
                }
            }
        }
    }

    private void Run()
    {
        foreach (var treatment in _graph.Treatments)
        {
            Explore(new Beginning(treatment, Arrow.None, _kind != PathKind.Noncausal, 0, null), bound: 0, isClear: false);
        }

        while (_buckets.Count > 0 && !_stopped)
        {
            var (bound, waiting) = _buckets.First();
            if (bound > _droppedFrom)
            {
                return;
            }

            _buckets.Remove(bound);
            foreach (var beginning in waiting)
            {
                _pending--;
                TakeUp(beginning, bound);
                if (_stopped)
                {
                    return;
                }
            }
        }
    }

    private void TakeUp(Beginning beginning, int bound)
    {
        if (_graph.IsOutcome[beginning.Node])
        {
            Add(beginning);
            return;
        }

        Mark(beginning, taken: true);
        var (rest, isClear) = Complete(StateOf(beginning));
        if (rest >= 0 && beginning.Length + rest > bound)
        {
            Defer(beginning, beginning.Length + rest);
        }
        else if (rest >= 0)
        {
            Explore(beginning, bound, isClear);
        }

        Mark(beginning, taken: false);
    }

    /// <summary>Depth-first over the continuations that can end with a length of <paramref name="bound"/>; the longer ones are put off.</summary>
    /// <param name="from">What to continue.</param>
    /// <param name="bound">Length of the paths to find.</param>
    /// <param name="isClear">Is the shortest way on from there known to meet no taken node? Then it need not be walked again from each of its
    /// nodes.</param>
    private void Explore(Beginning from, int bound, bool isClear)
    {
        var stack = new Stack<(Beginning At, int Link, bool IsClear)>();
        _taken[from.Node] = true;
        stack.Push((from, 0, isClear));
        while (stack.TryPop(out var frame) && !_stopped)
        {
            var (at, next, wayIsClear) = frame;
            var links = _graph.Onward(at.Node);
            if (next == links.Length)
            {
                _taken[at.Node] = false;
                continue;
            }

            stack.Push((at, next + 1, wayIsClear));
            var link = links[next];
            Step();
            var (allowed, turned) = Follow(at, link.Arrow);
            var state = (link.Next << 1) | (turned ? 1 : 0);
            var known = _distance[state];
            if (!allowed || known < 0 || _taken[link.Next] || _graph.IsTreatment[link.Next])
            {
                continue;
            }

            var beginning = new Beginning(link.Next, link.Arrow, turned, at.Length + 1, at);
            var bestCase = beginning.Length + known;
            var (rest, isClearOn) = bestCase > bound ? (known, false)
                : wayIsClear && _onward[StateOf(at)] == state ? (known, true)
                : Complete(state);
            if (rest < 0)
            {
                continue;
            }

            if (beginning.Length + rest > bound)
            {
                Defer(beginning, beginning.Length + rest);
            }
            else if (_graph.IsOutcome[link.Next])
            {
                Add(beginning);
            }
            else
            {
                _taken[link.Next] = true;
                stack.Push((beginning, 0, isClearOn));
            }
        }

        // Where the search was stopped, marks are left behind that nobody reads any more.
    }

    /// <summary>May a path of this kind go on by this edge, and has it then turned?</summary>
    private (bool Allowed, bool Turned) Follow(Beginning at, Arrow arrow)
    {
        var forward = arrow == Arrow.Forward;
        return _kind switch
        {
            PathKind.Causal => (forward, true),
            PathKind.Backdoor => (at.Length > 0 || !forward, true),
            _ => (at.Length > 0 || forward, at.Turned || !forward),
        };
    }

    private static int StateOf(Beginning at) => (at.Node << 1) | (at.Turned ? 1 : 0);

    /// <summary>Length of the shortest way on to an outcome that meets no taken node, or -1; and whether the way in the tree is such a one.</summary>
    private (int Length, bool IsClear) Complete(int first)
    {
        for (var state = first; ; state = _onward[state])
        {
            Step();
            if (_distance[state] == 0)
            {
                return (_distance[first], true);
            }

            if (_taken[_onward[state] >> 1])
            {
                return (Search(first), false);
            }
        }
    }

    private int Search(int first)
    {
        _search++;
        var (head, tail, length) = (0, 1, 0);
        _queue[0] = first;
        _seen[first] = _search;
        while (head < tail)
        {
            length++;
            for (var end = tail; head < end; head++)
            {
                var state = _queue[head];
                foreach (var link in _graph.Onward(state >> 1))
                {
                    Step();
                    var forward = link.Arrow == Arrow.Forward;
                    if (_taken[link.Next] || _graph.IsTreatment[link.Next] || (_kind == PathKind.Causal && !forward))
                    {
                        continue;
                    }

                    var next = (link.Next << 1) | ((state & 1) == 1 || !forward ? 1 : 0);
                    if (_distance[next] == 0)
                    {
                        return length;
                    }

                    if (_distance[next] > 0 && _seen[next] != _search && !_graph.IsOutcome[link.Next])
                    {
                        _seen[next] = _search;
                        _queue[tail++] = next;
                    }
                }

                if (_stopped)
                {
                    return -1;
                }
            }
        }

        return -1;
    }

    private void Defer(Beginning beginning, int bound)
    {
        if (_pending == MaxPending)
        {
            _droppedFrom = Math.Min(_droppedFrom, bound);
            return;
        }

        _pending++;
        if (!_buckets.TryGetValue(bound, out var waiting))
        {
            _buckets[bound] = waiting = [];
        }

        waiting.Add(beginning);
    }

    private void Add(Beginning end)
    {
        _nodes += end.Length + 1;
        if (_found.Count == _limits.Paths || _nodes > _limits.Nodes)
        {
            _stopped = true;
            return;
        }

        List<PathStep> path = new(end.Length + 1) { new PathStep(end.Node, Arrow.None) };
        for (var at = end; at.Before is not null; at = at.Before)
        {
            path.Add(new PathStep(at.Before.Node, at.Into));
        }

        path.Reverse();
        _found.Add(path);
    }

    private void Mark(Beginning beginning, bool taken)
    {
        for (var at = beginning; at is not null; at = at.Before)
        {
            Step();
            _taken[at.Node] = taken;
        }
    }

    private void Step()
    {
        _steps++;
        if (_steps > _limits.Steps)
        {
            _stopped = true;
        }
        else if ((_steps & CheckEvery) == 0)
        {
            _budget.ThrowIfCancelled();
            _stopped |= _budget.IsSpent;
        }
    }

    /// <summary>The beginning of a path, linked backwards, so that all that continue it share it.</summary>
    private sealed record Beginning(int Node, Arrow Into, bool Turned, int Length, Beginning? Before);
}
