using static Isl.Tests.Unit.Optimisation.Plans;

namespace Isl.Tests.Unit.Optimisation;

public sealed class MultiObjectiveTests
{
    [Fact]
    public void Front_RevenueAgainstPrice_IsTheSegment()
    {
        var front = FrontOf(Model(("Revenue", "2.5 * Price")), ["Revenue", "-Price"], Setting(1, [("bounds/Price", 30, 60)]), 5);

        Assert.Equal(5, front.Length);
        Assert.Equal([75, 150], new[] { front[0], front[^1] }.Select(point => Math.Round(point.ObjectiveValues["Revenue"], 6)));
        Assert.All(front, point => Assert.Equal(2.5 * -point.ObjectiveValues["-Price"], point.ObjectiveValues["Revenue"], 1e-6));
        Assert.All(front, point => Assert.NotNull(point.Weights));
        Assert.Equal((150, 75), (front[0].Scales["Revenue"].Ideal, front[0].Scales["Revenue"].Nadir));
    }

    [Fact]
    public void Front_NoConflict_IsOnePoint() =>
        Assert.Single(FrontOf(Model(("Y", "2 * X"), ("Z", "X + 1")), ["Y", "Z"], Setting(2, [("bounds/X", 0, 1)])));

    [Fact]
    public void Front_Hollow_HasPointsThatNoWeightsSupport()
    {
        // f1 = X, f2 = (1 − X)²: the front curves inwards, so that weights find its ends alone.
        var front = FrontOf(Model(("A", "X"), ("B", "(1 - X)^2")), ["A", "B"], Setting(1, [("bounds/X", 0, 1)]), 9);

        Assert.True(front.Length >= 8, $"{front.Length} points");
        Assert.All(front, point => Assert.Equal(Math.Pow(1 - point.ObjectiveValues["A"], 2), point.ObjectiveValues["B"], 1e-6));
        Assert.Contains(front, point => point.Weights is null);
    }

    [Fact]
    public void Front_MorePoints_NeverLessVolume()
    {
        var model = Model(("Demand", "100 - 2 * Price"), ("Profit", "Price * Demand"), ("Reach", "Demand"));
        var volumes = new[] { 2, 3, 5, 10, 20 }.Select(points => Volume(FrontOf(model, ["Profit", "Reach"], Setting(1, [("bounds/Price", 5, 45)]),
            points))).ToList();

        Assert.Equal(volumes.Order(), volumes);

        static double Volume(IEnumerable<Isl.Grains.Interfaces.Optimisation.MultiObjectiveResult> front) => Isl.Grains.Optimisation.Hypervolume.Of(
            [.. front.Select(point => new[] { point.ObjectiveValues["Profit"], point.ObjectiveValues["Reach"] })], [0, 0]);
    }

    [Fact]
    public void Weigh_PositiveWeights_LieOnTheFront()
    {
        var model = Model(("Demand", "100 - 2 * Price"), ("Profit", "Price * Demand"));
        var setting = Setting(2, [("bounds/Price", 5, 45), ("max_Price_change", 30, null)], [("Price", 20)]);
        var one = Weigh(model, ["Profit", "Demand"], [0.6, 0.4], setting);

        var front = FrontOf(model, ["Profit", "Demand"], setting, 40);
        Assert.DoesNotContain(front, point => point.ObjectiveValues["Profit"] > one.ObjectiveValues["Profit"] + 1e-5
            && point.ObjectiveValues["Demand"] > one.ObjectiveValues["Demand"] + 1e-5);
        Assert.Equal(one.OptimalSequence.Sum(step => step.Utility), one.TotalUtility, 1e-9);
    }

    [Fact]
    public void Front_RandomPrograms_HoldWhatAFrontMust()
    {
        var random = new Random(11);
        for (var round = 0; round < 25; round++)
        {
            double Next() => Math.Round((random.NextDouble() * 4) - 2, 2);
            var objectives = round % 2 == 0 ? 2 : 3;
            var names = Enumerable.Range(0, objectives).Select(i => $"F{i}").ToArray();
            var model = Model([.. names.Select(name => (name, $"{Next()} * A + {Next()} * B + {Next()} * C".Replace("+ -", "- ")))]);
            var setting = Setting(2, [("bounds/A", -1, 2), ("bounds/B", 0, 1), ("bounds/C", 0, 3), ("budget", 4, null)]);

            var front = FrontOf(model, names, setting, 12);

            Assert.All(front, a => Assert.DoesNotContain(front, b => names.All(name => b.ObjectiveValues[name] >= a.ObjectiveValues[name])
                && names.Any(name => b.ObjectiveValues[name] > a.ObjectiveValues[name] + 1e-6)));
            Assert.All(names, name => Assert.Equal(
                Solve(model, name, setting).TotalUtility, front.Max(point => point.ObjectiveValues[name]), 1e-5));
            Assert.Equal(front.Select(point => point.ObjectiveValues[names[0]]).Order(), front.Select(point => point.ObjectiveValues[names[0]]));
        }
    }
}
