using Isl.Grains.Discovery.Knowledge;
using Isl.Grains.Discovery.Resampling;
using Isl.Grains.GraphCore;
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

    /// <summary>By the sentences where these decide alone, else by resamples where there are any, else by the method's own measure.</summary>
    public static AnswerConfidence Of(DiscoveryDraft draft, ResampleTally tally, DirectedEdges edges)
    {
        if (draft.Asked.Knowledge is { DataWeight: 0 })
        {
            return new AnswerConfidence(KnowledgeAnswer.Confidence(draft.Reading!), new DataHadNoWeight());
        }

        if (draft.IsPooled && draft.DegradedReason is null && tally.Done > 0)
        {
            return Pooled(draft, tally, edges);
        }

        return draft.IsResampled(tally) ? Resampled(draft, tally, edges) : new AnswerConfidence(draft.Best.Confidence, draft.Best.ConfidenceReason);
    }

    private static AnswerConfidence Resampled(DiscoveryDraft draft, ResampleTally tally, DirectedEdges edges)
    {
        var free = edges.All().Where(edge => !draft.Constraints.IsRequired(edge.From, edge.To)).ToList();
        return new AnswerConfidence(
            free.Count == 0 ? (double)tally.Empty / tally.Done : free.Average(edge => tally.Share(edge.From, edge.To)),
            new ResampleConfidence(tally.Done, free.Count, draft.Method.FindsClass));
    }

    private static AnswerConfidence Pooled(DiscoveryDraft draft, ResampleTally tally, DirectedEdges edges)
    {
        var weight = draft.Asked.Knowledge!.DataWeight;
        var said = HybridPool.Said(edges.Order, draft.Reading!);
        var beliefs = edges
            .All()
            .Select(edge => (weight * tally.Share(edge.From, edge.To)) + ((1 - weight) * said[(edge.From * edges.Order) + edge.To]))
            .ToList();
        return new AnswerConfidence(beliefs.Count == 0 ? Undecided : beliefs.Average(), new PooledBelief(beliefs.Count));
    }
}
