using System.Runtime.InteropServices;
using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Score;

/// <summary>One step between Markov classes.</summary>
/// <param name="From">X: the cause inserted or deleted.</param>
/// <param name="To">Y: its effect.</param>
/// <param name="Subset">T of an insertion, H of a deletion.</param>
/// <param name="Gain">What the score gains.</param>
internal readonly record struct GesOperator(int From, int To, BitSet Subset, double Gain);

/// <summary>The insertions and deletions of greedy equivalence search, as far as they are seen from the neighbourhood of their edge.</summary>
/// <remarks>
/// Source: Chickering (2002), definitions 12 and 13, theorems 15 and 17, corollaries 16 and 18. NA(Y, X) are the neighbours of Y (along
/// undirected edges) that are adjacent to X. Prior knowledge removes what would compel a forbidden edge: X → Y itself (where its reverse
/// would do, the reverse insertion leads to the same class), and the colliders an operator creates.
/// </remarks>
internal sealed class GesOperators(LocalScore score, GesSettings settings, int maxParents)
{
    private const int MaxWordsOnStack = 32;
    private static readonly List<GesOperator> None = []; // nobody writes to it

    // Scratch.
    private readonly List<int> _candidates = [];
    private readonly List<BitSet> _cliques = [];
    private readonly List<int> _last = [];

    /// <summary>Subsets passed over because a pair had more than the limit.</summary>
    public long PassedOver { get; private set; }

    /// <summary>Gains at most this far from each other, or from zero, are rounding.</summary>
    public double Tie { get; } = 1e-10 * Math.Max(score.Rows, 100);

    private EdgeConstraints Constraints => settings.Constraints;

    /// <summary>Insertions of X → Y that gain: NA(Y, X) ∪ T is a clique. Best first; the path condition is left to the caller.</summary>
    public List<GesOperator> Insertions(Cpdag graph, int from, int to)
    {
        if (from == to || graph.IsAdjacent(from, to) || Constraints.IsForbidden(from, to))
        {
            return None;
        }

        var open = new BitSet(graph.UndirectedRows[to]);
        var shared = open & new BitSet(graph.AdjacentRows[from]);
        if (!IsClique(graph, shared))
        {
            return None;
        }

        _candidates.Clear();
        foreach (var t in open - shared)
        {
            if (shared.IsSubsetOf(new BitSet(graph.AdjacentRows[t])) && !Constraints.IsForbidden(t, to))
            {
                _candidates.Add(t);
            }
        }

        List<GesOperator>? operators = null;
        var parents = new BitSet(graph.ParentRows[to]) | shared;
        foreach (var subset in Cliques(graph, CollectionsMarshal.AsSpan(_candidates)))
        {
            var before = parents | subset;
            if (before.Count < maxParents && score.Local(to, before | BitSet.Of(from)) - score.Local(to, before) is var gain && gain > Tie)
            {
                (operators ??= []).Add(new GesOperator(from, to, subset, gain));
            }
        }

        return operators is null ? None : Sorted(operators);
    }

    /// <summary>Deletions of X → Y or X — Y that gain: NA(Y, X) \ H is a clique. Best first.</summary>
    public List<GesOperator> Deletions(Cpdag graph, int from, int to)
    {
        if (!(graph.IsDirected(from, to) || graph.IsUndirected(from, to)) || Constraints.IsRequired(from, to) || Constraints.IsRequired(to, from))
        {
            return None;
        }

        List<GesOperator>? operators = null;

        var shared = new BitSet(graph.UndirectedRows[to]) & new BitSet(graph.AdjacentRows[from]);
        var parents = new BitSet(graph.ParentRows[to]) - BitSet.Of(from);
        foreach (var kept in Cliques(graph, shared.ToArray()))
        {
            var subset = shared - kept;
            if (subset.ToArray().All(h => !Constraints.IsForbidden(to, h) && (!graph.IsUndirected(from, h) || !Constraints.IsForbidden(from, h))))
            {
                var after = parents | kept;
                if (score.Local(to, after) - score.Local(to, after | BitSet.Of(from)) is var gain && gain > Tie)
                {
                    (operators ??= []).Add(new GesOperator(from, to, subset, gain));
                }
            }
        }

        return operators is null ? None : Sorted(operators);
    }

    /// <summary>Does every path from Y to X that follows no edge backwards meet NA(Y, X) ∪ T? Otherwise the insertion would close a cycle.</summary>
    public static bool IsBlocked(Cpdag graph, GesOperator insertion)
    {
        var words = Bits.WordsFor(graph.Order);
        Span<ulong> memory = words <= MaxWordsOnStack ? stackalloc ulong[2 * words] : new ulong[2 * words];
        var seen = memory[..words];
        var waiting = memory[words..];
        var open = graph.UndirectedRows[insertion.To];
        var near = graph.AdjacentRows[insertion.From];
        for (var word = 0; word < words; word++)
        {
            seen[word] = insertion.Subset.Word(word) | (open[word] & near[word]);
        }

        Bits.Add(seen, insertion.To);
        Bits.Add(waiting, insertion.To);
        while (Bits.TryTakeFirst(waiting, out var node))
        {
            var children = graph.ChildRows[node];
            var neighbours = graph.UndirectedRows[node];
            for (var word = 0; word < words; word++)
            {
                var next = (children[word] | neighbours[word]) & ~seen[word];
                waiting[word] |= next;
                seen[word] |= next;
            }

            if (Bits.Contains(waiting, insertion.From))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The class after an insertion, or null when there is none.</summary>
    public static Cpdag? Insert(Cpdag graph, int from, int to, BitSet subset)
    {
        var changed = graph.Copy();
        changed.Orient(from, to);
        foreach (var t in subset)
        {
            changed.Orient(t, to);
        }

        return changed.ConsistentExtension() is { } dag ? Cpdag.FromDag(dag) : null;
    }

    /// <summary>The class after a deletion, or null when there is none.</summary>
    public static Cpdag? Delete(Cpdag graph, int from, int to, BitSet subset)
    {
        var changed = graph.Copy();
        changed.Remove(from, to);
        foreach (var h in subset)
        {
            changed.Orient(to, h);
            if (changed.IsUndirected(from, h))
            {
                changed.Orient(from, h);
            }
        }

        return changed.ConsistentExtension() is { } dag ? Cpdag.FromDag(dag) : null;
    }

    private static bool IsClique(Cpdag graph, BitSet set)
    {
        foreach (var node in set)
        {
            if (!(set - BitSet.Of(node)).IsSubsetOf(new BitSet(graph.AdjacentRows[node])))
            {
                return false;
            }
        }

        return true;
    }

    private static List<GesOperator> Sorted(List<GesOperator> operators)
    {
        operators.Sort((a, b) => a.Gain != b.Gain ? b.Gain.CompareTo(a.Gain) : BitSet.Compare(a.Subset, b.Subset));
        return operators;
    }

    /// <summary>All cliques among the candidates (ascending), the empty one first, by size, then members; up to the limit.</summary>
    /// <returns>Scratch, good until the next call.</returns>
    private List<BitSet> Cliques(Cpdag graph, ReadOnlySpan<int> candidates)
    {
        _cliques.Clear();
        _last.Clear();
        _cliques.Add(default);
        _last.Add(-1);
        for (var at = 0; at < _cliques.Count; at++)
        {
            foreach (var next in candidates)
            {
                if (next > _last[at] && _cliques[at].IsSubsetOf(new BitSet(graph.AdjacentRows[next])))
                {
                    if (_cliques.Count >= settings.MaxSubsets)
                    {
                        PassedOver++;
                        return _cliques;
                    }

                    _cliques.Add(_cliques[at] | BitSet.Of(next));
                    _last.Add(next);
                }
            }
        }

        return _cliques;
    }
}
