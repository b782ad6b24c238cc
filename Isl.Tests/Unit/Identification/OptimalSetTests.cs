using System.Text.Json;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Interfaces.Graphs;
using Isl.Tests.Golden;

namespace Isl.Tests.Unit.Identification;

public sealed class OptimalSetTests
{
    [Theory]

    // The cause of the outcome serves, not the cause of the treatment, though either blocks the path A -> X, A -> B -> Y.
    [InlineData("""{"nodes":["A","B","X","Y"],"edges":[["A","X"],["A","B"],["B","Y"],["X","Y"]]}""", "B")]

    // Causes of a mediator and of the outcome lower the variance though nothing is confounded; an effect of the outcome is forbidden.
    [InlineData("""{"nodes":["D","E","F","M","X","Y"],"edges":[["X","M"],["M","Y"],["E","M"],["F","Y"],["Y","D"]]}""", "E,F")]
    [InlineData("""{"nodes":["X","Y"],"edges":[["X","Y"]]}""", "")]

    // A latent that feeds the outcome alone is its noise, and its own cause takes its place.
    [InlineData("""{"nodes":["A","U","X","Y"],"edges":[["A","U"],["U","Y"],["A","X"],["X","Y"]],"latent":["U"]}""", "A")]

    // Mediator and outcome confounded: both are forbidden, so nothing observed could stand in for the cause.
    [InlineData("""{"nodes":["A","M","X","Y"],"edges":[["X","M"],["M","Y"],["A","Y"]],"bidirected":[["M","Y"]]}""", "A")]
    public void FindOptimal_TextbookGraphs_IsTheOSet(string graph, string expected)
    {
        var (read, optimal) = Ask(graph);

        Assert.Equal(OptimalSetStatus.LowestVariance, optimal.Status);
        Assert.Equal(expected, string.Join(",", optimal.Nodes!.Select(node => read.Nodes[node])));
        Assert.NotEmpty(optimal.Explain(read.Nodes).Text);
    }

    [Theory]
    [InlineData(
        """{"nodes":["C","X","Y"],"edges":[["X","Y"]],"bidirected":[["X","Y"]]}""",
        OptimalSetStatus.NoValidSet,
        null,
        "No adjustment set is valid"
    )]
    [InlineData("""{"nodes":["C","X","Y"],"edges":[["C","X"],["C","Y"]]}""", OptimalSetStatus.NoCausalPath, null, "No causal path leads to Y")]

    // C tells something of the noise of the outcome; whether it helps more than it costs is a matter of numbers.
    [InlineData(
        """{"nodes":["C","X","Y"],"edges":[["X","Y"],["C","X"]],"bidirected":[["C","Y"]]}""",
        OptimalSetStatus.UnobservedCause,
        null,
        "Y on the causal paths shares"
    )]
    [InlineData("""{"nodes":["C","X","Y"],"edges":[["X","Y"]],"bidirected":[["C","Y"]]}""", OptimalSetStatus.UnobservedCause, "", "The empty set is a valid")]
    [InlineData(
        """{"nodes":["C","U","X","Y"],"edges":[["X","Y"],["U","C"],["U","Y"]],"latent":["U"]}""",
        OptimalSetStatus.UnobservedCause,
        "",
        "The empty set is a valid"
    )]
    public void FindOptimal_WithoutASureSet_SaysWhy(string graph, OptimalSetStatus status, string? candidate, string reason)
    {
        var (read, optimal) = Ask(graph);

        Assert.Equal(status, optimal.Status);
        Assert.Null(optimal.Nodes);
        Assert.Equal(
            candidate,
            optimal.ObservedCandidate is null ? null : string.Join(",", optimal.ObservedCandidate.Select(node => read.Nodes[node])));
        Assert.Contains(reason, optimal.Explain(read.Nodes).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_SetWithForbiddenMembers_NamesEachWithItsReasonAndThePathLeftOpen()
    {
        var graph = GoldenCases.Graph(
            JsonDocument
                .Parse("""{"nodes":["C","D","M","U","X","Y"],"edges":[["C","X"],["C","Y"],["X","M"],["M","Y"],["M","D"],["U","Y"]],"latent":["U"]}""")
                .RootElement);
        var adjustment = new Adjustment(new CausalDiagram(graph), [graph.IndexOf("X")], [graph.IndexOf("Y")]);

        var check = adjustment.Check([1, 2, 3, 4, 5]);

        Assert.False(check.IsValid);
        Assert.Equal(
            [
                (1, MemberFlaw.EffectOfCausalPath),
                (2, MemberFlaw.OnCausalPath),
                (3, MemberFlaw.Latent),
                (4, MemberFlaw.Treatment),
                (5, MemberFlaw.Outcome),
            ],
            check.Forbidden);
        Assert.Equal("X <- C -> Y", PathStep.Format(check.OpenPath!, graph.Nodes));
        Assert.True(adjustment.Check([0]).IsValid);
        Assert.Null(adjustment.Check([0, 2]).OpenPath);
    }

    [Fact]
    public void Check_TwentyThousandNodesInARow_ShowsTheWholePath()
    {
        // X <- V09999 <- ... <- V10000 -> ... -> Y: the open path visits every node.
        const int Count = 20_000;
        var graph = new CausalGraph
        {
            Nodes = [.. Enumerable.Range(0, Count).Select(i => $"V{i:D5}")],
            Edges =
            [
                .. Enumerable
                    .Range(0, Count - 1)
                    .Select(i => i < Count / 2 ? new Edge(i + 1, i) : new Edge(i, i + 1))
                    .OrderBy(edge => edge.From)
                    .ThenBy(edge => edge.To),
            ],
            Bidirected = [],
            Latent = [],
        };
        var adjustment = new Adjustment(new CausalDiagram(graph), [0], [Count - 1]);

        Assert.Equal(Count, adjustment.Check([]).OpenPath!.Count);
        Assert.True(adjustment.Check([777]).IsValid);
        Assert.Single(adjustment.FindMinimal()!);
        Assert.Single(adjustment.FindSmallest()!);
    }

    private static (CausalGraph Graph, OptimalSet Optimal) Ask(string json)
    {
        var graph = GoldenCases.Graph(JsonDocument.Parse(json).RootElement);
        return (graph, new Adjustment(new CausalDiagram(graph), [graph.IndexOf("X")], [graph.IndexOf("Y")]).FindOptimal());
    }
}
