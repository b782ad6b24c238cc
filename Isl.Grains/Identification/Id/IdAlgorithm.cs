using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Identification.Id;

/// <summary>
/// Identification of interventional distributions, plain and conditional, in acyclic directed mixed graphs: the formula and how it was
/// derived, or the hedge that proves there is none. Complete: it fails only where no formula exists.
/// </summary>
/// <remarks>
/// Source: Shpitser &amp; Pearl (2006), "Identification of joint interventional distributions in recursive semi-Markovian causal models" (ID)
/// and "Identification of conditional interventional distributions" (IDC). Latent nodes are projected out first. Distributions are taken to
/// be positive. Deciding takes O(V³/64) at worst; formulas are simplified with a bounded number of separation tests and left out where they
/// would be too large to read, so that graphs of 500 nodes are answered within a second.
/// </remarks>
public static class IdAlgorithm
{
    /// <summary>Identifies P(outcomes | do(treatments), conditions).</summary>
    /// <param name="diagram">The graph.</param>
    /// <param name="names">Names by node, in ordinal order.</param>
    /// <param name="treatments">Nodes that are set; observed; may be empty.</param>
    /// <param name="outcomes">Nodes that are read; observed; at least one; none of them a treatment.</param>
    /// <param name="conditions">Nodes seen after the intervention; observed, neither treatment nor outcome; may be empty.</param>
    /// <param name="cancellation">When signalled, the work stops.</param>
    /// <exception cref="ArgumentException">A node is latent or has two roles, or there is no outcome.</exception>
    public static IdentificationOutcome Identify(
        CausalDiagram diagram,
        IReadOnlyList<string> names,
        ReadOnlySpan<int> treatments,
        ReadOnlySpan<int> outcomes,
        ReadOnlySpan<int> conditions,
        CancellationToken cancellation)
    {
        var query = new EffectQuery(diagram, treatments, outcomes, conditions);
        return new IdRun(query, names, cancellation).Identify(diagram.Count);
    }

    /// <summary>
    /// Is P(outcomes | do(treatments), conditions) identifiable? The same answer as <see cref="Identify"/>, without building the formula.
    /// </summary>
    /// <param name="diagram">The graph.</param>
    /// <param name="treatments">Nodes that are set; observed; may be empty.</param>
    /// <param name="outcomes">Nodes that are read; observed; at least one; none of them a treatment.</param>
    /// <param name="conditions">Nodes seen after the intervention; observed, neither treatment nor outcome; may be empty.</param>
    /// <param name="cancellation">When signalled, the work stops.</param>
    /// <exception cref="ArgumentException">A node is latent or has two roles, or there is no outcome.</exception>
    public static bool IsIdentifiable(
        CausalDiagram diagram,
        ReadOnlySpan<int> treatments,
        ReadOnlySpan<int> outcomes,
        ReadOnlySpan<int> conditions,
        CancellationToken cancellation)
    {
        var query = new EffectQuery(diagram, treatments, outcomes, conditions).Exchanged();
        return HedgeSearch.Find(query.Graph, query.Treatments, query.Outcomes | query.Conditions, cancellation) is null;
    }

    /// <summary>The proof that P(outcomes | do(treatments), conditions) is not identifiable, or null when it is.</summary>
    /// <param name="diagram">The graph.</param>
    /// <param name="names">Names by node, in ordinal order.</param>
    /// <param name="treatments">Nodes that are set; observed; may be empty.</param>
    /// <param name="outcomes">Nodes that are read; observed; at least one; none of them a treatment.</param>
    /// <param name="conditions">Nodes seen after the intervention; observed, neither treatment nor outcome; may be empty.</param>
    /// <param name="cancellation">When signalled, the work stops.</param>
    /// <exception cref="ArgumentException">A node is latent or has two roles, or there is no outcome.</exception>
    public static Hedge? FindHedge(
        CausalDiagram diagram,
        IReadOnlyList<string> names,
        ReadOnlySpan<int> treatments,
        ReadOnlySpan<int> outcomes,
        ReadOnlySpan<int> conditions,
        CancellationToken cancellation)
    {
        var query = new EffectQuery(diagram, treatments, outcomes, conditions).Exchanged();
        return HedgeSearch.Find(query.Graph, query.Treatments, query.Outcomes | query.Conditions, cancellation) is { } found
            ? HedgeSearch.Shrink(query.Graph, found, query.Treatments, cancellation).Named(query.Graph, names)
            : null;
    }
}
