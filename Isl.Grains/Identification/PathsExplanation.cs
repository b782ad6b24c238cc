using System.Numerics;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Words;
using Isl.Grains.Words.Identification;
using Isl.Grains.Words.Paths;

namespace Isl.Grains.Identification;

/// <summary>The explanation of an answer about paths.</summary>
internal static class PathsExplanation
{
    /// <summary>The explanation of an answer.</summary>
    public static Explanation Of(
        CausalGraph graph,
        PathsQuestion question,
        PathCounts counts,
        bool truncated,
        string? openPath,
        BigInteger? causalPathCount,
        string? degradedReason)
    {
        var reasons = new List<Finding> { new ListedPaths(question.Treatments, counts) };
        var caveats = new List<Finding>();
        if (degradedReason is not null)
        {
            caveats.Add(new SimplerMethodAnswered(degradedReason));
        }

        if (!graph.Selected.IsEmpty)
        {
            caveats.Add(new DataAreSelected([.. graph.Selected.Select(node => graph.Nodes[node])]));
        }

        if (truncated)
        {
            // A complete list holds every causal path, so the total would only repeat it.
            reasons.Add(new CausalPathTotal(causalPathCount));
            caveats.Add(new PathListCut(counts.All));
        }

        reasons.Add(new BlockingRule(question.Given));
        if (graph.Latent.Length > 0)
        {
            caveats.Add(new PathsThroughLatent(graph.Latent.Length, graph.Nodes.Length));
        }

        return new Explanation(
            new PathsSummary(question.Treatments, question.Outcomes, question.Given, openPath, counts, truncated).Text,
            Wording.Paragraph(reasons.Texts()),
            new PathsBasis().Text,
            [new GraphIsRight().Text],
            [.. caveats.Texts()],
            1);
    }
}
