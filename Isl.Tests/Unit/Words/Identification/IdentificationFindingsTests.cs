using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Words.Identification;

namespace Isl.Tests.Unit.Words.Identification;

/// <summary>The empty set, one, many and cut lists each have their wording.</summary>
public sealed class IdentificationFindingsTests
{
    private static readonly CausalQuery One = CausalQuery.Of(["X"], ["Y"]);

    private static readonly CausalQuery Many = CausalQuery.Of(["X", "W"], ["Y"]) with { Conditions = ["C"] };

    [Fact]
    public void AnEmptyAdjustmentSetNeedsNoAdjustment()
    {
        Assert.Equal("No non-causal path is open, so no adjustment is needed.", new PathsBlocked([]).Text);
        Assert.Equal("No non-causal path from X to Y is open, so no adjustment is needed.", new AdjustmentBlocksPaths(One, []).Text);
        Assert.Equal("Nothing is adjusted for, so every causal path stays intact.", new AdjustmentKeepsCausalPaths([]).Text);
        Assert.Equal("Nothing is adjusted for, so no part of the effect is taken away.", new AdjustedUnaffected([]).Text);
        Assert.Equal("The effect is therefore the observed distribution of Y given X.", new AdjustmentGivesEffect(One, []).Text);
        Assert.Equal("The effect of X on Y is identifiable without adjustment.", new IdentifiedUnadjusted(One).Text);
        Assert.Equal(
            "The variables on causal paths have no other observed causes, so no adjustment gives a lower asymptotic variance.",
            new SetHasLowestVariance([]).Text);
    }

    [Fact]
    public void OneMemberIsNamedInTheSingular()
    {
        Assert.Equal(
            "Adjusting for A blocks every non-causal path from X to Y, and A does not lie on a causal path.",
            new SetBlocksPaths(One, ["A"]).Text);
        Assert.Equal("M intercepts every causal path.", new FullyMediates(["M"]).Text);
        Assert.Equal("Use M as the front door. Estimate how X affects it, then how it affects Y given X.", new GoThroughFrontDoor(One, ["M"]).Text);
        Assert.Equal(
            "The data contradict the one implied independence that was tested, so the graph does not fit the data.",
            new DataContradictGraph(1, 1).Text);
        Assert.Equal("1 implied independence could not be tested with these data. Its note says why.", new ImplicationsUntested(1).Text);
        Assert.Equal("The column conditioned on is constant.", new RedundantColumns(1, 1).Text);
        Assert.Equal("The derivation takes 1 step.", new DerivationLength(1, IsCut: false).Text);
        Assert.Equal(
            "The hedge treats the condition C as an intervention: observing it and setting it are equivalent here.",
            new ConditionsExchanged(["C"]).Text);
    }

    [Fact]
    public void ManyMembersTakePlurals()
    {
        Assert.Equal(
            "Adjusting for A and B blocks every non-causal path from X to Y, and none of these variables lies on a causal path.",
            new SetBlocksPaths(One, ["A", "B"]).Text);
        Assert.Equal(
            "M and N together intercept every causal path from X and W to Y. "
            + "They share no open back-door path with X and W, and X and W block their back-door paths to Y.",
            new SetIsFrontDoor(Many, ["M", "N"]).Text);
        Assert.Equal(
            "Assigning X and W at random removes every arrow into them. P(Y | do(X, W), C) is then identifiable from the data of the experiment.",
            new IdentifiableOnceRandomised(Many, ["X", "W"]).Text);
        Assert.Equal(
            "The data contradict both implied independences that were tested, so the graph does not fit the data.",
            new DataContradictGraph(2, 2).Text);
        Assert.Equal(
            "The data contradict 2 of the 7 implied independences that were tested, so the graph does not fit the data.",
            new DataContradictGraph(2, 7).Text);
        Assert.Equal("The effect of X and W on Y given C cannot be identified from observed data.", new NotIdentifiable(Many).Text);
        Assert.Equal(
            "No adjustment set, front-door set or instrument identifies the effect of X on Y. Whether another method does was not decided.",
            new IdentificationUndecided(One).Text);
    }

    [Theory]
    [InlineData(1, false, "the only minimal set")]
    [InlineData(1, true, "a minimal set")]
    [InlineData(3, false, "one of 3 minimal sets")]
    [InlineData(20, true, "one of at least 20 minimal sets")]
    public void TheSetIsRankedAmongTheOthers(int sets, bool isCut, string rank) =>
        Assert.Equal($"The effect of X on Y is identifiable by adjusting for A, {rank}.", new IdentifiedByAdjustment(One, ["A"], sets, isCut).Text);

    [Fact]
    public void LongSetsOfAHedgeAreCut()
    {
        var text = new HedgeFound(One, ["A", "B", "C", "D", "E", "F", "X", "Y"], ["Y"], ["Y"]).Text;
        Assert.StartsWith("{A, B, C, D, E and 3 more} and {Y} form a hedge with the root Y. ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void CutListsSaySo()
    {
        Assert.Equal("There may be minimal adjustment sets besides the one listed.", new MoreAdjustmentSets(1).Text);
        Assert.Equal("There may be minimal adjustment sets besides the 20 listed.", new MoreAdjustmentSets(20).Text);
        Assert.Equal("The graph implies more independences than the 100 listed.", new MoreImplications(100).Text);
        Assert.Equal("The derivation takes more than 50 steps.", new DerivationLength(50, IsCut: true).Text);
    }

    [Theory]
    [InlineData(0, "The data have 3 rows. A test without conditioning needs at least 4.")]
    [InlineData(1, "The data have 3 rows. A test given 1 column needs at least 5.")]
    public void TooFewRowsNameWhatIsNeeded(int given, string text) => Assert.Equal(text, new TooFewRowsToTest(3, given, given + 4).Text);
}
