using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;
using Isl.Tests.Golden;

namespace Isl.Tests.Unit.Identification;

public sealed class TestableImplicationsTests
{
    [Fact]
    public void List_ReferenceCases_AreExactlyTheReferenceImplications()
    {
        foreach (var golden in GoldenCases.Lines("implications.jsonl"))
        {
            var graph = GoldenCases.Graph(golden.GetProperty("graph"));

            var (implications, truncated) = TestableImplications.List(
                new CausalDiagram(graph), int.MaxValue, WorkBudget.Until(TestContext.Current.CancellationToken));

            Assert.False(truncated);
            Assert.Equal(
                golden
                    .GetProperty("implications")
                    .EnumerateArray()
                    .Select(entry =>
                        string.Join(
                            ",",
                            [
                                entry.GetProperty("x").GetString(),
                                entry.GetProperty("y").GetString(),
                                .. GoldenCases.Strings(entry.GetProperty("z")).Order(StringComparer.Ordinal),
                            ])
                    )
                    .Order(StringComparer.Ordinal),
                implications
                    .Select(entry => string.Join(",", [graph.Nodes[entry.X], graph.Nodes[entry.Y], .. entry.Given.Select(node => graph.Nodes[node])]))
                    .Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void List_Capped_IsThePrefixInOrderAndTheSameEachTime()
    {
        var diagram = new CausalDiagram(new CausalGraph
        {
            Nodes = [.. Enumerable.Range(0, 60).Select(i => $"V{i:D2}")],
            Edges = [.. Enumerable.Range(0, 59).Select(i => new Edge(i, i + 1))],
            Bidirected = [],
            Latent = [],
        });

        var (first, truncated) = TestableImplications.List(
            diagram,
            100,
            WorkBudget.Until(TestContext.Current.CancellationToken));
        var (all, complete) = TestableImplications.List(
            diagram,
            int.MaxValue,
            WorkBudget.Until(TestContext.Current.CancellationToken));

        // A chain of 60: nodes i and j are separated by each single node between them.
        Assert.False(complete);
        Assert.Equal(Enumerable.Range(2, 58).Sum(gap => (60 - gap) * (gap - 1)), all.Count);
        Assert.True(truncated);
        Assert.Equal(all.Take(100).Select(Text), first.Select(Text));

        static string Text(Implication implication) => $"{implication.X} {implication.Y} {string.Join(",", implication.Given)}";
    }

    [Fact]
    public void List_NodesThatNothingSeparates_EndsWithinItsBound()
    {
        // One latent cause of 500 observed nodes: no pair has a separator, and each is asked.
        const int Count = 501;
        var diagram = new CausalDiagram(new CausalGraph
        {
            Nodes = [.. Enumerable.Range(0, Count).Select(i => $"V{i:D3}")],
            Edges = [.. Enumerable.Range(1, Count - 1).Select(i => new Edge(0, i))],
            Bidirected = [],
            Latent = [0],
        });

        var (implications, truncated) = TestableImplications.List(
            diagram,
            500,
            WorkBudget.Until(TestContext.Current.CancellationToken));

        Assert.Empty(implications);
        Assert.True(truncated);
    }

    [Fact]
    public void List_BudgetSpentOrCancelled_ReturnsTruncatedOrThrows()
    {
        var diagram = new CausalDiagram(new CausalGraph { Nodes = ["A", "B"], Edges = [], Bidirected = [], Latent = [] });
        var spent = new CancellationToken(true);

        Assert.True(TestableImplications.List(diagram, 10, new WorkBudget(spent, TestContext.Current.CancellationToken)).Truncated);
        Assert.Throws<OperationCanceledException>(() => TestableImplications.List(diagram, 10, WorkBudget.Until(spent)));
    }
}
