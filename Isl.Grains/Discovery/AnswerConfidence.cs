using Isl.Grains.Discovery.Knowledge;
using Isl.Grains.Discovery.Resampling;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery;

/// <summary>How sure an answer is, and what that was computed from.</summary>
/// <param name="Value">0..1.</param>
/// <param name="Reason">From what.</param>
internal sealed record AnswerConfidence(double Value, Finding Reason)
{
    /// <summary>Confidence where no edge is believed: neither for nor against.</summary>
    private const double Undecided = 0.5;

    /// <summary>By the sentences where these decide alone, else the mean probability that an edge is right.</summary>
    public static AnswerConfidence Of(DiscoveryDraft draft, ResampleTally tally, DirectedEdges edges, EdgeBeliefs beliefs)
    {
        if (draft.Asked.Knowledge is { DataWeight: 0 })
        {
            return new AnswerConfidence(KnowledgeAnswer.Confidence(draft.Reading!), new DataHadNoWeight());
        }

        if (draft.IsPooled && draft.DegradedReason is null && tally.Done > 0)
        {
            return Pooled(draft, edges, beliefs);
        }

        var free = edges.All().Where(edge => !draft.Constraints.IsRequired(edge.From, edge.To)).ToList();
        return free.Count == 0 ? Empty(draft, tally, edges, beliefs) : new AnswerConfidence(
            free.Average(edge => beliefs.Of(edge.From, edge.To)),
            new EdgeProbabilities(
                draft.Method.Title,
                free.Count,
                free.Count(edge => beliefs.IsOpen(edge.From, edge.To)),
                beliefs.IsResampled ? tally.Done : null,
                [.. beliefs.Doubts(free)]));
    }

    private static AnswerConfidence Empty(DiscoveryDraft draft, ResampleTally tally, DirectedEdges edges, EdgeBeliefs beliefs)
    {
        var isHalved = draft.Best.Stop != StopReason.Converged;
        return new AnswerConfidence(
            (beliefs.IsResampled ? (double)tally.Empty / tally.Done : Undecided) * (isHalved ? EdgeBeliefs.CutFactor : 1),
            new NoEdgeConfidence(beliefs.IsResampled ? tally.Done : null, edges.Count > 0, isHalved));
    }

    private static AnswerConfidence Pooled(DiscoveryDraft draft, DirectedEdges edges, EdgeBeliefs beliefs)
    {
        var weight = draft.Asked.Knowledge!.DataWeight;
        var said = HybridPool.Said(edges.Order, draft.Reading!);
        var pooled = edges
            .All()
            .Select(edge => (weight * beliefs.Of(edge.From, edge.To)) + ((1 - weight) * said[(edge.From * edges.Order) + edge.To]))
            .ToList();
        return new AnswerConfidence(pooled.Count == 0 ? Undecided : pooled.Average(), new PooledBelief(pooled.Count));
    }
}
