using System.Diagnostics;
using System.Text.Json;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Id;

namespace Isl.Tests.Unit.Identification;

/// <summary>Large graphs get an answer with bounded time and size.</summary>
[Collection(TimedTests.Name)]
public sealed class IdSizeTests
{
    /// <summary>
    /// Generous, since the work is bounded by counts and a busy machine must not fail the test; it is a tenth of this without load.
    /// </summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    [Fact]
    public void Identify_CompleteGraphOf60_IsAdjustment()
    {
        var outcome = Ask(60, (i, j) => i < j, (_, _) => false, [30], [59]);

        Assert.Equal($"Σ_{{{Names(0, 30)}}} P(V059 | {Names(0, 31)}) P({Names(0, 30)})", outcome.Formula);
    }

    [Fact]
    public void Identify_ChainOf500_IsTheObservedDependence()
    {
        var outcome = Ask(500, (i, j) => j == i + 1, (_, _) => false, [0], [499]);

        Assert.Equal("P(V499 | V000)", outcome.Formula);
    }

    [Fact]
    public void Identify_ChainOf500WithEveryShortcut_IsTheObservedDependence()
    {
        var outcome = Ask(500, (i, j) => j - i is 1 or 2, (_, _) => false, [0], [499]);

        Assert.Equal("P(V499 | V000)", outcome.Formula);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void Identify_200BidirectedEdges_AnswersWithinBounds(int seed)
    {
        var random = new Random(seed);
        var pairs = new HashSet<(int, int)>();
        while (pairs.Count < 200)
        {
            var (i, j) = (random.Next(60), random.Next(60));
            if (i < j)
            {
                pairs.Add((i, j));
            }
        }

        AssertBounded(Ask(60, (i, j) => i < j && random.Next(10) == 0, (i, j) => pairs.Contains((i, j)), [10], [59]));
    }

    /// <summary>Every second neighbour is tied by a common cause: nested districts, whose plain formula grows without bound.</summary>
    [Theory]
    [InlineData(40)]
    [InlineData(150)]
    public void Identify_DistrictsWithinDistricts_AnswersWithinBounds(int count)
    {
        AssertBounded(Ask(count, (i, j) => j == i + 1, (i, j) => j == i + 2, [count / 2], [count - 1]));
        AssertBounded(Ask(count, (i, j) => j == i + 1 || (j - i == 3 && i % 2 == 0), (i, j) => i == 0 && j % 2 == 0, [count - 3], [count - 1]));
    }

    [Fact]
    public void Identify_IndependentCausesOf500_AnswersWithinBounds() =>
        AssertBounded(Ask(500, (i, j) => i < 498 && j >= 498 || (i, j) == (498, 499), (_, _) => false, [498], [499]));

    [Fact]
    public void Identify_ManyConditions_AnswersWithinBounds()
    {
        var random = new Random(10);
        AssertBounded(Ask(200, (i, j) => i < j && random.Next(40) == 0, (i, j) => random.Next(150) == 0, [20], [199], [.. Enumerable.Range(40, 60)]));
    }

    private static void AssertBounded(IdentificationOutcome outcome)
    {
        Assert.Equal(outcome.Identifiable, outcome.Hedge is null);
        Assert.Equal(outcome.Identifiable && !outcome.EstimandOmitted, outcome.Estimand is not null);
        Assert.InRange(JsonSerializer.Serialize(outcome).Length, 1, 3_000_000);
    }

    private static IdentificationOutcome Ask(
        int count,
        Func<int, int, bool> directed,
        Func<int, int, bool> bidirected,
        int[] treatments,
        int[] outcomes,
        int[]? conditions = null)
    {
        var builder = new CausalGraphBuilder();
        for (var i = 0; i < count; i++)
        {
            builder.AddNode(Name(i), "");
        }

        for (var i = 0; i < count; i++)
        {
            for (var j = i + 1; j < count; j++)
            {
                if (directed(i, j))
                {
                    builder.AddEdge(Name(i), Name(j), "");
                }

                if (bidirected(i, j))
                {
                    builder.AddBidirected(Name(i), Name(j), "");
                }
            }
        }

        var graph = builder.Build();
        var watch = Stopwatch.StartNew();
        var outcome = IdAlgorithm.Identify(
            new CausalDiagram(graph),
            graph.Nodes,
            treatments,
            outcomes,
            conditions ?? [],
            TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{watch.ElapsedMilliseconds} ms, identifiable {outcome.Identifiable}, omitted {outcome.EstimandOmitted}, {outcome.Formula?.Length} characters");
        Assert.True(watch.Elapsed < Bound, $"{watch.Elapsed}");
        return outcome;
    }

    private static string Name(int i) => $"V{i:D3}";

    private static string Names(int from, int to) => string.Join(", ", Enumerable.Range(from, to - from).Select(Name));
}
