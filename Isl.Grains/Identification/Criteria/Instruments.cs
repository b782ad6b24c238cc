using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Separation;
using Isl.Grains.Numerics;

namespace Isl.Grains.Identification.Criteria;

/// <summary>An instrument and what has to be conditioned on for it to be one.</summary>
/// <param name="Node">The instrument.</param>
/// <param name="Given">The conditioning set, ascending.</param>
public sealed record ConditionalInstrument(int Node, int[] Given);

/// <summary>Conditional instruments for the linear effect of one treatment on one outcome.</summary>
/// <remarks>
/// Source: van der Zander, Textor &amp; Liśkiewicz (2015), "Efficiently finding conditional instruments for causal inference". In the graph
/// without the first edge of every causal path from treatment to outcome, a set W makes a node an instrument when it separates the node
/// from the outcome, leaves it connected to the treatment, and holds observed ancestors of instrument or outcome only: no treatment, no
/// node on a causal path, no descendant of the outcome. If any such W exists, the minimal separator nearest to the outcome is one, so that
/// one separator and one reachability search decide about a node: O(V + E) each, O(V (V + E)) for all. One instance serves one thread.
/// </remarks>
public sealed class Instruments
{
    /// <summary>Nodes and edges that a search over candidates may visit: the bound that keeps the same graph giving the same answer.</summary>
    private const long MaxWork = 100_000_000;

    private readonly CausalDiagram _diagram;
    private readonly CausalDiagram _backDoorGraph;
    private readonly int _treatment;
    private readonly int _outcome;
    private readonly bool[] _allowed;

    /// <summary>Prepares the question. O(V + E).</summary>
    /// <param name="diagram">The graph.</param>
    /// <param name="treatment">What is set.</param>
    /// <param name="outcome">What is read.</param>
    public Instruments(CausalDiagram diagram, int treatment, int outcome)
    {
        var adjustment = new Adjustment(diagram, [treatment], [outcome]);
        _diagram = diagram;
        _backDoorGraph = adjustment.BackDoorGraph;
        _treatment = treatment;
        _outcome = outcome;
        var below = diagram.Descendants([outcome]);
        _allowed = new bool[diagram.Count];
        for (var node = 0; node < diagram.Count; node++)
        {
            _allowed[node] = node != treatment && !below[node] && !adjustment.IsOnCausalPath(node) && !diagram.IsLatent(node);
        }
    }

    /// <summary>Does <paramref name="given"/> make <paramref name="node"/> an instrument? O(V + E).</summary>
    public bool IsInstrument(int node, ReadOnlySpan<int> given)
    {
        if (!IsCandidate(node))
        {
            return false;
        }

        var ancestors = _backDoorGraph.Ancestors([node, _outcome]);
        foreach (var member in given)
        {
            if (member == node || !_allowed[member] || !ancestors[member])
            {
                return false;
            }
        }

        return DSeparation.IsSeparated(_backDoorGraph, [node], [_outcome], given)
            && !DSeparation.IsSeparated(_backDoorGraph, [node], [_treatment], given);
    }

    /// <summary>
    /// The node as an instrument with its minimal conditioning set nearest to the outcome; null when no set makes it one. O((V + E) α(V)).
    /// </summary>
    public ConditionalInstrument? FindFor(int node)
    {
        if (!IsCandidate(node))
        {
            return null;
        }

        _allowed[node] = false;
        var graph = new SeparatorGraph(_backDoorGraph, [_outcome], [node], _allowed);
        _allowed[node] = true;
        if (graph.NearestToSource() is not { } nearest)
        {
            return null;
        }

        var given = graph.ToDiagram(nearest);
        return DSeparation.IsSeparated(_backDoorGraph, [node], [_treatment], given) ? null : new ConditionalInstrument(node, given);
    }

    /// <summary>Every instrument with one conditioning set each, in node order.</summary>
    /// <returns>The instruments, and whether nodes were left untested because the work was bounded or <paramref name="budget"/> was spent.</returns>
    public (List<ConditionalInstrument> Found, bool Truncated) List(WorkBudget budget)
    {
        var found = new List<ConditionalInstrument>();
        var work = 0L;
        for (var node = 0; node < _diagram.Count; node++)
        {
            budget.ThrowIfCancelled();
            if (!IsCandidate(node))
            {
                continue;
            }

            work += 4L * _diagram.Size;
            if (work > MaxWork || budget.IsSpent)
            {
                return (found, true);
            }

            if (FindFor(node) is { } instrument)
            {
                found.Add(instrument);
            }
        }

        return (found, false);
    }

    /// <summary>
    /// Some instrument: one that needs no conditioning where there is one (two searches decide), else the first that
    /// <see cref="FindFor"/> accepts, parents and siblings of the treatment first, then its other ancestors, then the rest.
    /// </summary>
    /// <returns>The instrument or null, and whether that is certain: null is not when the work bound or <paramref name="budget"/> came
    /// first.</returns>
    public (ConditionalInstrument? Found, bool Decided) FindAny(WorkBudget budget)
    {
        var withTreatment = DSeparation.Connected(_backDoorGraph, [_treatment], []);
        var withOutcome = DSeparation.Connected(_backDoorGraph, [_outcome], []);
        var ancestors = _diagram.Ancestors([_treatment]);
        var candidates = new List<(int Rank, int Node)>();
        for (var node = 0; node < _diagram.Count; node++)
        {
            if (!IsCandidate(node))
            {
                continue;
            }

            if (withTreatment[node] && !withOutcome[node])
            {
                return (new ConditionalInstrument(node, []), true);
            }

            candidates.Add((_diagram.IsAdjacent(node, _treatment) ? 0 : ancestors[node] ? 1 : 2, node));
        }

        candidates.Sort();
        var work = 0L;
        foreach (var (_, node) in candidates)
        {
            budget.ThrowIfCancelled();
            work += 4L * _diagram.Size;
            if (work > MaxWork || budget.IsSpent)
            {
                return (null, false);
            }

            if (FindFor(node) is { } instrument)
            {
                return (instrument, true);
            }
        }

        return (null, true);
    }

    /// <summary>Nodes on causal paths, the outcome, its effects and its neighbours cannot be separated from it, so they are no instruments.</summary>
    private bool IsCandidate(int node) => _allowed[node] && !_backDoorGraph.IsAdjacent(node, _outcome);
}
