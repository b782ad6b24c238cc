using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Words.Discovery;

namespace Isl.Tests.Unit.Words.Discovery;

public sealed class AnswerFindingsTests
{
    [Fact]
    public void GraphSummary_NoneOneManyAndCut()
    {
        Assert.Equal("There is only one variable, so the graph has no edges.", Summary(0, 1));
        Assert.Equal("The data suggest no edges among the 3 variables.", Summary(0, 3));
        Assert.Equal("The data suggest 1 edge among 3 variables: E1 (0.5).", Summary(1, 3));
        Assert.Equal("The data suggest 2 edges among 3 variables: E1 (0.5) and E2 (0.5).", Summary(2, 3));
        Assert.EndsWith(
            "7 edges among 9 variables. The strongest are E1 (0.5), E2 (0.5), E3 (0.5), E4 (0.5) and E5 (0.5).",
            Summary(7, 9),
            StringComparison.Ordinal);

        static string Summary(int edges, int variables) =>
            new GraphSummary([.. Enumerable.Range(1, edges).Select(i => ($"E{i}", 0.5))], variables, false).Text;
    }

    [Fact]
    public void ResamplesCutShort_NoneAndSome()
    {
        Assert.Equal("The time budget was spent before any of 5 resamples was fitted.", new ResamplesCutShort(0, 5).Text);
        Assert.Equal("The time budget was spent after 3 of 1,000 resamples, and shares rest on those.", new ResamplesCutShort(3, 1000).Text);
    }

    [Fact]
    public void UnusableResamples_OneAndMany()
    {
        Assert.StartsWith(
            "1 resample was left out, because a column held a single value in it",
            new UnusableResamples(1).Text,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "2 resamples were left out, because a column held a single value in them",
            new UnusableResamples(2).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void EdgesOfResamplesOnly_OneManyAndCut()
    {
        Assert.EndsWith("hold an edge that the graph does not: E1 (0.67).", Text(1), StringComparison.Ordinal);
        Assert.EndsWith("hold edges that the graph does not: E1 (0.67) and E2 (0.67).", Text(2), StringComparison.Ordinal);
        Assert.EndsWith(" and 2 more.", Text(7), StringComparison.Ordinal);

        static string Text(int count) => new EdgesOfResamplesOnly([.. Enumerable.Range(1, count).Select(i => ($"E{i}", 2 / 3.0))]).Text;
    }

    [Fact]
    public void EdgeDisputed_AllSides()
    {
        Assert.Equal(
            "A -> B: a sentence calls it negative, but its weight in the data is 0.5. In the answer, the graph holds it.",
            new EdgeDisputed("A -> B", EdgeSaid.Negative, EdgeSeen.OtherSign, 0.5, EdgeOutcome.Kept).Text);
        Assert.Equal(
            "A -> B: a sentence rules it out, but the data alone give it. In the answer, the graph leaves it out.",
            new EdgeDisputed("A -> B", EdgeSaid.RuledOut, EdgeSeen.Found, 0, EdgeOutcome.LeftOut).Text);
    }

    [Fact]
    public void CopiedAndCollinearColumns_AreNamed()
    {
        Assert.Equal("A and B are perfectly collinear (correlation -1), so the data cannot tell them apart.", new CopiedColumns("A", "B", true).Text);
        Assert.Equal(
            "A, B and C are nearly collinear (condition number 20,000), so weights and directions among them are uncertain.",
            new CollinearColumns(["A", "B", "C"], 2e4).Text);
        Assert.Contains(
            "and 2 more are bound by",
            new CollinearColumns([.. Enumerable.Range(0, 10).Select(i => $"X{i}")], null).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void ColumnsScaled_WithAndWithoutEdges()
    {
        Assert.Equal("Columns were standardised, so units do not matter.", new ColumnsScaled(DataScaling.Standardize, null).Text);
        Assert.Equal(
            "Columns were not scaled, so their units matter. The varsortability of the graph in the data's own units is 0.67.",
            new ColumnsScaled(DataScaling.None, 2 / 3.0).Text);
    }

    [Fact]
    public void OnlyPriorEdges_NoneOneMany()
    {
        Assert.StartsWith("The graph has no edges", new OnlyPriorEdges(0).Text, StringComparison.Ordinal);
        Assert.Equal("The data were not used. The only edge is required or stated.", new OnlyPriorEdges(1).Text);
        Assert.Equal("The data were not used. All 3 edges are required or stated.", new OnlyPriorEdges(3).Text);
    }
}
