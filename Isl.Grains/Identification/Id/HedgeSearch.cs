using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;

namespace Isl.Grains.Identification.Id;

/// <summary>Yes or no to identifiability, without a formula, and the smallest proof of a no that is cheap to find.</summary>
/// <remarks>
/// Source: Tian &amp; Pearl (2002), algorithm Identify over c-components, complete by Huang &amp; Valtorta (2006): P(y | do(x)) is identifiable
/// exactly when every district of the ancestors of y in the graph without x can be computed from the district of the whole graph it lies in.
/// Where one cannot, the two sets that are left are the c-forests of a hedge (Shpitser &amp; Pearl 2006, theorem 4).
/// </remarks>
internal static class HedgeSearch
{
    /// <summary>The two node sets that ID fails on, or null when the effect is identifiable.</summary>
    public static HedgeSets? Find(LatentProjection graph, BitSet treatments, BitSet outcomes, CancellationToken cancellation)
    {
        var all = graph.Ancestors(outcomes, graph.Observed);
        var needed = graph.Ancestors(outcomes, all - treatments);
        for (var rest = needed; !rest.IsEmpty;)
        {
            cancellation.ThrowIfCancellationRequested();
            var target = graph.District(rest.First, needed);
            rest -= target;
            var forest = Largest(graph, target, all);
            if (forest != target)
            {
                return new HedgeSets(forest, target);
            }
        }

        return null;
    }

    /// <summary>
    /// A hedge inside the one found, with one root if there is one, and without nodes that are not needed. Fewer nodes say more clearly
    /// what is in the way.
    /// </summary>
    public static HedgeSets Shrink(LatentProjection graph, HedgeSets found, BitSet treatments, CancellationToken cancellation)
    {
        var (forest, subForest) = found;
        foreach (var root in found.SubForest)
        {
            cancellation.ThrowIfCancellationRequested();
            var alone = BitSet.Of(root);
            var candidate = Largest(graph, alone, found.Forest);
            if (candidate.Overlaps(treatments) && (subForest.Count > 1 || candidate.Count < forest.Count))
            {
                (forest, subForest) = (candidate, alone);
            }
        }

        foreach (var node in forest - subForest)
        {
            cancellation.ThrowIfCancellationRequested();
            if (forest.Contains(node) && Largest(graph, subForest, forest - BitSet.Of(node)) is var smaller && smaller.Overlaps(treatments))
            {
                forest = smaller;
            }
        }

        return new HedgeSets(forest, subForest);
    }

    /// <summary>Members of a set without a child in it.</summary>
    public static BitSet Roots(LatentProjection graph, BitSet nodes)
    {
        var roots = nodes;
        foreach (var node in nodes)
        {
            roots -= graph.Children(node).Overlaps(nodes) ? BitSet.Of(node) : default;
        }

        return roots;
    }

    /// <summary>The largest set within another that is one district and in which every node is an ancestor of the target, itself connected.</summary>
    private static BitSet Largest(LatentProjection graph, BitSet target, BitSet within)
    {
        while (true)
        {
            var district = graph.District(target.First, within);
            within = graph.Ancestors(target, district);
            if (within == district)
            {
                return district;
            }
        }
    }
}

/// <summary>The two c-forests of a hedge; the second is inside the first.</summary>
internal readonly record struct HedgeSets(BitSet Forest, BitSet SubForest)
{
    /// <summary>The hedge in the caller's names.</summary>
    public Hedge Named(LatentProjection graph, IReadOnlyList<string> names) =>
        new(Formula.Names(Forest, names), Formula.Names(SubForest, names), Formula.Names(HedgeSearch.Roots(graph, SubForest), names));
}
