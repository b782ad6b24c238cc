using System.Collections.Immutable;
using Isl.Grains.Discovery.Knowledge;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery;

/// <summary>Where data and sentences disagree, edge by edge.</summary>
internal static class EvidenceConflicts
{
    /// <summary>All conflicts, in the order of the sentences.</summary>
    public static ImmutableArray<EvidenceConflict> Find(DiscoveryDraft draft, DirectedEdges edges)
    {
        if (draft.Reading is not { } reading)
        {
            return [];
        }

        var conflicts = ImmutableArray.CreateBuilder<EvidenceConflict>();
        var alone = draft.Plain;
        foreach (var edge in reading.Kept)
        {
            var (from, to) = (edge.From, edge.To);
            var data = alone.Edges[to, from] && alone.Class?.IsUndirected(from, to) != true ? "the data alone give the reverse"
                : !alone.Edges[from, to] && !alone.Edges[to, from] ? "the data alone give no edge between the two"
                : OtherSign(draft, edges, edge) is { } weight ? $"its weight in the data is {weight:0.###}"
                : null;
            if (data is not null)
            {
                var said =
                    edge.Sign == 0 || !data.StartsWith("its", StringComparison.Ordinal)
                        ? "a sentence states it"
                        : $"a sentence calls it {KnowledgeReading.SignName(edge.Sign)}";
                Add(edge, said, data);
            }
        }

        foreach (var edge in reading.Denied.Where(edge => alone.Edges[edge.From, edge.To] && alone.Class?.IsUndirected(edge.From, edge.To) != true))
        {
            Add(edge, "a sentence rules it out", "the data alone give it");
        }

        return conflicts.ToImmutable();

        void Add(ReadEdge edge, string knowledge, string data) => conflicts.Add(new EvidenceConflict(
            reading.Variables[edge.From],
            reading.Variables[edge.To],
            knowledge,
            data,
            edges[edge.From, edge.To] ? "the graph holds it" : edges[edge.To, edge.From] ? "the graph holds the reverse" : "the graph leaves it out",
            reading.Sentences[edge.Sentence]));
    }

    private static double? OtherSign(DiscoveryDraft draft, DirectedEdges edges, ReadEdge edge)
    {
        if (edge.Sign == 0 || !edges[edge.From, edge.To])
        {
            return null;
        }

        var parents = edges.Parents(edge.To);
        var (coefficients, _) = LinearRegression.Fit(draft.Moments.Correlation, draft.Moments.Order, edge.To, parents);
        var weight = coefficients[parents.IndexOf(edge.From)] * draft.Moments.Deviations[edge.To] / draft.Moments.Deviations[edge.From];
        return Math.Sign(weight) == -edge.Sign ? weight : null;
    }
}
