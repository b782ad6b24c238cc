using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;

namespace Isl.Grains.Identification.Criteria;

/// <summary>Front-door sets of treatments and outcomes: found, made minimal, listed, checked.</summary>
/// <remarks>
/// Source: Pearl (1995) for the criterion; Jeong, Tian &amp; Bareinboim (2022), "Finding and listing front-door adjustment sets"; Wienöbst,
/// van der Zander &amp; Liśkiewicz (2024), "Linear-time algorithms for front-door adjustment in causal graphs". A set Z of observed nodes is
/// a front-door set when (i) it meets every directed path from treatments to outcomes, (ii) no back-door path from treatments to Z is
/// open, and (iii) the treatments block every back-door path from Z to outcomes: they separate the two once the edges leaving Z are removed.
/// One instance serves one thread.
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
    private readonly FrontDoorSearch _search;

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
        _search = new FrontDoorSearch(diagram, _treatments, _outcomes);
    }

    /// <summary>The greatest front-door set, ascending; null when there is none. O(V + E).</summary>
    public int[]? FindGreatest() => _search.FindGreatest(_search.Candidates);

    /// <summary>A front-door set without a proper subset that is one, ascending; null when there is none. O(V + E).</summary>
    public int[]? FindMinimal() => _search.FindMinimal(_search.Candidates);

    /// <summary>
    /// Every front-door set without a proper subset that is one, smaller ones first, then by node order; at most <paramref name="max"/>.
    /// </summary>
    /// <returns>The sets, and whether there may be more of them.</returns>
    /// <remarks>
    /// A set T other than a known minimal set Z lacks some node of Z: each branch excludes one node of Z and keeps those before it, so that
    /// no set is met in two branches. Work is bounded, so that the same graph gives the same sets; when <paramref name="budget"/> is spent
    /// the sets found so far are returned as truncated.
    /// </remarks>
    public (List<int[]> Sets, bool Truncated) ListMinimal(int max, WorkBudget budget)
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

            budget.ThrowIfCancelled();
            work += (4L * _diagram.Size) + BranchWork;
            if (work > MaxWork || budget.IsSpent)
            {
                return Answer(truncated: true);
            }

            var (kept, excluded) = open.Sides();
            if (_search.FindMinimal(Without(excluded)) is not { } set)
            {
                continue;
            }

            // A set of this branch holds what is kept; when that holds a front-door set, only that one can be minimal.
            var within = kept.Length > 0 ? _search.FindMinimal(_diagram.Flags(kept)) : null;
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
        if (_search.FindPathAround(isMember) is { } direct)
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

    private bool[] Without(int[] excluded)
    {
        var within = (bool[])_search.Candidates.Clone();
        foreach (var node in excluded)
        {
            within[node] = false;
        }

        return within;
    }

    /// <summary>
    /// Branches of a set: what they all keep and exclude, the nodes that they tell apart, and the one to open next; -1 for the root.
    /// </summary>
    private sealed record Branch(int[] Kept, int[] Excluded, int[] Free, int Next)
    {
        public (int[] Kept, int[] Excluded) Sides() =>
            Next < 0 ? (Kept, Excluded) : ([.. Kept, .. Free.AsSpan(0, Next)], [.. Excluded, Free[Next]]);
    }
}
