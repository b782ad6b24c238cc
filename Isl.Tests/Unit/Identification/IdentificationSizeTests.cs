using System.Diagnostics;
using Isl.Bench;
using Isl.Grains.Identification;
using Isl.Grains.Interfaces;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Identification;

/// <summary>Graphs that would take for ever if anything were enumerated without bound: an answer, or a truncated one, within seconds.</summary>
[Collection(TimedTests.Name)]
public sealed class IdentificationSizeTests
{
    /// <summary>Generous against a busy machine; the benchmark shows the figures.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public static TheoryData<string> Graphs => ["complete 60", "ladder 500", "bidirected 200", "random 500", "random 20000"];

    [Theory]
    [MemberData(nameof(Graphs))]
    public void Compute_HardGraph_AnswersInBoundedTimeAndTwiceTheSame(string which)
    {
        var (graph, query) = HardGraphs.Make(which);

        var started = Stopwatch.GetTimestamp();
        var answer = IdentificationAnswer.Compute(graph, query, null, WorkBudget.Until(TestContext.Current.CancellationToken));
        var strategies = StrategiesAnswer.Compute(graph, query, WorkBudget.Until(TestContext.Current.CancellationToken));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Limit);

        var again = IdentificationAnswer.Compute(graph, query, null, WorkBudget.Until(TestContext.Current.CancellationToken));
        Assert.Equal(
            System.Text.Json.JsonSerializer.Serialize(answer, IslJson.Options),
            System.Text.Json.JsonSerializer.Serialize(again, IslJson.Options));
        Assert.NotEmpty(strategies.Explanation.Summary);
    }

    [Fact]
    public void Compute_LargeGraph_AnswersTheLinearPartsAndSaysWhatIsLeftOut()
    {
        var (graph, query) = HardGraphs.Make("random 20000");

        var answer = IdentificationAnswer.Compute(graph, query, null, WorkBudget.Until(TestContext.Current.CancellationToken));

        Assert.NotNull(answer.AdjustmentSets);
        Assert.NotNull(answer.FrontDoorSets);
        Assert.NotNull(answer.Instruments);
        Assert.Null(answer.TestableImplications);
        Assert.Null(answer.BackdoorPaths);
        Assert.Contains(answer.AlternativeMethods, method => method is { Method: "id_algorithm", Applicable: false });
    }
}
