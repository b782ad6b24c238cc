using System.Text.Json;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Counterfactuals;
using static Isl.Grains.Interfaces.Models.InterventionKind;
using static Isl.Tests.Unit.Counterfactuals.ExampleModels;

namespace Isl.Tests.Unit.Counterfactuals;

/// <summary>An answer that time cut short says so, in every way an answer says it.</summary>
public sealed class CompletionTests
{
    private const int Samples = 3 * SimulationPlan.ChunkSize;

    [Fact]
    public void ToAnswer_AllChunks_IsWhole()
    {
        var task = Predict();

        Assert.Equal(Completion.Whole, task.ToAnswer(Chunks(task, 3), null, CancellationToken.None).Completion);
    }

    [Fact]
    public void ToAnswer_FewerChunks_IsCutShortAndDegraded()
    {
        foreach (var task in new[] { Predict(), Compare() })
        {
            var answer = task.ToAnswer(Chunks(task, 2), null, CancellationToken.None);

            Assert.True(answer.Completion.IsCutShort);
            Assert.False(answer.Completion.IsWhole);
            Assert.Equal("only 131,072 of 196,608 draws were made in the time available", answer.DegradedReason);
            Assert.StartsWith(
                "Fewer draws were made than were asked for, because only 131,072 ", answer.Explanation.Caveats[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ToAnswer_AnotherReason_IsASimplerMethod()
    {
        var task = Predict();

        var answer = task.ToAnswer(Chunks(task, 3), "the circuit is open", CancellationToken.None);

        Assert.Equal(Completion.BySimplerMethod("the circuit is open"), answer.Completion);
    }

    [Fact]
    public void Interactions_OnTheWire_HaveTheirPairsInAnObject()
    {
        var task = Compare();

        using var json = JsonDocument.Parse(
            JsonSerializer.Serialize((ScenariosResult)task.ToAnswer(Chunks(task, 3), null, CancellationToken.None), IslJson.Options));

        var details = json.RootElement.GetProperty("interactions").GetProperty("details");
        Assert.Equal(JsonValueKind.Object, details.ValueKind);
        Assert.Equal(["pairs"], details.EnumerateObject().Select(member => member.Name));
        Assert.Equal("a", details.GetProperty("pairs")[0].GetProperty("first").GetString());
    }

    private static SimulationTask Predict() => CounterfactualAnswer.Prepare(
        Compiled(Of("X ~ normal(0, 1)", "Y = X + noise | normal(0, 1)")),
        new CounterfactualQuestion(Do(("X", Set, 1)), [], null, Samples, 0.95m, 1),
        Samples,
        new PlanShelf(),
        TestContext.Current.CancellationToken);

    private static SimulationTask Compare() => BatchAnswer.Prepare(
        Compiled(Of("A", "B", "Y = A * B + noise | normal(0, 1)")),
        new ScenariosQuestion(
            [new Scenario("a", null, Do(("A", Set, 1))), new Scenario("b", null, Do(("B", Set, 1)))], [], true, null, Samples, 0.95m, 1),
        Samples,
        new PlanShelf(),
        TestContext.Current.CancellationToken);

    private static List<ChunkResult> Chunks(SimulationTask task, int count) =>
        [.. Enumerable.Range(0, count).Select(chunk => task.Plan.SimulateChunk(chunk, CancellationToken.None))];
}
