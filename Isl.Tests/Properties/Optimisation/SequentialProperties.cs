using Isl.Grains.Interfaces.Optimisation;
using Isl.Grains.Models.Formulas;
using static Isl.Tests.Unit.Optimisation.Plans;

namespace Isl.Tests.Properties.Optimisation;

/// <summary>What must hold for any planning problem.</summary>
public sealed class SequentialProperties
{
    [Fact]
    public void RandomLinearProblems_KeepLimitsAndGainFromLooserOnes()
    {
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            double Next(double low, double high) => Math.Round(low + (random.NextDouble() * (high - low)), 2);
            var (stored, direct, other) = (Next(-2, 2), Next(-3, 3), Next(-3, 3));
            var model = Model(
                ("S", $"0.5 * S[t-1] + {stored} * A + noise".Replace("+ -", "- ")), ("Y", $"{direct} * A + {other} * B + S".Replace("+ -", "- ")));
            (string Key, double Value, double? Upper)[] constraints =
            [
                ("bounds/A", -Next(0, 5), Next(0, 5)), ("bounds/B", -Next(0, 5), Next(0, 5)), ("max_A_change", Next(0.1, 3), null),
                ("max_B_change", Next(0.1, 3), null), ("budget", Next(1, 10), null), ("total_A", Next(0, 6), null),
            ];
            var horizon = random.Next(1, 6);
            var discount = Next(0.5, 1);
            var answer = Solve(model, "Y", Setting(horizon, constraints, discount: discount));
            AssertKept(answer, constraints);

            // Simulated anew: the linear model at its mean, by hand.
            var (a, b) = (answer.OptimalSequence.Of("A"), answer.OptimalSequence.Of("B"));
            var (stock, value) = (0.0, 0.0);
            for (var step = 0; step < horizon; step++)
            {
                stock = (0.5 * stock) + (stored * a[step]);
                value += Math.Pow(discount, step) * ((direct * a[step]) + (other * b[step]) + stock);
            }

            Assert.Equal(value, answer.TotalUtility, 1e-6);
            Assert.Equal(answer.OptimalSequence.Sum(step => step.Utility), answer.TotalUtility, 1e-7);

            var which = random.Next(2, constraints.Length);
            constraints[which].Value *= 1 + random.NextDouble();
            var looser = Solve(model, "Y", Setting(horizon, constraints, discount: discount));
            Assert.True(looser.TotalUtility >= answer.TotalUtility - 1e-7, $"round {round}: {constraints[which].Key}");
        }
    }

    [Theory]
    [InlineData("3 * X - X^2 + 2 * Z")]
    [InlineData("sin(X) * Z")]
    [InlineData("exp(-(X - 1)^2) + Z * (2 - Z)")]
    [InlineData("min(X, 2 - X) + abs(Z - 0.5)")]
    [InlineData("if(X > 1, 2, X) - 0.1 * Z")]
    public void HorizonOne_EqualsExhaustiveSearch(string formula)
    {
        var answer = Solve(Model(("Y", formula)), "Y", Setting(1, [("bounds/X", 0, 3), ("bounds/Z", 0, 2)]));
        var parsed = FormulaParser.Parse(formula, "/");
        var best = double.NegativeInfinity;
        for (var i = 0; i <= 300; i++)
        {
            for (var j = 0; j <= 200; j++)
            {
                best = Math.Max(best, parsed.Evaluate(name => name == "X" ? i * 0.01 : j * 0.01, 0));
            }
        }

        Assert.True(answer.TotalUtility >= best - 1e-3, $"{answer.TotalUtility} is below {best}");
        Assert.True(answer.UpperBound >= best - 1e-9);
    }

    [Fact]
    public void RandomNonLinearProblems_LooserLimitsNeverLowerTheValue()
    {
        var random = new Random(2);
        for (var round = 0; round < 8; round++)
        {
            double Next(double low, double high) => Math.Round(low + (random.NextDouble() * (high - low)), 2);
            var model = Model(("Y", $"{Next(1, 3)} * exp(-(X - {Next(1, 4)})^2) + {Next(1, 3)} * sin(X) - 0.05 * X^2"));
            (string Key, double Value, double? Upper)[] constraints = [("bounds/X", 0, 5), ("max_X_change", Next(0.2, 2), null), ("budget", Next(1,
                6), null)];
            var answer = Solve(model, "Y", Setting(4, constraints));
            AssertKept(answer, constraints);
            Assert.True(answer.UpperBound >= answer.TotalUtility - 1e-9);

            constraints[random.Next(1, 3)].Value *= 1.5;
            Assert.True(Solve(model, "Y", Setting(4, constraints)).TotalUtility >= answer.TotalUtility - 1e-4, $"round {round}");
        }
    }

    [Fact]
    public void RandomProblemsWithMemory_KeepLimitsAndGainFromLooserOnes()
    {
        var random = new Random(3);
        for (var round = 0; round < 4; round++)
        {
            double Next(double low, double high) => Math.Round(low + (random.NextDouble() * (high - low)), 2);
            var (kept, steep, price) = (Next(0.2, 0.95), Next(0.5, 2), Next(0.1, 1));
            Func<double, double> worth = (round % 3) switch
            {
                0 => s => steep * Math.Sqrt(1 + s),
                1 => s => steep * Math.Tanh(s - 1),
                _ => s => steep * Math.Exp(-(s - 1.5) * (s - 1.5)),
            };
            var formula = (round % 3) switch
            {
                0 => $"{steep} * sqrt(1 + S) - {price} * A",
                1 => $"{steep} * tanh(S - 1) - {price} * A",
                _ => $"{steep} * exp(-(S - 1.5)^2) - {price} * A",
            };
            (string Key, double Value, double? Upper)[] constraints =
                [("bounds/A", 0, Next(0.5, 2)), ("max_A_change", Next(0.2, 1.5), null), ("budget", Next(0.5, 3), null)];
            var horizon = random.Next(2, 5);
            var model = Model(("S", $"{kept} * S[t-1] + A"), ("Y", formula));
            var answer = Solve(model, "Y", Setting(horizon, constraints, [("S", 0.5), ("A", 0)]));
            AssertKept(answer, constraints);

            var (stock, value) = (0.5, 0.0);
            foreach (var a in answer.OptimalSequence.Of("A"))
            {
                stock = (kept * stock) + a;
                value += worth(stock) - (price * a);
            }

            Assert.Equal(value, answer.TotalUtility, 1e-6);
            Assert.True(answer.UpperBound >= answer.TotalUtility - 1e-9);
            var which = random.Next(1, 3);
            constraints[which].Value *= 1 + random.NextDouble();
            var looser = Solve(model, "Y", Setting(horizon, constraints, [("S", 0.5), ("A", 0)]));
            Assert.True(
                looser.TotalUtility >= answer.TotalUtility - (1e-5 * Math.Max(1, Math.Abs(answer.TotalUtility))),
                $"round {round}: {constraints[which].Key} {answer.TotalUtility} → {looser.TotalUtility}");
        }
    }

    private static void AssertKept(SequentialResult answer, (string Key, double Value, double? Upper)[] constraints)
    {
        const double rounding = 1e-6;
        var spent = 0.0;
        foreach (var name in answer.OptimalSequence[0].Intervention.Keys)
        {
            var values = answer.OptimalSequence.Of(name);
            var bounds = constraints.First(one => one.Key == $"bounds/{name}");
            var change = constraints.FirstOrDefault(one => one.Key == $"max_{name}_change");
            for (var step = 0; step < values.Length; step++)
            {
                var moved = Math.Abs(values[step] - (step == 0 ? 0 : values[step - 1]));
                spent += moved;
                Assert.InRange(values[step], bounds.Value - rounding, bounds.Upper!.Value + rounding);
                Assert.True(change.Key is null || moved <= change.Value + rounding);
            }

            var total = constraints.FirstOrDefault(one => one.Key == $"total_{name}");
            Assert.True(total.Key is null || values.Sum() <= total.Value + rounding);
        }

        Assert.True(spent <= constraints.First(one => one.Key == "budget").Value + rounding);
    }
}
