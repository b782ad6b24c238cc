using Isl.Grains.Discovery.Knowledge;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery;

/// <summary>An edge on which data and sentences disagree.</summary>
/// <param name="Edge">The edge as a sentence has it.</param>
/// <param name="Finding">Who says what.</param>
internal sealed record Conflict(ReadEdge Edge, EdgeDisputed Finding)
{
    /// <summary>The conflict as it is reported.</summary>
    public EvidenceConflict ToWire(KnowledgeReading reading) => new(
        reading.Variables[Edge.From],
        reading.Variables[Edge.To],
        Finding.Knowledge,
        Finding.Data,
        Finding.Graph,
        reading.Sentences[Edge.Sentence]);
}

/// <summary>Where data and sentences disagree, edge by edge.</summary>
internal static class EvidenceConflicts
{
    /// <summary>All conflicts, in the order of the sentences.</summary>
    public static List<Conflict> Find(DiscoveryDraft draft, DirectedEdges edges)
    {
        if (draft.Reading is not { } reading)
        {
            return [];
        }

        var conflicts = new List<Conflict>();
        foreach (var edge in reading.Kept)
        {
            if (Seen(draft, edge) is { } seen)
            {
                Add(edge, EdgeSaid.Stated, seen);
            }
            else if (OtherSign(draft, edges, edge) is { } weight)
            {
                Add(edge, edge.Sign > 0 ? EdgeSaid.Positive : EdgeSaid.Negative, EdgeSeen.OtherSign, weight);
            }
        }

        foreach (var edge in reading.Denied.Where(edge => IsSettled(draft, edge.From, edge.To)))
        {
            Add(edge, EdgeSaid.RuledOut, EdgeSeen.Found);
        }

        return conflicts;

        void Add(ReadEdge edge, EdgeSaid said, EdgeSeen seen, double weight = 0) =>
            conflicts.Add(new Conflict(edge, new EdgeDisputed(reading.Name(edge), said, seen, weight, Outcome(edges, edge))));
    }

    /// <summary>What the data alone say against a stated edge; null where they do not.</summary>
    private static EdgeSeen? Seen(DiscoveryDraft draft, ReadEdge edge) =>
        IsSettled(draft, edge.To, edge.From) ? EdgeSeen.Reversed
        : draft.Plain.Edges[edge.From, edge.To] || draft.Plain.Edges[edge.To, edge.From] ? null
        : EdgeSeen.Absent;

    /// <summary>Do the data alone give an edge, and not merely one of open direction?</summary>
    private static bool IsSettled(DiscoveryDraft draft, int from, int to) =>
        draft.Plain.Edges[from, to] && draft.Plain.Class?.IsUndirected(from, to) != true;

    private static EdgeOutcome Outcome(DirectedEdges edges, ReadEdge edge) =>
        edges[edge.From, edge.To] ? EdgeOutcome.Kept
        : edges[edge.To, edge.From] ? EdgeOutcome.Reversed
        : EdgeOutcome.LeftOut;

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
