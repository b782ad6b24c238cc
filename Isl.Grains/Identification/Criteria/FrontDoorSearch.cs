using Isl.Grains.GraphCore;

namespace Isl.Grains.Identification.Criteria;

/// <summary>The linear-time searches behind <see cref="FrontDoor"/>: candidates, the greatest set, a minimal one.</summary>
/// <remarks>
/// Among the sets within given nodes there is a greatest one with (ii) and (iii), and (i) only gains by size. The nodes of it from which
/// an outcome is reached along a directed path without a treatment or another member are a front-door set too. Of these, only the ones
/// that the treatments reach first are needed, and the ones that a back-door walk from a needed one reaches: every set among them that
/// lacks one fails (i) or (iii), so what is left is minimal. Each of these steps is one search, O(V + E).
/// Conditions (i) to (iii) are numbered as in <see cref="FrontDoor"/>. Searches share working memory: one instance serves one thread.
/// </remarks>
internal sealed class FrontDoorSearch
{
    private readonly CausalDiagram _diagram;
    private readonly int[] _treatments;
    private readonly int[] _outcomes;
    private readonly bool[] _isTreatment;
    private readonly bool[] _isOutcome;

    /// <summary>Nodes that as colliders the treatments open.</summary>
    private readonly bool[] _aboveTreatments;
    private readonly NodeStack _stack;

    /// <summary>Prepares the searches. O(V + E).</summary>
    public FrontDoorSearch(CausalDiagram diagram, int[] treatments, int[] outcomes)
    {
        _diagram = diagram;
        _treatments = treatments;
        _outcomes = outcomes;
        _isTreatment = diagram.Flags(treatments);
        _isOutcome = diagram.Flags(outcomes);
        _aboveTreatments = diagram.Ancestors(treatments);
        _stack = new NodeStack(diagram.Count * 2);
        Candidates = FindCandidates();
    }

    /// <summary>Observed nodes with condition (ii), as flags by node.</summary>
    public bool[] Candidates { get; }

    /// <summary>The greatest front-door set within <paramref name="within"/>, ascending; null when there is none.</summary>
    public int[]? FindGreatest(bool[] within)
    {
        var set = Greatest(within);
        return Intercepts(set) ? Nodes(set) : null;
    }

    /// <summary>A minimal front-door set within <paramref name="within"/>, ascending; null when there is none.</summary>
    public int[]? FindMinimal(bool[] within)
    {
        var greatest = Greatest(within);
        return Intercepts(greatest) ? Nodes(Needed(LastBeforeOutcomes(greatest))) : null;
    }

    /// <summary>A directed path from treatments to outcomes without an avoided node; null when there is none.</summary>
    public List<PathStep>? FindPathAround(bool[] avoided)
    {
        var before = new int[_diagram.Count];
        var seen = new bool[_diagram.Count];
        foreach (var treatment in _treatments)
        {
            before[treatment] = -1;
            Reach(treatment, seen);
        }

        while (_stack.TryPop(out var node))
        {
            if (_isOutcome[node])
            {
                _stack.Clear();
                var path = new List<PathStep> { new(node, Arrow.None) };
                for (var step = before[node]; step >= 0; step = before[step])
                {
                    path.Add(new PathStep(step, Arrow.Forward));
                }

                path.Reverse();
                return path;
            }

            foreach (var child in _diagram.Children(node))
            {
                if (!avoided[child] && !seen[child])
                {
                    before[child] = node;
                    Reach(child, seen);
                }
            }
        }

        return null;
    }

    /// <summary>Observed nodes that no open back-door path joins to a treatment: not reached by going up from the treatments, then down.</summary>
    private bool[] FindCandidates()
    {
        var up = _diagram.AncestorsAvoiding(_treatments, _isTreatment);
        var seeds = new List<int>();
        for (var node = 0; node < up.Length; node++)
        {
            if (up[node])
            {
                foreach (var sibling in _diagram.Siblings(node))
                {
                    seeds.Add(sibling);
                }

                if (!_isTreatment[node])
                {
                    seeds.Add(node);
                }
            }
        }

        var candidates = new bool[up.Length];
        var down = DownFrom(seeds);
        for (var node = 0; node < up.Length; node++)
        {
            candidates[node] = !up[node] && !down[node] && !_isOutcome[node] && !_diagram.IsLatent(node);
        }

        return candidates;
    }

    /// <summary>Descendants of the seeds without the edges that leave treatments.</summary>
    private bool[] DownFrom(List<int> seeds)
    {
        var down = new bool[_diagram.Count];
        foreach (var seed in seeds)
        {
            Reach(seed, down);
        }

        while (_stack.TryPop(out var node))
        {
            if (!_isTreatment[node])
            {
                foreach (var child in _diagram.Children(node))
                {
                    Reach(child, down);
                }
            }
        }

        return down;
    }

    /// <summary>
    /// The greatest set within <paramref name="within"/> with (ii) and (iii). A walk from the outcomes that comes to a member by an
    /// arrowhead is an open back-door path: the node is no member of any such set. Its edges out then exist for walks, so a walk that
    /// came to it by one of them goes on.
    /// </summary>
    private bool[] Greatest(bool[] within)
    {
        var set = new bool[_diagram.Count];
        for (var node = 0; node < set.Length; node++)
        {
            set[node] = within[node] && Candidates[node];
        }

        var seen = new byte[_diagram.Count];
        var held = new bool[_diagram.Count];
        foreach (var outcome in _outcomes)
        {
            Arrive(outcome, byArrowhead: false);
        }

        while (_stack.TryPop(out var state))
        {
            var (node, byArrowhead) = (state >> 1, (state & 1) == 1);
            var open = !_isTreatment[node];
            if (open)
            {
                foreach (var child in _diagram.Children(node))
                {
                    Arrive(child, byArrowhead: true);
                }
            }

            if (byArrowhead ? _aboveTreatments[node] : open)
            {
                foreach (var parent in _diagram.Parents(node))
                {
                    Arrive(parent, byArrowhead: false);
                }

                foreach (var sibling in _diagram.Siblings(node))
                {
                    Arrive(sibling, byArrowhead: true);
                }
            }
        }

        return set;

        void Arrive(int node, bool byArrowhead)
        {
            if (set[node] && !byArrowhead)
            {
                held[node] = true;
                return;
            }

            Enter(node, byArrowhead, seen);
            if (set[node])
            {
                set[node] = false;
                if (held[node])
                {
                    Enter(node, byArrowhead: false, seen);
                }
            }
        }
    }

    /// <summary>Condition (i): does every directed path from treatments to outcomes meet the set?</summary>
    private bool Intercepts(bool[] set)
    {
        var seen = new bool[_diagram.Count];
        var meets = true;
        foreach (var treatment in _treatments)
        {
            Reach(treatment, seen);
        }

        while (_stack.TryPop(out var node))
        {
            foreach (var child in _diagram.Children(node))
            {
                meets &= !_isOutcome[child];
                if (!set[child])
                {
                    Reach(child, seen);
                }
            }
        }

        return meets;
    }

    /// <summary>Members from which a directed path leads to an outcome without a treatment or another member on it.</summary>
    private bool[] LastBeforeOutcomes(bool[] set)
    {
        var last = new bool[_diagram.Count];
        var seen = new bool[_diagram.Count];
        foreach (var outcome in _outcomes)
        {
            Reach(outcome, seen);
        }

        while (_stack.TryPop(out var node))
        {
            foreach (var parent in _diagram.Parents(node))
            {
                if (set[parent])
                {
                    last[parent] = true;
                }
                else if (!_isTreatment[parent])
                {
                    Reach(parent, seen);
                }
            }
        }

        return last;
    }

    /// <summary>
    /// Members that no front-door set within <paramref name="set"/> can do without: those the treatments reach first, and those that a
    /// walk reaches which leaves a needed one by an arrowhead and uses no edge out of a member.
    /// </summary>
    private bool[] Needed(bool[] set)
    {
        var needed = new bool[_diagram.Count];
        var below = new bool[_diagram.Count];
        var first = new List<int>();
        foreach (var treatment in _treatments)
        {
            Reach(treatment, below);
        }

        while (_stack.TryPop(out var node))
        {
            foreach (var child in _diagram.Children(node))
            {
                if (!set[child])
                {
                    Reach(child, below);
                }
                else if (!needed[child])
                {
                    needed[child] = true;
                    first.Add(child);
                }
            }
        }

        var seen = new byte[_diagram.Count];
        foreach (var node in first)
        {
            _stack.Push(node << 1);
        }

        while (_stack.TryPop(out var state))
        {
            var (node, byArrowhead) = (state >> 1, (state & 1) == 1);
            var open = !_isTreatment[node];
            if (open && !set[node])
            {
                foreach (var child in _diagram.Children(node))
                {
                    Arrive(child, byArrowhead: true);
                }
            }

            if (byArrowhead ? _aboveTreatments[node] : open)
            {
                foreach (var parent in _diagram.Parents(node))
                {
                    Arrive(parent, byArrowhead: false);
                }

                foreach (var sibling in _diagram.Siblings(node))
                {
                    Arrive(sibling, byArrowhead: true);
                }
            }
        }

        return needed;

        void Arrive(int node, bool byArrowhead)
        {
            if (!set[node])
            {
                Enter(node, byArrowhead, seen);
            }
            else if (!needed[node])
            {
                // Its own walks start as if from a removed child: up and across only.
                needed[node] = true;
                _stack.Push(node << 1);
            }
        }
    }

    private void Enter(int node, bool byArrowhead, byte[] seen)
    {
        var bit = (byte)(byArrowhead ? 2 : 1);
        if ((seen[node] & bit) == 0)
        {
            seen[node] |= bit;
            _stack.Push((node << 1) | (byArrowhead ? 1 : 0));
        }
    }

    private void Reach(int node, bool[] seen)
    {
        if (!seen[node])
        {
            seen[node] = true;
            _stack.Push(node);
        }
    }

    private static int[] Nodes(bool[] flags)
    {
        var nodes = new List<int>();
        for (var node = 0; node < flags.Length; node++)
        {
            if (flags[node])
            {
                nodes.Add(node);
            }
        }

        return [.. nodes];
    }
}
