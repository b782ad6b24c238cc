using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

namespace Isl.Tests.Unit.Words.Discovery;

public sealed class SearchFindingsTests
{
    [Theory]
    [InlineData("A - B", "The data do not settle the direction of A - B. ")]
    [InlineData("A - B;C - D", "The data do not settle the directions of A - B and C - D. ")]
    [InlineData("a;b;c;d;e;f;g", "The data do not settle the directions of a, b, c, d, e and 2 more. ")]
    public void OpenDirections_OneManyAndCut(string pairs, string expected) =>
        Assert.StartsWith(expected, new OpenDirections(pairs.Split(';')).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("A", "A is determined exactly by other columns, so edges among these columns are arbitrary.")]
    [InlineData("A;B", "A and B are determined exactly by other columns, so edges among these columns are arbitrary.")]
    public void DeterminedColumns_OneAndMany(string columns, string expected) =>
        Assert.Equal(expected, new DeterminedColumns(columns.Split(';')).Text);

    [Theory]
    [InlineData("A", "A is determined exactly by the variables placed before it, so its place in the order is arbitrary.")]
    [InlineData("A;B", "A and B are determined exactly by the variables placed before them, so their places in the order are arbitrary.")]
    public void PlacedArbitrarily_OneAndMany(string columns, string expected) =>
        Assert.Equal(expected, new PlacedArbitrarily(columns.Split(';')).Text);

    [Theory]
    [InlineData(0, 0, "The graph has no edges.")]
    [InlineData(0, 1, "The only edge has an open direction.")]
    [InlineData(1, 1, "The only edge has the same direction in every DAG of the class.")]
    [InlineData(0, 2, "Neither of the two edges has the same direction in every DAG of the class.")]
    [InlineData(0, 5, "None of the 5 edges has the same direction in every DAG of the class.")]
    [InlineData(2, 2, "Both edges have the same direction in every DAG of the class.")]
    [InlineData(5, 5, "All 5 edges have the same direction in every DAG of the class.")]
    [InlineData(1, 5, "1 of 5 edges has the same direction in every DAG of the class.")]
    [InlineData(3, 5, "3 of 5 edges have the same direction in every DAG of the class.")]
    public void PcRan_DirectedEdges_AreCounted(int directed, int total, string expected) =>
        Assert.Equal($"PC made 1 test, none with a conditioning set. {expected}", new PcRan(1, 0, directed, total).Text);

    [Theory]
    [InlineData(0, -1, "PC had nothing to test.")]
    [InlineData(1200, 1, "PC made 1,200 tests with conditioning sets of up to 1 variable.")]
    [InlineData(7, 3, "PC made 7 tests with conditioning sets of up to 3 variables.")]
    public void PcRan_Tests_AreCounted(long tests, int depth, string expected) =>
        Assert.StartsWith(expected, new PcRan(tests, depth, 0, 0).Text, StringComparison.Ordinal);

    [Fact]
    public void NotConverged_OnlyWhereTheCallerCan_IsToldToRaiseTheLimit()
    {
        Assert.Equal("The fit did not converge: after 1 outer iteration h is still 0.25, so raise max_iter.", new NotConverged(0.25, 1, true).Text);
        Assert.Equal("The fit did not converge: after 3 outer iterations h is still 0.25.", new NotConverged(0.25, 3, false).Text);
    }

    [Fact]
    public void MoreCycleEdgesDropped_OneAndMany()
    {
        Assert.Equal("1 more edge was dropped for the same reason.", new MoreCycleEdgesDropped(1).Text);
        Assert.Equal("3 more edges were dropped for the same reason.", new MoreCycleEdgesDropped(3).Text);
    }

    [Fact]
    public void GesRan_NothingToDo_NamesOneScore()
    {
        Assert.Equal("GES made no insertions and no deletions. BIC is -12.5. The graph has no edges.", new GesRan(0, 0, -12.5, -12.5, 0, 0).Text);
        Assert.StartsWith(
            "GES made 1 insertion and 2 deletions. BIC went from -12.5 to -3.25.",
            new GesRan(1, 2, -12.5, -3.25, 1, 1).Text,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, "", "No pair has a correlation")]
    [InlineData(1, 0, "1 pair has", "No direction follows from colliders or prior knowledge.")]
    [InlineData(1, 1, "1 pair has", "Its direction follows from colliders or prior knowledge.")]
    [InlineData(3, 1, "3 pairs have", "1 direction follows from colliders or prior knowledge.")]
    [InlineData(3, 3, "3 pairs have", "All directions follow from colliders or prior knowledge.")]
    public void CorrelationRan_NoneOneMany(int edges, int settled, string begins, string says)
    {
        var text = new CorrelationRan(edges, settled, 0.3, false).Text;

        Assert.StartsWith(begins, text, StringComparison.Ordinal);
        Assert.Contains(says, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1, 0, "DirectLiNGAM had a single variable to place. No residual is clearly not normal.")]
    [InlineData(2, 2, 2, "DirectLiNGAM placed both variables after 1 comparison. All residuals are clearly not normal.")]
    [InlineData(3, 5, 1, "DirectLiNGAM placed 3 of 5 variables after 1 comparison. 1 of 5 residuals is clearly not normal.")]
    public void LingamRan_NoneOneMany(int placed, int columns, int nonNormal, string expected) =>
        Assert.Equal(expected, new LingamRan(placed, columns, 1, nonNormal).Text);

    [Fact]
    public void ContradictingTests_WithAndWithoutNumbers()
    {
        Assert.StartsWith("Some tests contradict each other, so", new ContradictingTests(0, []).Text, StringComparison.Ordinal);
        Assert.Contains("(1 conflict)", new ContradictingTests(1, ["A <-> B"]).Text, StringComparison.Ordinal);
        Assert.Contains("common cause behind A <-> B can", new ContradictingTests(1, ["A <-> B"]).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CiTest.ChiSquare, "The χ² test needs categories, but column 'A' holds 30 distinct values in 31 rows.")]
    [InlineData(CiTest.GSquare, "The G² test needs categories, but column 'A' holds 30 distinct values in 31 rows.")]
    public void TestNeedsCategories_NamesTheTest(CiTest test, string expected) =>
        Assert.StartsWith(expected, new TestNeedsCategories(test, "A", 30, 31).Text, StringComparison.Ordinal);

    [Fact]
    public void Text_OfAnyFinding_IsItsString()
    {
        Finding finding = new OperatorsPassedOver();

        Assert.Equal(finding.Text, finding.ToString());
    }
}
