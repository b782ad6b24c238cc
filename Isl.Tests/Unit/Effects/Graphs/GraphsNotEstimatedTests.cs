using Isl.Grains.Effects.Graphs;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Numerics;
using static Isl.Tests.Unit.Effects.Graphs.GraphQuestions;

namespace Isl.Tests.Unit.Effects.Graphs;

/// <summary>Graphs with a causal path that nothing was estimated by: those without one must not answer for them.</summary>
public sealed class GraphsNotEstimatedTests
{
    [Theory]
    [InlineData(GraphSource.Bootstrap, null, "time ran out before the effect was estimated by")]
    [InlineData(GraphSource.Class, null, "In 1 of 2 graphs a causal path leads from X to Y, and time ran out before the effect was estimated by it")]
    [InlineData(GraphSource.Class, "Too few rows.", "could not be estimated by it, so no number is given. The reason: Too few rows.")]
    public void NoGraphWithAPathEstimatedBy_IsNoNumberAndNotNone(GraphSource mode, string? trouble, string says)
    {
        var data = mode == GraphSource.Class ? ExactRows(DirectedEdges.Of(2, [(0, 1)]), ["X", "Y"], 100, 1) : FewRows();
        var question = Ask(["X", "Y"], mode == GraphSource.Class ? DiscoveryAlgorithm.Ges : DiscoveryAlgorithm.Lingam, mode, graphs: 12)
            .By(EstimatorName.Regression);
        var (draft, graphs) = Found(question, data);
        var failed = graphs.All.First(graph => graph.Verdict == GraphVerdict.Identified).Key;
        IEnumerable<GraphEffect> effects = trouble is null ? [] : [new GraphEffect(failed, null, null, null, null, null, null, trouble)];

        var answer = GraphEffectAnswer.Finish(data, draft, graphs, 0, effects, WorkBudget.Unlimited);

        Assert.InRange(answer.GraphUncertainty!.PNoPath, 0.01, 0.99);
        Assert.Null(answer.Effect);
        Assert.Null(answer.GraphUncertainty.Mixture);
        Assert.Equal(0, answer.Explanation.Confidence);
        Assert.Contains(says, answer.Explanation.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Explanation.Caveats, caveat => caveat.Contains("left out of it", StringComparison.Ordinal));
        Assert.Equal(trouble is null, answer.Completion.IsCutShort);
    }

    [Fact]
    public void NoGraphLeftWithoutAPath_IsNotSaidToIdentifyNothing()
    {
        var data = ExactRows(DirectedEdges.Of(2, [(0, 1)]), ["X", "Y"], 100, 1);
        var question = Ask(["X", "Y"], DiscoveryAlgorithm.Ges, GraphSource.Class).By(EstimatorName.Regression).Knowing(("X", "Y"));
        var (draft, graphs) = Found(question, data);

        var answer = GraphEffectAnswer.Finish(data, draft, graphs, 0, [], WorkBudget.Unlimited);

        Assert.Null(answer.Effect);
        Assert.StartsWith(
            "In the graph that was found a causal path leads from X to Y, and time ran out", answer.Explanation.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void NoGraphWithAPath_IsKnownToHaveNone()
    {
        var data = ExactRows(DirectedEdges.Of(2, [(0, 1)]), ["X", "Y"], 100, 1);
        var question = Ask(["X", "Y"], DiscoveryAlgorithm.Ges, GraphSource.Class).By(EstimatorName.Regression).Knowing(("Y", "X"));

        var answer = question.Answer(data);

        Assert.Equal((0.0, 0.0), (answer.Effect!.Value, answer.Effect.StandardError));
        Assert.Equal("One unit more of X changes Y by 0, if the graph that was found is right.", answer.Effect.Statement);
    }

    private static (GraphEffectDraft Draft, GraphWeights Graphs) Found(GraphEffectQuestion question, Dataset data)
    {
        var draft = GraphEffectAnswer.Draft(data, data.Hash(), question, WorkBudget.Unlimited);
        return (draft, new GraphWeights(GraphParts.Find(draft.ToFind(0, draft.Wanted), data, WorkBudget.Unlimited).Graphs));
    }

    /// <summary>So few rows that resamples tell both directions.</summary>
    private static Dataset FewRows()
    {
        var random = new Random(5);
        double[] x = [.. Enumerable.Range(0, 40).Select(_ => random.NextDouble())];
        double[] y = [.. x.Select(value => value + random.NextDouble())];
        return new Dataset(["X", "Y"], 40, [.. x, .. y]);
    }
}
