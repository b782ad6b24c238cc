using System.Text.Json;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;
using Isl.Tests.Golden;

namespace Isl.Tests.Unit.Identification;

public sealed class AdjustmentTests
{
    private const int All = int.MaxValue;

    [Fact]
    public void ListMinimal_ReferenceCases_FindsExactlyTheReferenceSets()
    {
        var failed = new List<string>();
        foreach (var golden in GoldenCases.Lines("adjustment.jsonl").Concat(GoldenCases.Lines("adjustment_multi.jsonl")))
        {
            var (graph, adjustment) = Ask(golden);

            var (sets, truncated) = adjustment.ListMinimal(All, WorkBudget.Until(TestContext.Current.CancellationToken));

            var expected = GoldenCases.Text(golden.GetProperty("minimal_sets"));
            if (GoldenCases.Text(graph, sets) != expected || truncated || sets.Count > 0 != golden.GetProperty("adjustable").GetBoolean())
            {
                failed.Add($"{golden.GetProperty("id")}: expected {expected}, got {GoldenCases.Text(graph, sets)}");
            }
        }

        Assert.Empty(failed);
    }

    [Fact]
    public void FindSmallest_ReferenceCases_IsAmongTheLeastOfTheReferenceSets()
    {
        foreach (var golden in GoldenCases.Lines("adjustment.jsonl").Concat(GoldenCases.Lines("adjustment_multi.jsonl")))
        {
            var (graph, adjustment) = Ask(golden);
            var expected = golden.GetProperty("minimal_sets").EnumerateArray().ToList();

            var smallest = adjustment.FindSmallest();
            var nearest = adjustment.FindMinimal();

            Assert.Equal(expected.Count > 0, smallest is not null);
            Assert.Equal(expected.Count > 0, nearest is not null);
            if (smallest is not null)
            {
                Assert.Equal(expected.Min(set => set.GetArrayLength()), smallest.Length);
                Assert.Contains(
                    GoldenCases.Text(graph, [smallest]),
                    expected.Select(set => GoldenCases.Text(graph, [GoldenCases.Nodes(graph, set)])));
                Assert.Contains(
                    GoldenCases.Text(graph, [nearest!]),
                    expected.Select(set => GoldenCases.Text(graph, [GoldenCases.Nodes(graph, set)])));
            }
        }
    }

    [Fact]
    public void IsValid_ParentsOfTheTreatments_MatchesReference()
    {
        foreach (var golden in GoldenCases.Lines("adjustment.jsonl").Concat(GoldenCases.Lines("adjustment_multi.jsonl")))
        {
            var (graph, adjustment) = Ask(golden);
            var diagram = new CausalDiagram(graph);
            var treatments = Treatments(graph, golden);
            int[] parents = [.. treatments.SelectMany(node => diagram.Parents(node).ToArray()).Except(treatments).Distinct()];

            Assert.Equal(golden.GetProperty("parents_of_treatment_valid").GetBoolean(), adjustment.IsValid(parents));
        }
    }

    [Fact]
    public void ListMinimal_LargeGraphs_ValidMinimalAndCounted()
    {
        foreach (var golden in GoldenCases.Lines("large.jsonl"))
        {
            var (graph, adjustment) = Ask(golden);
            var count = golden.GetProperty("minimal_set_count_at_most_50");

            var (sets, truncated) = adjustment.ListMinimal(50, WorkBudget.Until(TestContext.Current.CancellationToken));

            Assert.Equal(count.ValueKind == JsonValueKind.Null, truncated);
            Assert.Equal(truncated ? 50 : count.GetInt32(), sets.Count);
            Assert.Equal(sets.Count, sets.Select(set => string.Join(",", set)).Distinct().Count());
            Assert.All(sets, set => Assert.True(adjustment.IsValid(set)));
            Assert.All(sets, set => Assert.All(set, node => Assert.False(adjustment.IsValid([.. set.Where(other => other != node)]))));
            if (golden.GetProperty("minimal_sets") is { ValueKind: JsonValueKind.Array } expected)
            {
                Assert.Equal(GoldenCases.Text(expected), GoldenCases.Text(graph, sets));
            }
        }
    }

    [Fact]
    public void FindOpenPath_InvalidSet_ShowsAPathThatIsOpen()
    {
        foreach (var golden in GoldenCases.Lines("adjustment.jsonl"))
        {
            var (_, adjustment) = Ask(golden);

            var path = adjustment.FindOpenPath([]);

            Assert.Equal(adjustment.IsValid([]), path is null);
        }
    }

    private static (CausalGraph Graph, Adjustment Adjustment) Ask(JsonElement golden)
    {
        var graph = GoldenCases.Graph(golden.GetProperty("graph"));
        var outcomes = golden.TryGetProperty("outcomes", out var several)
            ? GoldenCases.Nodes(graph, several)
            : [graph.IndexOf(golden.GetProperty("outcome").GetString()!)];
        return (graph, new Adjustment(new CausalDiagram(graph), Treatments(graph, golden), outcomes));
    }

    private static int[] Treatments(CausalGraph graph, JsonElement golden) =>
        golden.TryGetProperty("treatments", out var several)
            ? GoldenCases.Nodes(graph, several)
            : [graph.IndexOf(golden.GetProperty("treatment").GetString()!)];
}
