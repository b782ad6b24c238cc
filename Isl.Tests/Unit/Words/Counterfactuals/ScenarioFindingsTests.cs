using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Words.Counterfactuals;
using Isl.Grains.Words.Models;

namespace Isl.Tests.Unit.Words.Counterfactuals;

public sealed class ScenarioFindingsTests
{
    private static ScenarioGoal Largest => default;
    private static readonly InteractionDetail Exact = new("a", "b", 2.5, 0, 2.5, 2.5, "synergy", null, 1, 2, 5.5);
    private static readonly InteractionDetail Estimated = new("c", "d", 1.234, 0.05, 1.1, 1.4, "interference", null, -2, -3, -3.766);

    [Fact]
    public void BestScenario_AheadOrTied_SaysWhich()
    {
        Assert.Equal(
            "Twice the ads has the highest mean of Revenue, 169.7. It lies 20 above that of dearer, "
                + "and Twice the ads is the best in over 99.9 % of the draws.",
            new BestScenario(["Twice the ads"], "dearer", "Revenue", new Figure(169.65, 0.2), 20, 0.99999, Largest).Text);
        Assert.Equal("a and b share the highest mean of Y, 5.", new BestScenario(["a", "b"], null, "Y", new Figure(5), 0, 0.5, Largest).Text);
        Assert.Equal(
            "a, b, c, d, e and f share the lowest mean of Y, 5. It lies 2 below that of g.",
            new BestScenario(["a", "b", "c", "d", "e", "f"], "g", "Y", new Figure(5), 2, 0.5, new(GoalKind.Minimize, 0)).Text);
        Assert.Equal(
            "a has the mean of Y nearest to 7, 6.5. It lies 1 nearer to it than that of b, and a is the best in 60 % of the draws.",
            new BestScenario(["a"], "b", "Y", new Figure(6.5), 1, 0.6, new(GoalKind.Target, 7)).Text);
    }

    [Fact]
    public void InteractionsJudged_NoPair_SaysWhy() => Assert.Equal(
        "No two scenarios change different variables, so none can be combined.",
        new InteractionsJudged(0, true, 0, null, null, "Y", 0.95m).Text);

    [Fact]
    public void InteractionsJudged_OnePair_IsNotCounted()
    {
        Assert.Equal(
            "a and b together change Y by 5.5, and the sum of their parts is 3: they strengthen each other (difference 2.5). "
                + "It is the only pair, and its 95 % interval does not hold zero.",
            new InteractionsJudged(1, true, 1, Exact, null, "Y", 0.95m).Text);
        Assert.Equal(
            "The two scenarios that can be combined do together what they do apart: the 95 % interval of the difference holds zero.",
            new InteractionsJudged(1, true, 0, null, null, "Y", 0.95m).Text);
    }

    [Fact]
    public void InteractionsJudged_ManyPairs_CountsThoseThatStrengthen()
    {
        Assert.Equal(
            "a and b together change Y by 5.5, and the sum of their parts is 3: they strengthen each other (difference 2.5). "
                + "c and d together change Y by -3.77, and the sum of their parts is -5.00: their effects overlap or weaken each other "
                + "(difference 1.23, interval 1.10 to 1.40). By simultaneous 95 % intervals, 2 of 1,000 pairs strengthen each other. "
                + "Only the first 1,000 pairs were examined.",
            new InteractionsJudged(1000, false, 2, Exact, Estimated, "Y", 0.95m).Text);
        Assert.Equal(
            "Every pair does together what its parts do apart: 3 simultaneous 95 % intervals hold zero.",
            new InteractionsJudged(3, true, 0, null, null, "Y", 0.95m).Text);
    }
}
