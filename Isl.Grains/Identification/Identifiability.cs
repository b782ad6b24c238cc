using Isl.Graphs;

namespace Isl.Identification;

/// <summary>Is an effect identifiable at all, in any graph with unobserved common causes?</summary>
/// <remarks>
/// Source: Tian &amp; Pearl (2002), algorithm Identify over c-components, complete by Huang &amp; Valtorta (2006): P(y | do(x)) is identifiable
/// exactly when every district of the ancestors of y in the graph without x can be computed from the district of the whole graph it lies in.
/// </remarks>
internal static class Identifiability
{
    /// <summary>Largest graph this is asked of.</summary>
    public const int MaxNodes = 500;

    /// <summary>Proof that the effect is not identifiable (the larger and the smaller node set), or null when it is.</summary>
    public static (SortedSet<int> Forest, SortedSet<int> SubForest)? FindHedge(
        CausalDiagram diagram,
        ReadOnlySpan<int> treatments,
        ReadOnlySpan<int> outcomes,
        CancellationToken cancellation)
    {
        var projection = new LatentProjection(diagram);
        var untreated = new SortedSet<int>(projection.Observed);
        untreated.ExceptWith(treatments.ToArray());
        var needed = projection.Ancestors(outcomes.ToArray(), untreated);
        foreach (var target in projection.Districts(needed))
        {
            var from = projection.District(target.Min, projection.Observed);
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                var ancestors = projection.Ancestors(target, from);
                if (ancestors.SetEquals(target))
                {
                    break;
                }

                if (ancestors.SetEquals(from))
                {
                    return (from, target);
                }

                from = projection.District(target.Min, ancestors);
            }
        }

        return null;
    }
}
