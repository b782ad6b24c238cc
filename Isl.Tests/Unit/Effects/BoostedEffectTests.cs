using System.Text.Json;
using Isl.Grains.Effects;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Numerics;
using static Isl.Tests.Unit.Effects.EffectQuestions;

namespace Isl.Tests.Unit.Effects;

/// <summary>Effects behind confounding that only trees can follow, against the truth of the simulation.</summary>
public sealed class BoostedEffectTests
{
    private static readonly EstimatorSpec Trees = Spec(EstimatorName.Aipw, "trees") with
    {
        Folds = 5,
        OutcomeModel = NuisanceModel.Boosted,
        PropensityModel = NuisanceModel.Boosted,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Aipw_ConfoundingByAProduct_IsRightWhereLinearIsNot()
    {
        // A and B drive treatment and outcome by the sign of their product alone: no sum of curves of one variable sees it. The effect is 1.
        var (errors, missed, linearErrors) = (new List<double>(), 0, new List<double>());
        const int simulations = 24;
        for (var seed = 1; seed <= simulations; seed++)
        {
            var rows = Product(1500, seed);
            var result = Answer(
                Ask(Confounded, Trees, Spec(EstimatorName.Aipw, "linear") with { Folds = 5 }) with { Clip = 0.01 }, rows);
            var own = result.Estimates.First(one => one.Id == "trees");
            errors.Add(own.Value!.Value - 1);
            linearErrors.Add(result.Value("linear") - 1);
            missed += own.Interval!.Lower > 1 || own.Interval.Upper < 1 ? 1 : 0;
            Assert.Equal(NuisanceModel.Boosted, own.Diagnostics!.OutcomeModel);
            Assert.Equal(NuisanceModel.Boosted, own.Diagnostics.PropensityModel);
            Assert.True(result.Completion.IsWhole);
        }

        var error = Math.Sqrt(errors.Sum(one => Math.Pow(one - errors.Average(), 2)) / (simulations - 1) / simulations);
        Assert.True(Math.Abs(errors.Average()) < 3 * error, $"{errors.Average()} ± {error}");
        Assert.True(missed <= simulations * (0.05 + (3 * Math.Sqrt(0.05 * 0.95 / simulations))), $"{missed} intervals miss the truth");
        Assert.True(linearErrors.Average() > 0.5, $"{linearErrors.Average()}");
    }

    [Fact]
    public void Dml_CurvedConfoundingOfAnAmount_IsRightWhereLinearIsNot()
    {
        // T = m(A, B) + e, Y = 2 T + 3 m(A, B) + e.
        var rows = Product(4000, 11);
        var random = new Random(12);
        var m = rows[0].Values.Zip(rows[1].Values, (a, b) => a * b > 0 ? 1.0 : -1.0).ToArray();
        rows[2] = ("T", [.. m.Select(value => value + Normal(random))]);
        rows[3] = ("Y", [.. m.Select((value, i) => (2 * rows[2].Values[i]) + (3 * value) + Normal(random))]);
        var dml = Spec(EstimatorName.Dml, "linear") with { Folds = 5 };

        var trees = dml with { Id = "trees", OutcomeModel = NuisanceModel.Boosted, TreatmentModel = NuisanceModel.Boosted };
        var result = Answer(Ask(Confounded, trees, dml), rows);
        var own = result.Estimates.First(one => one.Id == "trees");

        Assert.InRange(own.Value!.Value, 1.9, 2.15);
        Assert.True(result.Value("linear") > 2.8);
        Assert.Equal(NuisanceModel.Boosted, own.Diagnostics!.TreatmentModel);
    }

    [Fact]
    public void Aipw_BinaryOutcome_IsTheDifferenceOfChances()
    {
        // P(Y = 1) is 0.2 + 0.3 T + 0.4 where A · B > 0: the difference is 0.3.
        var rows = Product(6000, 21);
        var random = new Random(22);
        rows[3] = ("Y", [.. rows[2].Values.Select((t, i) =>
            random.NextDouble() < 0.2 + (0.3 * t) + (rows[0].Values[i] * rows[1].Values[i] > 0 ? 0.4 : 0) ? 1.0 : 0)]);

        Assert.Equal(0.3, Answer(Ask(Confounded, Trees) with { Clip = 0.01 }, rows).Value("trees"), 0.04);
    }

    [Fact]
    public void Trees_RowsInAnotherOrder_GiveTheSameBytes()
    {
        // With one seed neither the order of rows nor how many threads ask at a time is seen.
        var rows = Product(800, 31);
        var order = Enumerable.Range(0, 800).ToArray();
        new Random(32).Shuffle(order);
        (string Name, double[] Values)[] shuffled = [.. rows.Select(column => (column.Name, order.Select(row => column.Values[row]).ToArray()))];
        var dml = Spec(EstimatorName.Dml, "dml") with { Folds = 5, OutcomeModel = NuisanceModel.Boosted, TreatmentModel = NuisanceModel.Boosted };
        var texts = new string[4];
        var options = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Token };

        Parallel.For(0, 4, options, i =>
            texts[i] = JsonSerializer.Serialize(Answer(Ask(Confounded, Trees, dml), i % 2 == 0 ? rows : shuffled).Estimates));

        Assert.Single(texts.Distinct());
        Assert.Contains("boosted", texts[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Trees_WeightsOfAnotherScale_GiveTheSameAnswer()
    {
        var rows = Product(600, 33);
        var random = new Random(34);
        double[] weights = [.. rows[0].Values.Select(_ => 0.5 + random.NextDouble())];
        var question = Ask(Confounded, Trees) with { Weights = new WeightColumn("W", WeightKind.Sampling), Clip = 0.01 };

        Assert.Equal(
            Answer(question, [.. rows, ("W", weights)]).Value("trees"),
            Answer(question, [.. rows, ("W", [.. weights.Select(weight => 8 * weight)])]).Value("trees"),
            1e-9);
    }

    [Fact]
    public void Trees_FoldsOfClustersWithoutAnArm_StillHaveChances()
    {
        // All treated rows are in one cluster: the fold that holds it leaves none to learn from.
        var rows = Product(400, 35);
        (string Name, double[] Values) clusters = ("C", [.. rows[2].Values.Select((t, i) => t == 1 ? 0.0 : 1 + (i % 7))]);
        var question = Ask(Confounded, Trees) with { Cluster = "C", Clip = 0.01 };

        Assert.True(double.IsFinite(Answer(question, [.. rows, clusters]).Value("trees")));
    }

    [Theory]
    [InlineData(EstimatorName.Aipw)]
    [InlineData(EstimatorName.Dml)]
    public void Trees_OnFewRows_SayThatTheirIntervalsMayMiss(EstimatorName name)
    {
        var trees = Trees with { Name = name, TreatmentModel = NuisanceModel.Boosted };

        Assert.True(Warns(Answer(Ask(Confounded, trees), Product(1999, 37))));
        Assert.False(Warns(Answer(Ask(Confounded, trees), Product(2000, 37))));
        Assert.False(Warns(Answer(Ask(Confounded, Spec(name) with { Folds = 5 }), Product(500, 37)))); // no trees

        static bool Warns(EffectResult result) =>
            result.Explanation.Caveats.Any(caveat => caveat.StartsWith("Boosted trees had 1,999 rows to learn from.", StringComparison.Ordinal));
    }

    [Fact]
    public void Trees_NobodyWaits_End()
    {
        var rows = Product(300, 36);
        var data = new Dataset([.. rows.Select(column => column.Name)], 300, [.. rows.SelectMany(column => column.Values)]);

        Assert.ThrowsAny<OperationCanceledException>(() =>
            EffectAnswer.Compute(data, data.Hash(), Ask(Confounded, Trees), WorkBudget.Until(new CancellationToken(true)), Token));
    }

    [Fact]
    public void Trees_TimeSpent_SaySo()
    {
        var rows = Product(500, 41);
        var data = new Dataset([.. rows.Select(column => column.Name)], 500, [.. rows.SelectMany(column => column.Values)]);

        var result = EffectAnswer.Compute(data, data.Hash(), Ask(Confounded, Trees), new WorkBudget(new CancellationToken(true), default), Token);

        Assert.False(result.Completion.IsWhole);
        Assert.Contains("Time ran out", result.Completion.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Weighting_AskedForTrees_SaysWhatTookTheirPlace()
    {
        var result = Answer(Ask(Confounded, Spec(EstimatorName.Ipw) with { PropensityModel = NuisanceModel.Boosted }), Rows(400, 5));

        Assert.Contains("g_computation and ipw", result.Completion.Reason, StringComparison.Ordinal);
    }

    private static (string Name, double[] Values)[] Product(int count, int seed)
    {
        var random = new Random(seed);
        var (a, b, t, y) = (new double[count], new double[count], new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            (a[i], b[i]) = ((2 * random.NextDouble()) - 1, (2 * random.NextDouble()) - 1);
            var isSame = a[i] * b[i] > 0;
            t[i] = random.NextDouble() < (isSame ? 0.75 : 0.25) ? 1 : 0;
            y[i] = t[i] + (isSame ? 2 : 0) + Normal(random);
        }

        return [("A", a), ("B", b), ("T", t), ("Y", y)];
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
