using Isl.Grains.Words.Discovery;

namespace Isl.Tests.Unit.Words.Discovery;

public sealed class CalibrationFindingsTests
{
    [Fact]
    public void EdgeProbabilities_OneManyOpenAndLowered()
    {
        Assert.Equal(
            "Confidence is the probability that the edge is right, direction included. "
                + "It follows from how often such edges of PC are right on simulated data.",
            new EdgeProbabilities("PC", 1, 0, null, []).Text);
        Assert.Equal(
            "Confidence is the mean probability that an edge is right, direction included. It follows from the shares of 50 bootstrap "
                + "resamples that hold them, and from how often such edges of GES are right on simulated data. 1 of 3 directions is open, "
                + "and right half the time at best. It is halved because the search did not reach its end.",
            new EdgeProbabilities("GES", 3, 1, 50, [ConfidenceDoubt.CutShort]).Text);
        Assert.EndsWith(
            "All directions are open, which is right half the time at best.",
            new EdgeProbabilities("GES", 2, 2, 9, []).Text,
            StringComparison.Ordinal);
        Assert.EndsWith(
            "Its direction is open, which is right half the time at best.", new EdgeProbabilities("PC", 1, 1, 9, []).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ConfidenceDoubt.Contradicted, "lowered because tests contradict")]
    [InlineData(ConfidenceDoubt.Untested, "0 because no test")]
    [InlineData(ConfidenceDoubt.NotLinear, "residuals depend on the cause")]
    [InlineData(ConfidenceDoubt.FewRows, "few rows for so many columns")]
    public void EdgeProbabilities_EachDoubt_IsNamed(ConfidenceDoubt doubt, string expected) =>
        Assert.Contains(expected, new EdgeProbabilities("PC", 2, 0, null, [doubt]).Text, StringComparison.Ordinal);

    [Fact]
    public void NoEdgeConfidence_WithAndWithoutResamples()
    {
        Assert.Equal("No edge was found. Confidence is 0.5, as an empty graph is weak evidence.", new NoEdgeConfidence(null, false, false).Text);
        Assert.Equal(
            "No edge was found beside the required ones. Confidence is the share of 60 bootstrap resamples that have no edges, "
                + "halved because the search did not reach its end.",
            new NoEdgeConfidence(60, true, true).Text);
    }

    [Fact]
    public void DependentResiduals_OneAndMany()
    {
        Assert.EndsWith(
            "This relation is not linear, confounded or directed the wrong way, so the method's assumption fails and the direction is not settled.",
            new DependentResiduals(["A -> B"], true).Text,
            StringComparison.Ordinal);
        Assert.EndsWith(
            "These relations are not linear, confounded or directed the wrong way.",
            new DependentResiduals(["A -> B", "A -> C"], false).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void GraphSummary_Untested_SuggestsNothing() => Assert.Equal(
        "The data are too few to test anything, so all 2 pairs that prior knowledge allows are still joined.",
        new GraphSummary([("A -> B", 1), ("A -> C", 1)], 3, false, true).Text);

    [Fact]
    public void KnowledgeAgainstTests_NamesTheTripleAndWhatIsRuledOut() => Assert.Equal(
        "Prior knowledge contradicts the tests: A and B are both joined to C and are independent without it, which makes C their common effect, "
            + "but prior knowledge rules out A -> C. The graph follows prior knowledge.",
        new KnowledgeAgainstTests("A", "C", "B", ["A -> C"]).Text);
}
