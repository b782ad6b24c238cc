using System.Globalization;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Sensitivity;
using Isl.Grains.Numerics.LinearPrograms;
using Isl.Grains.Sensitivity;

namespace Isl.Tests.Unit.Sensitivity;

/// <summary>Bounds without a graph against random populations of response types.</summary>
public sealed class BoundsAnswerTests
{
    private static readonly DiscreteWorlds Binary = new("X->Y X<->Y");
    private static readonly DiscreteWorlds Ternary = new("X->Y X<->Y", new Dictionary<string, int> { ["X"] = 3, ["Y"] = 4 });

    [Fact]
    public void Of_ThousandPopulations_HoldsTheTruthAndIsAttained()
    {
        var random = new Random(21);
        for (var round = 0; round < 1000; round++)
        {
            var worlds = round % 2 == 0 ? Binary : Ternary;
            var isMonotone = round % 4 < 2;
            var population = worlds.Random(random, parts: isMonotone ? 40 : 12);
            if (isMonotone)
            {
                population = [[.. population[0].Where(part => IsMonotone(part, worlds))]];
                var all = population[0].Sum(part => part.Share);
                population = [[.. population[0].Select(part => part with { Share = part.Share / all })]];
            }

            var joint = worlds.Joint(population);
            if (Enumerable.Range(0, worlds.Levels("X")).Any(x => joint.Keys.All(key => !key.StartsWith($"{x},", StringComparison.Ordinal))))
            {
                continue;
            }

            var reports = BoundsAnswer.Of(
                worlds.Question(BoundsKind.NoAssumptions, BoundsKind.Monotone) with { From = "0", To = "1" }, worlds.Rows(joint), default);

            var effect = worlds.Effect(population);
            Assert.InRange(effect, reports[0].Lower!.Value - 1e-9, reports[0].Upper!.Value + 1e-9);
            if (isMonotone)
            {
                Assert.InRange(effect, reports[1].Lower!.Value - 1e-9, reports[1].Upper!.Value + 1e-9);
            }

            foreach (var report in reports)
            {
                AssertAttained(report.Models!.Lower, report.Lower!.Value, joint);
                AssertAttained(report.Models.Upper, report.Upper!.Value, joint);
                Assert.True(report.Sharp);
            }

            if (worlds == Binary)
            {
                Assert.Equal(1, reports[0].Upper!.Value - reports[0].Lower!.Value, 1e-9);
            }
        }
    }

    [Fact]
    public void Of_MarginalSensitivity_WithoutAHiddenCause_IsTheStandardisedDifference()
    {
        var (question, rows, _) = Confounded(new Random(22));

        var report = Assert.Single(BoundsAnswer.Of(question with { Lambda = 1 }, rows, default));

        Assert.Equal(report.Lower!.Value, report.Upper!.Value, 1e-9);
        Assert.Equal(Standardised(rows), report.Lower.Value, 1e-9);
    }

    [Fact]
    public void Of_MarginalSensitivity_ThousandPopulations_HoldsTheTruthAndIsAttained()
    {
        var random = new Random(23);
        for (var round = 0; round < 1000; round++)
        {
            var (question, rows, population) = Confounded(random);

            var report = Assert.Single(BoundsAnswer.Of(question with { Lambda = population.Lambda * (1 + 1e-9) }, rows, default));

            Assert.InRange(population.Effect, report.Lower!.Value - 1e-9, report.Upper!.Value + 1e-9);
            var (y, seen) = (rows.Column(2).ToArray(), rows.Column(1).ToArray().Zip(rows.Column(3).ToArray()).ToArray());
            foreach (var (parts, end) in new[] { (report.Models!.Lower, report.Lower.Value), (report.Models.Upper, report.Upper.Value) })
            {
                var effect = y.Zip(seen, (outcome, row) => outcome * row.Second * (row.First == 1 ? 1 : -1)).Sum()
                    + parts.Sum(part => part.Share * (part.Responses["Y"].TryGetValue("X=1",
                        out var treated) ? Number(treated) : -Number(part.Responses["Y"]["X=0"])));
                Assert.Equal(end, effect, 1e-9);
            }
        }
    }

    [Fact]
    public void Of_MarginalSensitivity_WiderCause_IsWiderAndEndsAtTheRange()
    {
        var (question, rows, _) = Confounded(new Random(24));
        var last = (Lower: double.PositiveInfinity, Upper: double.NegativeInfinity);
        foreach (var lambda in new[] { 1, 1.5, 3, 10, 1e6 })
        {
            var report = Assert.Single(BoundsAnswer.Of(question with { Lambda = lambda }, rows, default));
            Assert.True(report.Lower <= last.Lower && report.Upper >= last.Upper);
            last = (report.Lower!.Value, report.Upper!.Value);
        }

        var free = Assert.Single(BoundsAnswer.Of(question with { Lambda = null, Kinds = [BoundsKind.NoAssumptions] }, rows, default));
        Assert.Equal(free.Lower!.Value, last.Lower, 1e-4);
        Assert.Equal(free.Upper!.Value, last.Upper, 1e-4);
    }

    [Fact]
    public void Of_TheLevelsSwapped_TurnsTheBoundsOver()
    {
        var random = new Random(26);
        for (var round = 0; round < 50; round++)
        {
            var rows = Ternary.Rows(Ternary.Joint(Ternary.Random(random, 30)));
            var question = Ternary.Question(BoundsKind.NoAssumptions, BoundsKind.Monotone, BoundsKind.MarginalSensitivity) with { Lambda = 2 };

            var up = BoundsAnswer.Of(question with { From = "0", To = "2" }, rows, default);
            var down = BoundsAnswer.Of(question with { From = "2", To = "0" }, rows, default);

            Assert.All(up.Zip(down), pair => Assert.Equal(pair.First.Lower!.Value, -pair.Second.Upper!.Value, 1e-9));
            Assert.All(up.Zip(down), pair => Assert.Equal(pair.First.Upper!.Value, -pair.Second.Lower!.Value, 1e-9));
        }
    }

    [Fact]
    public void MarginalSensitivity_RandomStrata_AreTheOptimumOfTheLinearProgram()
    {
        var random = new Random(27);
        for (var round = 0; round < 200; round++)
        {
            var (outcomes, lambda) = (Enumerable.Range(0, 8).Select(_ => (double)random.Next(-3, 6)).ToArray(), 1 + (3 * random.NextDouble()));
            double[] weights = [.. outcomes.Select(_ => 0.1 + random.NextDouble())];
            var (seen, total) = (weights.Sum(), weights.Sum() * (1.2 + (3 * random.NextDouble())));

            var (least, most) = MarginalSensitivity.Of(new StratumArm(outcomes, weights, total), lambda);

            Assert.Equal(Optimum(-1), least.Sum, 1e-6);
            Assert.Equal(Optimum(1), most.Sum, 1e-6);

            double Optimum(int sign)
            {
                var program = new LinearProgram();
                var odds = (total / seen) - 1;
                foreach (var (outcome, weight) in outcomes.Zip(weights))
                {
                    program.AddColumn(weight * (1 + (odds / lambda)), weight * (1 + (odds * lambda)), sign * outcome);
                }

                program.AddRow(Enumerable.Range(0, outcomes.Length).Select(i => (i, 1.0)), total, total);
                var solution = program.Solve(default);
                return outcomes.Zip(solution.Values, (outcome, units) => outcome * units).Sum();
            }
        }
    }

    [Theory]
    [InlineData("V", "Y", "/bounds/treatment")]
    [InlineData("X", "V", "/bounds/outcome")]
    public void Of_AMissingColumn_NamesItsPlace(string treatment, string outcome, string place)
    {
        var rows = Binary.Rows(Binary.Joint(Binary.Random(new Random(25), 20)));

        var error = Assert.Throws<InputException>(() => BoundsAnswer.Of(
            Binary.Question(BoundsKind.NoAssumptions) with { Treatment = treatment, Outcome = outcome }, rows, default));

        Assert.Equal(place, Assert.Single(error.Errors).Path);
    }

    private static bool IsMonotone(Responders part, DiscreteWorlds worlds)
    {
        int[] outcomes = [.. Enumerable.Range(0, worlds.Levels("X")).Select(x => part.Responses["Y"](new Dictionary<string, int> { ["X"] = x }))];
        return outcomes.SequenceEqual(outcomes.Order());
    }

    private static void AssertAttained(IEnumerable<ModelPart> parts, double end, Dictionary<string, double> joint)
    {
        var seen = new Dictionary<string, double>();
        var effect = 0.0;
        foreach (var part in parts)
        {
            var (x, outcomes) = (part.Responses["X"]["always"], part.Responses["Y"]);
            effect += part.Share * (Number(outcomes["X=1"]) - Number(outcomes["X=0"]));
            var key = $"{x},{outcomes[$"X={x}"]}";
            seen[key] = seen.GetValueOrDefault(key) + part.Share;
        }

        Assert.Equal(end, effect, 1e-7);
        Assert.All(joint, pair => Assert.Equal(pair.Value, seen.GetValueOrDefault(pair.Key), 1e-7));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>
    /// A covariate C, a treatment X and an outcome Y of five values; within C, the odds of X depend on the potential outcomes by a factor that is
    /// computed from the population itself.
    /// </summary>
    private static (BoundsQuestion Question, Dataset Rows, (double Effect, double Lambda) Population) Confounded(Random random)
    {
        var (cells, effect, lambda) = (new SortedDictionary<(int C, int X, int Y), double>(), 0.0, 1.0);
        for (var c = 0; c < 2; c++)
        {
            // Shares by (Y(0), Y(1)) and treatment.
            double[,,] shares = new double[5, 5, 2];
            for (var zero = 0; zero < 5; zero++)
            {
                for (var one = 0; one < 5; one++)
                {
                    var chance = 0.3 + (0.4 * random.NextDouble());
                    var share = -Math.Log(random.NextDouble()) / 50;
                    (shares[zero, one, 0], shares[zero, one, 1]) = (share * (1 - chance), share * chance);
                    effect += share * (one - zero);
                    cells[(c, 0, zero)] = cells.GetValueOrDefault((c, 0, zero)) + (share * (1 - chance));
                    cells[(c, 1, one)] = cells.GetValueOrDefault((c, 1, one)) + (share * chance);
                }
            }

            double Sum(Func<int, int, bool> of, int x) => Enumerable.Range(0, 25).Where(i => of(i / 5, i % 5)).Sum(i => shares[i / 5, i % 5, x]);
            var odds = Sum((_, _) => true, 1) / Sum((_, _) => true, 0);
            for (var y = 0; y < 5; y++)
            {
                foreach (var here in new[] { Sum((zero, _) => zero == y, 1) / Sum((zero, _) => zero == y, 0), Sum((_, one) => one == y,
                    1) / Sum((_, one) => one == y, 0) })
                {
                    lambda = Math.Max(lambda, Math.Max(here / odds, odds / here));
                }
            }
        }

        var total = cells.Values.Sum();
        double[] columns =
        [
            .. cells.Keys.Select(key => (double)key.C), .. cells.Keys.Select(key => (double)key.X), .. cells.Keys.Select(key => (double)key.Y),
            .. cells.Values.Select(share => share / total),
        ];
        var question = Binary.Question(BoundsKind.MarginalSensitivity) with { Covariates = ["C"], OutcomeRange = new ValueRange(0, 4), Graph = null };
        return (question, new Dataset(["C", "X", "Y", "share"], cells.Count, columns), (effect / total, lambda));
    }

    private static double Standardised(Dataset rows)
    {
        double Mean(int c, int x)
        {
            int[] at = [.. Enumerable.Range(0, rows.Rows).Where(row => rows.Column(0)[row] == c && rows.Column(1)[row] == x)];
            var (y, share) = (rows.Column(2).ToArray(), rows.Column(3).ToArray());
            return at.Sum(row => y[row] * share[row]) / at.Sum(row => share[row]);
        }

        double Share(int c)
        {
            var (of, share) = (rows.Column(0).ToArray(), rows.Column(3).ToArray());
            return of.Zip(share).Where(pair => pair.First == c).Sum(pair => pair.Second);
        }

        return Enumerable.Range(0, 2).Sum(c => Share(c) * (Mean(c, 1) - Mean(c, 0)));
    }
}
