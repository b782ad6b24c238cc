using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Separation;
using Isl.Grains.Numerics;

namespace Isl.Grains.Identification.Criteria;

/// <summary>Adjustment sets for the total effect of treatments on outcomes, by the proper back-door graph.</summary>
/// <remarks>
/// Source: van der Zander, Liśkiewicz &amp; Textor (2019), definitions 4 and 5 and theorem 7 (the constructive adjustment criterion): a set is
/// valid when it holds no forbidden node and separates treatments and outcomes in the graph without the first edge of every proper causal path.
/// A causal path is proper when only its first node is a treatment.
/// </remarks>
public sealed class Adjustment
{
    private readonly int[] _treatments;
    private readonly int[] _outcomes;
    private readonly CausalDiagram _diagram;
    private readonly bool[] _onProperCausalPath;
    private readonly bool[] _allowed;
    private readonly int[] _selected;

    /// <summary>Prepares the question. O(V + E).</summary>
    /// <param name="diagram">The graph.</param>
    /// <param name="treatments">What is set.</param>
    /// <param name="outcomes">What is read; disjoint from the treatments.</param>
    /// <param name="alsoForbidden">Nodes that no set may hold for another reason, as flags by node; null for none.</param>
    public Adjustment(CausalDiagram diagram, ReadOnlySpan<int> treatments, ReadOnlySpan<int> outcomes, bool[]? alsoForbidden = null)
    {
        _diagram = diagram;
        _treatments = treatments.ToArray();
        _outcomes = outcomes.ToArray();
        _selected = diagram.Selected;
        BarredBySelection = SelectionBias.BarsAdjustment(diagram, _treatments, _outcomes);
        var isTreatment = diagram.Flags(treatments);
        var below = diagram.DescendantsAvoiding(treatments, isTreatment);
        var above = diagram.AncestorsAvoiding(outcomes, isTreatment);
        var onPath = new bool[diagram.Count];
        var causal = new List<int>();
        for (var node = 0; node < diagram.Count; node++)
        {
            if (below[node] && above[node] && !isTreatment[node])
            {
                onPath[node] = true;
                causal.Add(node);
            }
        }

        _onProperCausalPath = onPath;
        Forbidden = diagram.Descendants([.. causal]);
        for (var node = 0; node < diagram.Count; node++)
        {
            Forbidden[node] |= alsoForbidden?[node] == true;
        }

        BackDoorGraph = diagram.Without(edge => isTreatment[edge.From] && onPath[edge.To]);
        var asked = diagram.Flags([.. _treatments, .. _outcomes, .. _selected]);
        _allowed = new bool[diagram.Count];
        for (var node = 0; node < diagram.Count; node++)
        {
            _allowed[node] = !asked[node] && !Forbidden[node] && !diagram.IsLatent(node);
        }
    }

    /// <summary>The graph without the first edge of every proper causal path.</summary>
    public CausalDiagram BackDoorGraph { get; }

    /// <summary>Nodes on proper causal paths and their descendants, as flags by node.</summary>
    public bool[] Forbidden { get; }

    /// <summary>The data are selected in a way that no adjustment repairs.</summary>
    public bool BarredBySelection { get; }

    /// <summary>Is there any causal path at all?</summary>
    public bool HasCausalPath => _onProperCausalPath.AsSpan().Contains(true);

    /// <summary>Nodes an adjustment set may hold, as flags by node.</summary>
    public ReadOnlySpan<bool> Allowed => _allowed;

    /// <summary>Is the node on a causal path, other than as a treatment?</summary>
    public bool IsOnCausalPath(int node) => _onProperCausalPath[node];

    /// <summary>Is the set valid? O(V + E).</summary>
    public bool IsValid(ReadOnlySpan<int> set)
    {
        foreach (var node in set)
        {
            if (!_allowed[node] && !_selected.Contains(node))
            {
                return false;
            }
        }

        return !BarredBySelection && DSeparation.IsSeparated(BackDoorGraph, _treatments, _outcomes, WithSelected(set));
    }

    /// <summary>A non-causal path that the set leaves open, or null. O(V + E).</summary>
    public List<PathStep>? FindOpenPath(ReadOnlySpan<int> set) => DSeparation.FindOpenPath(BackDoorGraph, _treatments, _outcomes, WithSelected(set));

    /// <summary>A non-causal path that no set blocks, or null. O(V + E).</summary>
    /// <remarks>
    /// What an adjustment set can be made of lies above the treatments, outcomes and selected nodes; what is open given all of that is not opened by
    /// a
    /// choice of the set.
    /// </remarks>
    public List<PathStep>? FindUnblockablePath()
    {
        var above = _diagram.Ancestors([.. _treatments, .. _outcomes, .. _selected]);
        return FindOpenPath([.. Enumerable.Range(0, _diagram.Count).Where(node => _allowed[node] && above[node])]);
    }

    /// <summary>Everything that is wrong with a set, or that nothing is. O(V + E).</summary>
    public AdjustmentSetCheck Check(ReadOnlySpan<int> set)
    {
        var forbidden = new List<(int, MemberFlaw)>();
        var rest = new List<int>();
        foreach (var node in set)
        {
            if (FlawOf(node) is var flaw && flaw != MemberFlaw.None)
            {
                forbidden.Add((node, flaw));
            }
            else
            {
                rest.Add(node);
            }
        }

        return new AdjustmentSetCheck(forbidden, FindOpenPath([.. rest]), BarredBySelection);
    }

    /// <summary>Why no adjustment set may hold a node.</summary>
    public MemberFlaw FlawOf(int node) =>
        _treatments.Contains(node) ? MemberFlaw.Treatment
        : _outcomes.Contains(node) ? MemberFlaw.Outcome
        : _onProperCausalPath[node] ? MemberFlaw.OnCausalPath
        : Forbidden[node] ? MemberFlaw.EffectOfCausalPath
        : _diagram.IsLatent(node) ? MemberFlaw.Latent
        : MemberFlaw.None;

    /// <summary>The adjustment set of lowest asymptotic variance, or why there is none that is sure to be. O(V + E).</summary>
    public OptimalSet FindOptimal() => OptimalSet.Find(_diagram, this, _treatments, _outcomes);

    /// <summary>A minimal adjustment set, the one nearest to the treatments; null when none exists. O((V + E) α(V)) plus sorting.</summary>
    public int[]? FindMinimal() =>
        !BarredBySelection && NewSeparatorGraph() is var graph && graph.NearestToSource() is { } set ? graph.ToDiagram(set) : null;

    /// <summary>An adjustment set of least size, among those the one nearest to the treatments; null when none exists. O(√V (V + E)).</summary>
    public int[]? FindSmallest() =>
        !BarredBySelection && NewSeparatorGraph() is var graph && graph.Smallest() is { } set ? graph.ToDiagram(set) : null;

    /// <summary>Every minimal adjustment set, smaller ones first, then by node order; at most <paramref name="max"/>.</summary>
    /// <returns>The sets, and whether there are more of them than were looked for.</returns>
    /// <remarks>Polynomial delay. When <paramref name="budget"/> is spent the sets found so far are returned as truncated.</remarks>
    public (List<int[]> Sets, bool Truncated) ListMinimal(int max, WorkBudget budget)
    {
        if (BarredBySelection)
        {
            return ([], false);
        }

        var graph = NewSeparatorGraph();
        var (separators, truncated) = MinimalSeparators.List(graph, max, budget);
        var sets = separators.ConvertAll(separator => graph.ToDiagram(separator));
        sets.Sort(NodeSets.BySizeThenNodes);
        return (sets, truncated);
    }

    private int[] WithSelected(ReadOnlySpan<int> set)
    {
        var all = new HashSet<int>(_selected);
        all.UnionWith(set.ToArray());
        return [.. all];
    }

    private SeparatorGraph NewSeparatorGraph() => new(BackDoorGraph, _treatments, _outcomes, _allowed);
}
