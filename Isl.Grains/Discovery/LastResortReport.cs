using Isl.Grains.Discovery.Knowledge;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Discovery;

/// <summary>The answer when no method works: what was required or stated, and nothing learned from the data.</summary>
internal static class LastResortReport
{
    /// <summary>Claimed when nothing but prior knowledge is left.</summary>
    private const double Floor = 0.05;

    /// <summary>The answer. It looks at no cell of the data.</summary>
    public static DiscoveryResult Of(Dataset data, string hash, DiscoveryQuestion question, double secondsBudget, string reason)
    {
        var told = KnowledgeAnswer.Compute(new KnowledgeQuestion(question.Knowledge?.Text ?? "", data.Variables, question.Prior));
        return told with
        {
            Dag = told.Dag with { Metadata = new DagMetadata("none", null, null, "prior knowledge alone") },
            Confidence = Floor,
            AlgorithmUsed = "none",
            Diagnostics = told.Diagnostics with
            {
                N = data.Rows,
                SecondsBudget = secondsBudget,
                Converged = false,
                StopReason = StopReason.NumericalFailure,
            },
            Knowledge = question.Knowledge is null ? null : told.Knowledge,
            DatasetHash = hash,
            Seed = question.Seed ?? DiscoveryDraft.SeedOf(hash, question),
            Completion = Completion.BySimplerMethod(reason),
            Explanation = new Explanation(
                $"Nothing was learned from the data; {DiscoveryWords.Count(told.EdgesDetail.Length, "edge")} of the prior knowledge are drawn.",
                $"Confidence {Floor} is a floor: nothing was learned from the data.",
                "Prior knowledge alone.",
                ["The prior knowledge is true."],
                [
                    $"A simpler method answered, because {reason}.",
                    $"Only {DiscoveryWords.Count(told.EdgesDetail.Length, "required or stated edge")} are drawn; the data were not used.",
                    .. told.Explanation.Caveats,
                ],
                Floor),
        };
    }
}
