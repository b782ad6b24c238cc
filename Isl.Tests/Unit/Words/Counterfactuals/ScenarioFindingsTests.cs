using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Words.Counterfactuals;
using Isl.Grains.Words.Models;

namespace Isl.Tests.Unit.Words.Counterfactuals;

public sealed class ScenarioFindingsTests
{
    private static readonly InteractionDetail Exact = new("a", "b", 2.5, 0, 2.5, 2.5, "synergy", null);
    private static readonly InteractionDetail Estimated = new("c", "d", -1.234, 0.05, -1.4, -1.1, "interference", null);

    [Fact]
    public void BestScenario_AheadOrTied_SaysWhich()
    {
        Assert.Equal(
            "Twice the ads has the highest mean of Revenue, 169.7. It lies 20 above that of dearer, "
                + "and Twice the ads is the best in over 99.9 % of the draws.",
            new BestScenario("Twice the ads", "dearer", "Revenue", new Figure(169.65, 0.2), 20, 0.99999).Text);
        Assert.Equal("a and b share the highest mean of Y, 5.", new BestScenario("a", "b", "Y", new Figure(5), 0, 0.5).Text);
    }

    [Fact]
    public void InteractionsJudged_NoPair_SaysWhy() => Assert.Equal(
        "No two scenarios change different variables, so none can be combined.",
        new InteractionsJudged(0, true, 0, null, null, 0.95m).Text);

    [Fact]
    public void InteractionsJudged_OnePair_IsNotCounted()
    {
        Assert.Equal(
            "a and b together do 2.5 more than the sum of their parts. It is the only pair, and its 95 % interval lies above zero.",
            new InteractionsJudged(1, true, 1, Exact, null, 0.95m).Text);
        Assert.Equal(
            "The two scenarios that can be combined do no more together than the sum of their parts: "
                + "the 95 % interval of the difference does not lie above zero.",
            new InteractionsJudged(1, true, 0, null, null, 0.95m).Text);
    }

    [Fact]
    public void InteractionsJudged_ManyPairs_CountsThoseAboveZero()
    {
        Assert.Equal(
            "a and b together do 2.5 more than the sum of their parts. Synergy is claimed for 2 of 1,000 pairs: "
                + "their simultaneous 95 % intervals lie above zero. "
                + "c and d together do 1.23 less than the sum of their parts (interval -1.40 to -1.10). Only the first 1,000 pairs were examined.",
            new InteractionsJudged(1000, false, 2, Exact, Estimated, 0.95m).Text);
        Assert.Equal(
            "No pair does more together than the sum of its parts: of 3 simultaneous 95 % intervals, none lies above zero.",
            new InteractionsJudged(3, true, 0, null, null, 0.95m).Text);
    }
}
