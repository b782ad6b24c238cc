using Isl.Grains.Discovery.Knowledge;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery;

/// <summary>The answer when no method works: what was required or stated, and nothing learned from the data.</summary>
internal static class LastResortReport
{
    /// <summary>Claimed when nothing but prior knowledge is left.</summary>
    private const double Floor = 0.05;

    private const string Algorithm = "none";

    /// <summary>The answer. It looks at no cell of the data.</summary>
    /// <param name="data">The data.</param>
    /// <param name="hash">Their hash.</param>
    /// <param name="question">The question.</param>
    /// <param name="secondsBudget">Time given, for the diagnostics.</param>
    /// <param name="reason">Why no search ran: an open circuit, time, a breakdown. No search of this answer's own ended in any way.</param>
    public static DiscoveryResult Of(Dataset data, string hash, DiscoveryQuestion question, double secondsBudget, string reason)
    {
        var told = KnowledgeAnswer.Compute(new KnowledgeQuestion(question.Knowledge?.Text ?? "", data.Variables, question.Prior));
        var edges = told.EdgesDetail.Length;
        return told with
        {
            Dag = told.Dag with { Metadata = new DagMetadata(Algorithm, null, null, GraphLabels.PriorKnowledge) },
            Confidence = Floor,
            AlgorithmUsed = Algorithm,
            Diagnostics = told.Diagnostics with
            {
                N = data.Rows,
                SecondsBudget = secondsBudget,
                Converged = false,
                StopReason = StopReason.NotRun,
            },
            Knowledge = question.Knowledge is null ? null : told.Knowledge,
            DatasetHash = hash,
            Seed = question.Seed ?? DiscoveryDraft.SeedOf(hash, question),
            Completion = Completion.BySimplerMethod(reason),
            Explanation = new Explanation(
                new NothingLearned(edges).Text,
                new FloorConfidence(Floor).Text,
                new PriorKnowledgeBasis().Text,
                [Assumption.PriorKnowledgeIsTrue.Text],
                [new SimplerMethodAnswered(reason).Text, new OnlyPriorEdges(edges).Text, .. told.Explanation.Caveats],
                Floor),
        };
    }
}
