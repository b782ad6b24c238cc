using System.Numerics;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Words.Paths;

namespace Isl.Tests.Unit.Words.Paths;

public sealed class PathFindingsTests
{
    [Fact]
    public void PathsSummary_Separated_SaysWhetherThereArePaths()
    {
        Assert.Equal("There is no path between X and Y, so they are d-separated.", Summary(null, new PathCounts(0, 0, 0, 0)));
        Assert.Equal("X and Y are d-separated without conditioning: every path between them is blocked.", Summary(null, new PathCounts(0, 0, 2, 0)));
        Assert.Equal(
            "X and Y are d-separated given {Z}: every path between them is blocked.",
            Summary(null, new PathCounts(0, 0, 0, 0), isCut: true, "Z"));
    }

    [Fact]
    public void PathsSummary_Connected_OneSomeAndAllOpen()
    {
        Assert.Equal(
            "X and Y are d-connected given {Z}: P, the only path between them, is open.",
            Summary("P", new PathCounts(1, 0, 0, 1), false, "Z"));
        Assert.Equal(
            "X and Y are d-connected without conditioning. 1 of the 3 paths between them is open: P.",
            Summary("P", new PathCounts(1, 1, 1, 1)));
        Assert.EndsWith(": 2 of the 3 paths between them are open, such as P.", Summary("P", new PathCounts(1, 1, 1, 2)), StringComparison.Ordinal);
        Assert.EndsWith(": both paths between them are open, such as P.", Summary("P", new PathCounts(2, 0, 0, 2)), StringComparison.Ordinal);
        Assert.EndsWith(": all 3 paths between them are open, such as P.", Summary("P", new PathCounts(3, 0, 0, 3)), StringComparison.Ordinal);
    }

    [Fact]
    public void PathsSummary_CutList_NoneOneAndManyListed()
    {
        Assert.EndsWith(": P is open.", Summary("P", new PathCounts(0, 0, 0, 0), isCut: true), StringComparison.Ordinal);
        Assert.EndsWith("P is open. The path listed is blocked.", Summary("P", new PathCounts(1, 0, 0, 0), isCut: true), StringComparison.Ordinal);
        Assert.EndsWith(
            "P is open. All 2 paths listed are blocked.",
            Summary("P", new PathCounts(2, 0, 0, 0), isCut: true),
            StringComparison.Ordinal);
        Assert.EndsWith("Of the 1,000 paths listed, 1 is open.", Summary("P", new PathCounts(1000, 0, 0, 1), isCut: true), StringComparison.Ordinal);
    }

    [Fact]
    public void ListedPaths_NamesOnlyTheKindsThereAre()
    {
        Assert.Equal("No paths are listed.", new ListedPaths(["X"], new PathCounts(0, 0, 0, 0)).Text);
        Assert.Equal("The list holds 1 causal path.", new ListedPaths(["X"], new PathCounts(1, 0, 0, 1)).Text);
        Assert.Equal(
            "The list holds 2 back-door paths. Back-door paths start with an edge into a treatment.",
            new ListedPaths(["A", "B"], new PathCounts(0, 2, 0, 0)).Text);
        Assert.Equal(
            "The list holds 1 non-causal path. The non-causal path starts with an edge out of X and turns back later.",
            new ListedPaths(["X"], new PathCounts(0, 0, 1, 0)).Text);
    }

    [Fact]
    public void CausalPathTotal_NoneOneManyAndVeryMany()
    {
        Assert.Equal("There are no causal paths in all.", new CausalPathTotal(0).Text);
        Assert.Equal("There is 1 causal path in all.", new CausalPathTotal(1).Text);
        Assert.Equal("There are 12,345 causal paths in all.", new CausalPathTotal(12345).Text);
        Assert.Equal("There are about 1.0 × 10^20 causal paths in all.", new CausalPathTotal(BigInteger.Pow(10, 20)).Text);
        Assert.Equal("There are more than 10^1000 causal paths in all.", new CausalPathTotal(null).Text);
    }

    [Fact]
    public void Separation_NothingGivenAndSets()
    {
        Assert.Equal("X and Y are d-connected without conditioning: X -> Y is open.", new SeparationSummary(["X"], ["Y"], [], "X -> Y").Text);
        Assert.Equal("{A, B} and Y are d-separated given {Z}.", new SeparationSummary(["A", "B"], ["Y"], ["Z"], null).Text);
        Assert.Equal("X -> Y has no collider, and nothing is conditioned on.", new PathIsOpen("X -> Y", [], false).Text);
        Assert.Equal("X -> Y has no collider, and none of its nodes is in {Z}.", new PathIsOpen("X -> Y", ["Z"], false).Text);
    }

    [Fact]
    public void Latent_OneManyAndAll()
    {
        Assert.StartsWith("1 of the 3 nodes is latent. A path may run through it,", new PathsThroughLatent(1, 3).Text, StringComparison.Ordinal);
        Assert.StartsWith("2 of the 3 nodes are latent. A path may run through them,", new PathsThroughLatent(2, 3).Text, StringComparison.Ordinal);
        Assert.StartsWith("All 3 nodes are latent.", new PathsThroughLatent(3, 3).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void GraphSize_NamesOnlyWhatThereIs()
    {
        Assert.Equal("The graph has 1 node and no edges.", new GraphSize(1, 0, 0, 0).Text);
        Assert.Equal("The graph has 2 nodes and 1 directed edge. 1 of the 2 nodes is latent.", new GraphSize(2, 1, 0, 1).Text);
        Assert.Equal("The graph has 3 nodes, 2 directed edges and 1 bidirected edge.", new GraphSize(3, 2, 1, 0).Text);
    }

    private static string Summary(string? open, PathCounts counts, bool isCut = false, params string[] given) =>
        new PathsSummary(["X"], ["Y"], given, open, counts, isCut).Text;
}
