using Isl.Grains.Attribution;
using Isl.Grains.Interfaces.Attribution;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Numerics;
using Isl.Tests.Unit.Discovery;

namespace Isl.Tests.Unit.Attribution;

public sealed class OutlierAnswerTests
{
    [Fact]
    public void Compute_OnePlantedNoiseOf8Std_RanksFirst()
    {
        var model = Chain();
        var first = 0;
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var noises = Enumerable.Range(0, 4).Select(_ => TestData.Gaussian(random)).ToArray();
            var planted = seed % 4;
            noises[planted] = 8;
            var (a, b) = (noises[0], (0.9 * noises[0]) + noises[1]);
            var c = (1.1 * b) + noises[2];
            var d = c - (0.5 * a) + noises[3];
            var result = Explain(model, "D", ("A", a), ("B", b), ("C", c), ("D", d));

            first += result.Contributions[0].NoiseOf == $"{"ABCD"[planted]}" ? 1 : 0;
            Assert.Equal(result.Score, result.Contributions.Sum(one => one.Contribution), 1e-9);
        }

        Assert.True(first >= 95, $"{first} of 100");
    }

    [Fact]
    public void Compute_OneNormalNoise_HasTheScoreOfItsTails()
    {
        var builder = new StructuralModelBuilder();
        builder.AddDistribution("A", DistributionParser.Parse("normal(3, 2)", ""));

        var result = Explain(builder.Build(), "A", ("A", 3 + (2 * 1.959964)));

        Assert.InRange(result.Score, -Math.Log(0.05) - (4 * result.ScoreError!.Value), -Math.Log(0.05) + (4 * result.ScoreError.Value));
        Assert.False(result.AtLeast);
        Assert.Equal(result.Score, Assert.Single(result.Contributions).Contribution);
    }

    [Fact]
    public void Compute_BeyondEveryDraw_SaysAtLeast()
    {
        var result = Explain(Chain(), "A", ("A", 40));

        Assert.True(result.AtLeast);
        Assert.Null(result.ScoreError);
        Assert.Equal(Math.Log(result.Draws), result.Score, 1e-9);
    }

    [Fact]
    public void Compute_NoiseThatCannotBeTold_NamesTheEquation()
    {
        var builder = new StructuralModelBuilder();
        builder.AddDistribution("A", DistributionParser.Parse("normal(0, 1)", ""));
        builder.AddEquation("B", "if(noise < sigmoid(A), 1, 0)", DistributionParser.Parse("uniform(0, 1)", ""), isText: false);
        builder.AddEquation("C", "B + noise", DistributionParser.Parse("normal(0, 1)", ""), isText: false);

        var error = Assert.Throws<InputException>(() => Explain(builder.Build(), "C", ("A", 0), ("B", 1), ("C", 5)));

        Assert.Equal("/model/equations/B/formula", Assert.Single(error.Errors).Path);
    }

    [Fact]
    public void Compute_ValuesMissing_NamesThemAll()
    {
        var error = Assert.Throws<InputException>(() => Explain(Chain(), "D", ("D", 5)));

        Assert.Equal(["/row/A", "/row/B", "/row/C"], error.Errors.Select(one => one.Path));
    }

    private static StructuralModel Chain()
    {
        var normal = DistributionParser.Parse("normal(0, 1)", "");
        var builder = new StructuralModelBuilder();
        builder.AddDistribution("A", normal);
        builder.AddEquation("B", "0.9 * A + noise", normal, isText: false);
        builder.AddEquation("C", "1.1 * B + noise", normal, isText: false);
        builder.AddEquation("D", "C - 0.5 * A + noise", normal, isText: false);
        return builder.Build();
    }

    private static OutlierResult Explain(StructuralModel model, string outcome, params (string Name, double Value)[] row) => OutlierAnswer.Compute(
        model,
        model.Hash(),
        new OutlierQuestion(outcome, [.. row.Select(one => new VariableValue(one.Name, one.Value))], 1),
        WorkBudget.Unlimited);
}
