using Isl.Grains.GraphCore;
using Isl.Grains.Identification;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Identification;

/// <summary>An answer that the clock may have cut says so, and one that a cap has cut is whole: the same request cuts it at the same place.</summary>
public sealed class CompletionTests
{
    private static readonly CausalGraph Graph = Ladder(8);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private static WorkBudget Spent => new(new CancellationToken(true), Test);

    [Fact]
    public void Identify_CutByTheClock_IsCutShort()
    {
        var answer = IdentificationAnswer.Compute(Graph, Query, data: null, Spent);

        Assert.True(answer.Completion.IsCutShort);
        Assert.False(answer.Degraded);
    }

    [Fact]
    public void Identify_CutByACap_IsWhole()
    {
        var answer = IdentificationAnswer.Compute(Graph, Query with { MaxSets = 1, MaxImplications = 1 }, data: null, WorkBudget.Until(Test));

        Assert.True(answer.AdjustmentSetsTruncated);
        Assert.True(answer.Completion.IsWhole);
    }

    [Fact]
    public void FindStrategies_CutByTheClock_IsCutShort() =>
        Assert.True(StrategiesAnswer.Compute(Graph, Query, Spent).Completion.IsCutShort);

    [Fact]
    public void FindPaths_CutByTheClock_IsCutShort_ByACapWhole()
    {
        var question = new PathsQuestion(["X"], ["Y"], [], MaxPaths: 2);

        Assert.True(PathsAnswer.Compute(Graph, question, Spent).Completion.IsCutShort);
        var capped = PathsAnswer.Compute(Graph, question, WorkBudget.Until(Test));
        Assert.True(capped.Truncated);
        Assert.True(capped.Completion.IsWhole);
    }

    [Fact]
    public void Fallbacks_SayThatASimplerMethodAnswered()
    {
        var question = new PathsQuestion(["X"], ["Y"], [], MaxPaths: 2);

        Assert.All(
            new[]
            {
                StrategiesAnswer.Bounded(Graph, Query, "late", Test).Completion,
                StrategiesAnswer.LastResort(Graph, Query, "late", Test).Completion,
                PathsAnswer.Bounded(Graph, question, "late", Test).Completion,
                PathsAnswer.LastResort(Graph, question, "late", Test).Completion,
            },
            completion => Assert.Equal("late", completion.Reason));
    }

    private static CausalQuery Query => CausalQuery.Of(["X"], ["Y"]);

    /// <summary>X and Y at the ends of parallel paths, each confounded by two causes of its own.</summary>
    private static CausalGraph Ladder(int rungs)
    {
        var builder = new CausalGraphBuilder();
        foreach (var name in (string[])["X", "Y", .. Enumerable.Range(0, rungs).SelectMany(i => new[] { $"A{i}", $"B{i}" })])
        {
            builder.AddNode(name, "");
        }

        for (var i = 0; i < rungs; i++)
        {
            builder.AddEdge($"A{i}", "X", "");
            builder.AddEdge($"A{i}", $"B{i}", "");
            builder.AddEdge($"B{i}", "Y", "");
        }

        builder.AddEdge("X", "Y", "");
        return builder.Build();
    }
}
