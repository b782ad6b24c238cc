using System.Text.Json;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;
using Isl.Tests.Golden;

namespace Isl.Tests.Unit.Identification;

public sealed class InstrumentTests
{
    [Fact]
    public void List_ReferenceCases_FindsTheReferenceInstrumentsWithSetsThatHold()
    {
        var same = 0;
        var total = 0;
        foreach (var golden in GoldenCases.Lines("instruments.jsonl"))
        {
            var graph = GoldenCases.Graph(golden.GetProperty("graph"));
            var instruments = Ask(graph, golden.GetProperty("treatment").GetString()!, golden.GetProperty("outcome").GetString()!);

            var (found, truncated) = instruments.List(WorkBudget.Until(TestContext.Current.CancellationToken));
            var (any, decided) = instruments.FindAny(WorkBudget.Until(TestContext.Current.CancellationToken));

            Assert.False(truncated);
            Assert.True(decided);
            Assert.Equal(found.Count > 0, any is not null);
            Assert.True(any is null || instruments.IsInstrument(any.Node, any.Given));
            var expected = golden.GetProperty("instruments").EnumerateArray().ToDictionary(
                entry => graph.IndexOf(entry.GetProperty("instrument").GetString()!),
                entry => GoldenCases.Nodes(graph, entry.GetProperty("conditioned_on")));
            Assert.Equal(expected.Keys.Order(), found.Select(instrument => instrument.Node));
            Assert.All(found, instrument => Assert.True(instruments.IsInstrument(instrument.Node, instrument.Given)));
            Assert.All(expected, entry => Assert.True(instruments.IsInstrument(entry.Key, entry.Value)));
            same += found.Count(instrument => instrument.Given.SequenceEqual(expected[instrument.Node].Order()));
            total += found.Count;
        }

        Assert.True(total > 100);
        Assert.Equal(total, same);
    }

    [Fact]
    public void IsInstrument_SetsThatBreakOneCondition_AreRefused()
    {
        // I -> X -> M -> Y, Y -> D, X <-> Y, and W a common cause of I and Y.
        var graph = GoldenCases.Graph(
            JsonDocument
                .Parse(
                    """{"nodes":["D","I","M","U","W","X","Y"],"edges":[["I","X"],["X","M"],["M","Y"],["Y","D"],["W","I"],["W","Y"],["U","Y"]],"bidirected":[["X","Y"]],"latent":["U"]}""")
                .RootElement);
        var instruments = Ask(graph, "X", "Y");
        int[] Nodes(params string[] names) => [.. names.Select(graph.IndexOf)];

        Assert.True(instruments.IsInstrument(graph.IndexOf("I"), Nodes("W")));
        Assert.False(instruments.IsInstrument(graph.IndexOf("I"), []));
        Assert.False(instruments.IsInstrument(graph.IndexOf("I"), Nodes("W", "X")));
        Assert.False(instruments.IsInstrument(graph.IndexOf("I"), Nodes("W", "M")));
        Assert.False(instruments.IsInstrument(graph.IndexOf("I"), Nodes("W", "D")));
        Assert.False(instruments.IsInstrument(graph.IndexOf("I"), Nodes("W", "U")));
        Assert.False(instruments.IsInstrument(graph.IndexOf("W"), Nodes("I")));
        Assert.False(instruments.IsInstrument(graph.IndexOf("X"), Nodes("W")));
        Assert.Equal(Nodes("W"), instruments.FindFor(graph.IndexOf("I"))!.Given);
    }

    [Fact]
    public void FindAny_LargeGraphWithoutInstruments_EndsAndIsHonest()
    {
        // Everything causes everything after it, so that no node can be separated from the outcome.
        const int Count = 400;
        var graph = new CausalGraph
        {
            Nodes = [.. Enumerable.Range(0, Count).Select(i => $"V{i:D3}")],
            Edges = [.. from i in Enumerable.Range(0, Count) from j in Enumerable.Range(i + 1, Count - i - 1) select new Edge(i, j)],
            Bidirected = [],
            Latent = [],
        };

        var (found, decided) = Ask(graph, "V200", "V399").FindAny(WorkBudget.Until(TestContext.Current.CancellationToken));

        Assert.Null(found);
        Assert.True(decided);
    }

    [Fact]
    public void List_BudgetSpentOrCancelled_ReturnsTruncatedOrThrows()
    {
        var graph = GoldenCases.Graph(JsonDocument.Parse(
            """{"nodes":["I","W","X","Y"],"edges":[["I","X"],["X","Y"],["W","I"],["W","Y"]],"bidirected":[["X","Y"]]}""").RootElement);
        var instruments = Ask(graph, "X", "Y");
        var spent = new CancellationToken(true);

        Assert.Single(instruments.List(WorkBudget.Until(TestContext.Current.CancellationToken)).Found);
        Assert.True(instruments.List(new WorkBudget(spent, TestContext.Current.CancellationToken)).Truncated);
        Assert.False(instruments.FindAny(new WorkBudget(spent, TestContext.Current.CancellationToken)).Decided);
        Assert.Throws<OperationCanceledException>(() => instruments.List(WorkBudget.Until(spent)));
    }

    private static Instruments Ask(CausalGraph graph, string treatment, string outcome) =>
        new(new CausalDiagram(graph), graph.IndexOf(treatment), graph.IndexOf(outcome));
}
