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

    [Fact]
    public void Aipw_ConfoundingByAProduct_IsRightWhereLinearIsNot()
    {
        // A and B drive treatment and outcome by the sign of their product alone: no sum of curves of one variable sees it. The effect is 1.
        var (errors, missed, linearErrors) = (new List<double>(), 0, new List<double>());
        for (var seed = 1; seed <= 8; seed++)
        {
            var rows = Product(3000, seed);
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

        Assert.True(Math.Abs(errors.Average()) < 0.1, $"{errors.Average()}");
        Assert.True(linearErrors.Average() > 0.5, $"{linearErrors.Average()}");
        Assert.True(missed <= 2, $"{missed} of 8 intervals miss the truth");
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
    public void Trees_SameRows_GiveTheSameAnswer()
    {
        var rows = Product(800, 31);

        Assert.Equal(Answer(Ask(Confounded, Trees), rows).Value("trees"), Answer(Ask(Confounded, Trees), rows).Value("trees"));
    }

    [Fact]
    public void Trees_TimeSpent_SaySo()
    {
        var rows = Product(500, 41);
        var data = new Dataset([.. rows.Select(column => column.Name)], 500, [.. rows.SelectMany(column => column.Values)]);

        var result = EffectAnswer.Compute(data, data.Hash(), Ask(Confounded, Trees), new WorkBudget(new CancellationToken(true), default));

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
