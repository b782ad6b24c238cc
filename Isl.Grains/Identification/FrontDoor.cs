using Isl.Graphs;

namespace Isl.Identification;

/// <summary>Front-door sets of treatments and outcomes: found, made minimal, listed, checked.</summary>
/// <remarks>
/// Source: Pearl (1995) for the criterion; Jeong, Tian &amp; Bareinboim (2022), "Finding and listing front-door adjustment sets"; Wienöbst,
/// van der Zander &amp; Liśkiewicz (2024), "Linear-time algorithms for front-door adjustment in causal graphs". A set Z of observed nodes is
/// a front-door set when (i) it meets every directed path from treatments to outcomes, (ii) no back-door path from treatments to Z is
/// open, and (iii) the treatments block every back-door path from Z to outcomes: they separate the two once the edges leaving Z are removed.
/// <para>Among the sets within given nodes there is a greatest one with (ii) and (iii), and (i) only gains by size. The nodes of it from which
/// an outcome is reached along a directed path without a treatment or another member are a front-door set too. Of these, only the ones
/// that the treatments reach first are needed, and the ones that a back-door walk from a needed one reaches: every set among them that
/// lacks one fails (i) or (iii), so what is left is minimal. Each of these steps is one search, O(V + E).</para>
/// <para>Searches share working memory: one instance serves one thread.</para>
/// </remarks>
public sealed class FrontDoor
{
    /// <summary>Nodes and edges that a listing may visit: the bound that keeps the same graph giving the same sets.</summary>
    private const long MaxWork = 20_000_000;

    /// <summary>What a branch costs beside its visits.</summary>
    private const int BranchWork = 200;

    private readonly CausalDiagram _diagram;
    private readonly int[] _treatments;
    private readonly int[] _outcomes;
    private readonly bool[] _isTreatment;
    private readonly bool[] _isOutcome;

    /// <summary>Nodes that as colliders the treatments open.</summary>
    private readonly bool[] _aboveTreatments;

    /// <summary>Observed nodes with condition (ii).</summary>
    private readonly bool[] _candidates;
    private readonly NodeStack _stack;

    /// <summary>Prepares the question. O(V + E).</summary>
    /// <param name="diagram">The graph.</param>
    /// <param name="treatments">What is set.</param>
    /// <param name="outcomes">What is read; disjoint from the treatments.</param>
    public FrontDoor(CausalDiagram diagram, ReadOnlySpan<int> treatments, ReadOnlySpan<int> outcomes)
    {
        _diagram = diagram;
        _treatments = treatments.ToArray();
        _outcomes = outcomes.ToArray();
        _isTreatment = diagram.Flags(treatments);
        _isOutcome = diagram.Flags(outcomes);
        _aboveTreatments = diagram.Ancestors(treatments);
        _stack = new NodeStack(diagram.Count * 2);
        _candidates = Candidates();
    }

    /// <summary>The greatest front-door set, ascending; null when there is none. O(V + E).</summary>
    public int[]? FindGreatest()
    {
        var set = Greatest(_candidates);
        return Intercepts(set) ? Nodes(set) : null;
    }

    /// <summary>A front-door set without a proper subset that is one, ascending; null when there is none. O(V + E).</summary>
    public int[]? FindMinimal() => FindMinimal(_candidates);

    /// <summary>Every front-door set without a proper subset that is one, smaller ones first, then by node order; at most <paramref name="max"/>.</summary>
    /// <returns>The sets, and whether there may be more of them.</returns>
    /// <remarks>
    /// A set T other than a known minimal set Z lacks some node of Z: each branch excludes one node of Z and keeps those before it, so that
    /// no set is met in two branches. Work is bounded, so that the same graph gives the same sets; when <paramref name="budget"/> is spent
    /// the sets found so far are returned as truncated.
    /// </remarks>
    public (List<int[]> Sets, bool Truncated) ListMinimal(int max, CancellationToken budget, CancellationToken cancellation)
    {
        var sets = new List<int[]>();
        var branches = new Stack<Branch>();
        branches.Push(new Branch([], [], [], -1));
        var work = 0L;
        while (branches.TryPop(out var open))
        {
            // The branches of a set are opened one by one, so that memory stays at one set for each level.
            if (open.Next + 1 < open.Free.Length)
            {
                branches.Push(open with { Next = open.Next + 1 });
            }

            cancellation.ThrowIfCancellationRequested();
            work += (4L * _diagram.Size) + BranchWork;
            if (work > MaxWork || budget.IsCancellationRequested)
            {
                return Answer(truncated: true);
            }

            var (kept, excluded) = open.Sides();
            if (FindMinimal(Without(excluded)) is not { } set)
            {
                continue;
            }

            // A set of this branch holds what is kept; when that holds a front-door set, only that one can be minimal.
            var within = kept.Length > 0 ? FindMinimal(_diagram.Flags(kept)) : null;
            var found = within is { } inside ? inside.Length == kept.Length : Array.TrueForAll(kept, set.Contains);
            if (found && sets.Count == max)
            {
                return Answer(truncated: true);
            }

            if (found)
            {
                sets.Add(within ?? set);
            }

            if (within is null && set.Length > 0)
            {
                branches.Push(new Branch(kept, excluded, [.. set.Except(kept)], 0));
            }
        }

        return Answer(truncated: false);

        (List<int[]> Sets, bool Truncated) Answer(bool truncated)
        {
            sets.Sort(NodeSets.BySizeThenNodes);
            return (sets, truncated);
        }
    }

    /// <summary>Is the set a front-door set, and if not, which condition fails on which path? O(V + E).</summary>
    public FrontDoorCheck Check(ReadOnlySpan<int> set)
    {
        var barred = new List<(int, MemberFlaw)>();
        foreach (var node in set)
        {
            var flaw = _isTreatment[node] ? MemberFlaw.Treatment
                : _isOutcome[node] ? MemberFlaw.Outcome
                : _diagram.IsLatent(node) ? MemberFlaw.Latent
                : MemberFlaw.None;
            if (flaw != MemberFlaw.None)
            {
                barred.Add((node, flaw));
            }
        }

        if (barred.Count > 0)
        {
            return new FrontDoorCheck(FrontDoorFlaw.BarredMember, barred, null);
        }

        var isMember = _diagram.Flags(set);
        if (DirectedPath(isMember) is { } direct)
        {
            return new FrontDoorCheck(FrontDoorFlaw.PathNotMet, barred, direct);
        }

        if (DSeparation.FindOpenPath(_diagram.WithoutOutgoing(_isTreatment), _treatments, set, []) is { } toSet)
        {
            return new FrontDoorCheck(FrontDoorFlaw.TreatmentConfounded, barred, toSet);
        }

        return DSeparation.FindOpenPath(_diagram.WithoutOutgoing(isMember), set, _outcomes, _treatments) is { } toOutcome
            ? new FrontDoorCheck(FrontDoorFlaw.OutcomeConfounded, barred, toOutcome)
            : new FrontDoorCheck(FrontDoorFlaw.None, barred, null);
    }

    /// <summary>Observed nodes that no open back-door path joins to a treatment: not reached by going up from the treatments, then down.</summary>
    private bool[] Candidates()
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

    private int[]? FindMinimal(bool[] within)
    {
        var greatest = Greatest(within);
        if (!Intercepts(greatest))
        {
            return null;
        }

        var last = LastBeforeOutcomes(greatest);
        return Nodes(Needed(last));
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
            set[node] = within[node] && _candidates[node];
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

    private List<PathStep>? DirectedPath(bool[] avoided)
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

    private bool[] Without(int[] excluded)
    {
        var within = (bool[])_candidates.Clone();
        foreach (var node in excluded)
        {
            within[node] = false;
        }

        return within;
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

    /// <summary>Branches of a set: what they all keep and exclude, the nodes that they tell apart, and the one to open next; -1 for the root.</summary>
    private sealed record Branch(int[] Kept, int[] Excluded, int[] Free, int Next)
    {
        public (int[] Kept, int[] Excluded) Sides() =>
            Next < 0 ? (Kept, Excluded) : ([.. Kept, .. Free.AsSpan(0, Next)], [.. Excluded, Free[Next]]);
    }
}
