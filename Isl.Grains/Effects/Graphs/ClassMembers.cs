using System.Collections.Immutable;
using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Effects;

namespace Isl.Grains.Effects.Graphs;

/// <summary>The members of the class that a table suggests.</summary>
/// <param name="Graphs">The members; or where there are too many, one for each set of parents that the treatment can have.</param>
/// <param name="AreParentSets">Does each stand for all members with the same parents of the treatment?</param>
/// <param name="IsContradicted">Do the tests contradict each other, so that the class is that of one reading of them?</param>
internal sealed record ClassMembers(ImmutableArray<GraphEdges> Graphs, bool AreParentSets, bool IsContradicted)
{
    /// <summary>The members.</summary>
    /// <param name="estimate">What the search found.</param>
    /// <param name="constraints">Prior knowledge.</param>
    /// <param name="names">Names of the nodes.</param>
    /// <param name="treatment">The treatment.</param>
    /// <param name="most">Most members.</param>
    public static ClassMembers Of(
        GraphEstimate estimate, EdgeConstraints constraints, ImmutableArray<string> names, int treatment, int most = GraphEffectQuestion.MostGraphs)
    {
        var found = estimate.Class is null ? null : SoughtGraph.Completed(estimate, constraints);
        var graph = found ?? OfGraph(estimate, constraints);
        var isContradicted = estimate.IsContradicted || (estimate.Class is not null && found is null);
        var first = graph.ConsistentExtension()!;
        List<DirectedEdges> members = [first, .. graph.Members(most, constraints)];
        if (members.Count <= most)
        {
            return new ClassMembers([.. Sorted(members.Select(SoughtGraph.EdgesOf))], false, isContradicted);
        }

        var sets = ParentSets.Of(graph, treatment, constraints, most);
        return new ClassMembers(
            [
                .. Sorted(sets.Select(set => SoughtGraph.EdgesOf(set.Member) with
                {
                    Parents = [.. set.Parents.Select(node => names[node]).Order(StringComparer.Ordinal)],
                })),
            ],
            true,
            isContradicted);
    }

    /// <summary>The class of a graph that was found as such: the directions that are settled stay, and so do those that are known.</summary>
    private static Cpdag OfGraph(GraphEstimate estimate, EdgeConstraints constraints)
    {
        var graph = Cpdag.FromDag(estimate.Edges);
        foreach (var (a, b) in graph.Undirected.ToList())
        {
            var (from, to) = estimate.Edges[a, b] ? (a, b) : (b, a);
            var isSettled = estimate.Class is null && (estimate.Settled is null || estimate.Settled.IsDirected(from, to));
            if (isSettled || constraints.IsForbidden(to, from))
            {
                graph.Orient(from, to);
            }
        }

        MeekRules.Close(graph, constraints, fourth: true);
        return graph;
    }

    private static IEnumerable<GraphEdges> Sorted(IEnumerable<GraphEdges> graphs) => graphs.OrderBy(SoughtGraph.KeyOf, StringComparer.Ordinal);
}
