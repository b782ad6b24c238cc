using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Optimisation;
using static Isl.Tests.Unit.Optimisation.Plans;

namespace Isl.Tests.Unit.Optimisation;

/// <summary>Plans whose best is known by other means.</summary>
public sealed class SequentialTests
{
    [Fact]
    public void Compute_Runbook_GivesTheWorkedValues()
    {
        var model = Model(("Revenue", "2.5 * Price + 1.2 * Quality + noise"));
        var answer = Solve(
            model,
            "Revenue",
            Setting(5, [("budget", 1000, null), ("max_price_change", 10, null)], [("Price", 40), ("Inventory", 100)]));

        Assert.Equal([50, 60, 70, 80, 90], answer.OptimalSequence.Of("Price"));
        Assert.Equal([125, 150, 175, 200, 225], answer.OptimalSequence.Select(step => step.PredictedOutcome));
        Assert.Equal(875, answer.TotalUtility);
        Assert.Equal((875, 0.0, true), (answer.UpperBound!.Value, answer.OptimalityGap!.Value, answer.ConvergenceAchieved));
        Assert.Equal(0, answer.AssumedValues["Quality"]);
        Assert.Equal(["Inventory"], answer.Ignored);
        Assert.Equal(37.5, Assert.Single(answer.Binding).ShadowPrice!.Value, 1e-9);
        Assert.Equal(0, answer.Evpi);
    }

    [Fact]
    public void Compute_TightBudget_SpendsItAtOnce()
    {
        var answer = Solve(
            Model(("Y", "2 * X")), "Y", Setting(3, [("budget", 12, null), ("max_x_change", 10, null)], [("X", 0)]));

        // 10 in the first step, 2 more in the second; a unit of budget earns 2 in each of two steps.
        Assert.Equal([10, 12, 12], answer.OptimalSequence.Of("X"));
        Assert.Equal(4, answer.Binding.First(limit => limit.Constraint == "budget").ShadowPrice!.Value, 1e-9);
    }

    [Fact]
    public void Compute_PriceTimesDemand_IsTheVertex()
    {
        // Revenue = P(100 − 2P) has its best at 25 with 1250; marginal cost 10 moves it to 30 with 800.
        var model = Model(("Demand", "100 - 2 * Price + noise"), ("Profit", "(Price - 10) * Demand"));
        var answer = Solve(model, "Profit", Setting(2, [("bounds/Price", 0, 50)]));

        Assert.Equal("quadratic_program", answer.Method);
        Assert.All(answer.OptimalSequence.Of("Price"), price => Assert.Equal(30, price, 1e-6));
        Assert.Equal(1600, answer.TotalUtility, 1e-6);
    }

    [Fact]
    public void Compute_RiskAversion_IsMarkowitz()
    {
        // 3 X + X · noise: mean 3X, variance X²; 3X − λ/2 X² is best at 3/λ.
        var answer = Solve(Model(("Y", "3 * X + X * noise")), "Y", Setting(1, [("bounds/X", 0, 10)], risk: 1.5));

        Assert.Equal(2, answer.OptimalSequence.Of("X")[0], 1e-6);
        Assert.Equal(3, answer.TotalUtility, 1e-6);
        Assert.Equal(6, answer.OptimalSequence[0].PredictedOutcome, 1e-6);
    }

    [Fact]
    public void Compute_Lags_PlanAhead()
    {
        // Stock carries over: what is put in early pays in every later step, discounted by half.
        var model = Model(("Stock", "Stock[t-1] + X"), ("Y", "Stock - 1.6 * X"));
        var answer = Solve(
            model, "Y", Setting(3, [("bounds/X", 0, 1)], [("Stock", 5)], discount: 0.5));

        // Worth of X: 1 + 0.5 + 0.25 = 1.75 now, 1.5 in step 2, 1 in step 3, against 1.6: only step 1 pays.
        Assert.Equal([1, 0, 0], answer.OptimalSequence.Of("X").Select(x => Math.Round(x, 9)));
        Assert.Equal((6 - 1.6) + (0.5 * 6) + (0.25 * 6), answer.TotalUtility, 1e-9);
        Assert.Equal(PlanPolicy.OpenLoop, answer.Policy);
    }

    [Fact]
    public void Compute_ListedValues_FindsTheBestCombination()
    {
        var model = Model(("Y", "3 * A + 2 * B"));
        var answer = Solve(model, "Y", Setting(
            1,
            [("budget", 6, null)],
            [("A", 0), ("B", 0)],
            [new DecisionVariable("A", null, null, [0, 4, 5], 1), new DecisionVariable("B", null, null, [0, 1, 2, 7], 1)]));

        // A 5 and B 1 cost 6: 17; A 4 and B 2: 16.
        Assert.Equal("mixed_integer_program", answer.Method);
        Assert.Equal(17, answer.TotalUtility, 1e-9);
    }

    [Fact]
    public void Compute_ValleyBetweenHills_CrossesIt()
    {
        // A hill of height 1 near the start, and one of 3 behind a valley, three steps away.
        const string hills = "exp(-(X - 1)^2) + 3 * exp(-(X - 8)^2)";
        var answer = Solve(Model(("Y", hills)), "Y", Setting(8, [("bounds/X", 0, 10), ("max_X_change", 2.5, null)], [("X", 1)]));

        var best = Enumerable.Range(0, 8).Select(step => Math.Min(8, 1 + (2.5 * (step + 1))));
        var expected = best.Sum(x => Math.Exp(-(x - 1) * (x - 1)) + (3 * Math.Exp(-(x - 8) * (x - 8))));
        Assert.Equal("dynamic_programming", answer.Method);
        Assert.True(answer.TotalUtility >= expected - 1e-6, $"{answer.TotalUtility} is below {expected}");
        Assert.True(answer.UpperBound >= answer.TotalUtility - 1e-9);
    }

    [Fact]
    public void Compute_NonLinearInTwo_FindsTheBestPoint()
    {
        // sqrt and log rise, their costs do too: sqrt(X) − X/4 is best at 4, log(Z) − Z/2 at 2.
        var answer = Solve(
            Model(("Y", "sqrt(X) - X / 4 + log(Z) - Z / 2 + noise")), "Y", Setting(1, [("bounds/X", 1, 9), ("bounds/Z", 1, 9)]));

        Assert.Equal(4, answer.OptimalSequence.Of("X")[0], 1e-2);
        Assert.Equal(2, answer.OptimalSequence.Of("Z")[0], 1e-2);
        Assert.InRange(answer.OptimalityGap!.Value, 0, 0.05);
    }

    [Fact]
    public void Compute_OptionsThatDrawsDecide_InformationIsWorthSomething()
    {
        // Betting X on a coin: without knowledge nothing is to be had, with it half of the time 1 for each unit.
        var answer = Solve(Model(("Y", "X * noise + 0.01 * X + 0 * Z * noise")), "Y", Setting(1, [("bounds/X", -1, 1)], [("X", 0)]));
        var own = answer.ValueOfInformation[0];

        Assert.True(own.Evsi > 0);
        Assert.True(own.Evsi <= own.Evppi && own.Evppi <= answer.Evpi);
        Assert.Equal("noise of Y", own.Variable);

        // Plans X = 1 and X = −1: E max(Z, −Z) = √(2/π).
        Assert.Equal(Math.Sqrt(2 / Math.PI), answer.Evpi, 0.05);
    }

    [Theory]
    [InlineData("min_Quantity", "Quantity")]
    [InlineData("max_profit_change", "Profit")]
    [InlineData("speed", "max_<variable>_change")]
    public void Compute_UnknownConstraint_NamesItsPlace(string key, string says)
    {
        var thrown = Assert.Throws<InputException>(() => Solve(Model(("Profit", "2 * Price")), "Profit", Setting(2, [(key, 1, null)])));

        Assert.Contains(thrown.Errors, error => error.Path.StartsWith("/constraints", StringComparison.Ordinal)
            && error.Message.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void Compute_WithoutBoundOrDecision_SaysWhatIsMissing()
    {
        var model = Model(("Profit", "2 * Price + Quality"));

        Assert.Contains("Price", Message([]), StringComparison.Ordinal);
        Assert.Contains("grows without end", Message([("min_Price", 0, null)]), StringComparison.Ordinal);
        Assert.Contains("begins at 40", Message([("bounds/Price", 0, 10), ("max_Price_change", 5, null)]), StringComparison.Ordinal);

        string Message((string, double, double?)[] constraints) =>
            Assert.Throws<InputException>(() => Solve(model, "Profit", Setting(2, constraints, [("Price", 40)]))).Errors[0].Message;
    }
}
