using Isl.Grains.Conformal;
using Isl.Grains.Interfaces.Conformal;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Distributions;
using static Isl.Tests.Unit.Counterfactuals.ExampleModels;

namespace Isl.Tests.Unit.Conformal;

/// <summary>Coverage by simulation where the new case gives some of the columns only.</summary>
public sealed class PartialCaseTests
{
    private const int Points = 30;
    private const int Repetitions = 300;
    private const decimal Alpha = 0.2m;

    /// <summary>What the new case gives, the model, and how a case is made.</summary>
    public static TheoryData<string> Kinds => ["missing", "mediating", "binary", "nonlinear", "nothing"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Split_SomeColumnsGiven_CoversItsLevel(string kind)
    {
        var random = new Random(17);
        var (model, columns, given, make) = CasesOf(kind, random);
        var covered = 0;
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            var cases = Enumerable.Range(0, Points + 1).Select(_ => make()).ToArray();
            var last = cases[^1];
            var change = Do([.. given.Take(1).Select(i => (columns[i], InterventionKind.Set, last[i]))]);
            var question = new ConformalQuestion(change, "", Alpha, default, "Y", 100, 5)
            {
                Context = [.. given.Skip(1).Select(i => new VariableValue(columns[i], last[i]))],
            };

            var bounds = ConformalCase
                .Prepare(model, question, Table(columns, cases[..^1]), new DistributionShelf(), TestContext.Current.CancellationToken)
                .Bounds;
            covered += last[^1] >= bounds.Lower && last[^1] <= bounds.Upper ? 1 : 0;
        }

        var level = 1 - (double)Alpha;
        Assert.InRange((double)covered / Repetitions, level - (3 * Math.Sqrt(level * (1 - level) / Repetitions)), 1);
    }

    [Fact]
    public void Split_AKnownShiftOfTheInput_CoversWithItsWeights()
    {
        // Rows have X from normal(0, 1), new cases from normal(1.5, 1); the spread grows with X, which the model does not know.
        var (random, weighted, plain) = (new Random(5), 0, 0);
        var model = Of("X ~ normal(0, 1)", "Y = X + noise | normal(0, 1)");
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            double[] Case(double centre)
            {
                var x = centre + Normal(random);
                return [x, x + (Math.Exp(x) * Normal(random))];
            }

            var rows = Enumerable.Range(0, 100).Select(_ => Case(0)).ToArray();
            var last = Case(1.5);
            double Ratio(double x) => Math.Exp((1.5 * x) - 1.125);
            var question = new ConformalQuestion(Do(("X", InterventionKind.Set, last[0])), "", Alpha, default, "Y", 100, 5);
            Count(question, Table(["X", "Y"], rows), ref plain);
            Count(
                question with { CaseWeight = Ratio(last[0]) },
                Table([ConformalQuestion.WeightColumn, "X", "Y"], [.. rows.Select(row => (double[])[Ratio(row[0]), .. row])]),
                ref weighted);

            void Count(ConformalQuestion asked, Dataset data, ref int count)
            {
                var bounds = ConformalCase.Prepare(model, asked, data, new DistributionShelf(), TestContext.Current.CancellationToken).Bounds;
                count += last[1] >= bounds.Lower && last[1] <= bounds.Upper ? 1 : 0;
            }
        }

        var level = 1 - (double)Alpha;
        var error = 3 * Math.Sqrt(level * (1 - level) / Repetitions);
        Assert.InRange((double)weighted / Repetitions, level - error, 1);
        Assert.InRange((double)plain / Repetitions, 0, level - error);
    }

    private static (StructuralModel Model, string[] Columns, int[] Given, Func<double[]> Make) CasesOf(string kind, Random random) => kind switch
    {
        "missing" => (
            Of("Age ~ normal(40, 10)", "T ~ bernoulli(0.5)", "Y = 2 * T + 5 * Age + noise | normal(0, 1)"),
            ["Age", "T", "Y"],
            [1],
            () =>
            {
                var (age, t) = (40 + (10 * Normal(random)), random.Next(2));
                return [age, t, (2 * t) + (5 * age) + Normal(random)];
            }
        ),
        "mediating" => (
            Of("X ~ normal(0, 5)", "M = 2 * X + noise | normal(0, 3)", "Y = 10 * M + noise | normal(0, 1)"),
            ["X", "M", "Y"],
            [0],
            () =>
            {
                var x = 5 * Normal(random);
                var m = (2 * x) + (3 * Normal(random));
                return [x, m, (10 * m) + Normal(random)];
            }
        ),
        "binary" => (
            Of("X ~ normal(0, 1)", "Z ~ normal(0, 1)", "Y = if(noise < sigmoid(X + Z), 1, 0) | uniform(0, 1)"),
            ["X", "Z", "Y"],
            [0],
            () =>
            {
                var (x, z) = (Normal(random), Normal(random));
                return [x, z, random.NextDouble() < 1 / (1 + Math.Exp(-x - z)) ? 1 : 0];
            }
        ),
        "nonlinear" => (
            Of("X ~ normal(0, 1)", "Z ~ uniform(0, 2)", "W ~ normal(0, 1)", "Y = Z * exp(X / 2 + noise) + W^2 | normal(0, 0.5)"),
            ["X", "Z", "W", "Y"],
            [0, 1],
            () =>
            {
                var (x, z, w) = (Normal(random), 2 * random.NextDouble(), Normal(random));
                return [x, z, w, (z * Math.Exp((x / 2) + (0.5 * Normal(random)))) + (w * w)];
            }
        ),
        _ => (
            Of("X ~ normal(0, 1)", "Y = exp(X) + noise | normal(0, 1)"),
            ["X", "Y"],
            [],
            () =>
            {
                var x = Normal(random);
                return [x, Math.Exp(x) + Normal(random)];
            }
        ),
    };

    private static Dataset Table(string[] columns, double[][] rows) =>
        new([.. columns], rows.Length, [.. columns.SelectMany((_, column) => rows.Select(row => row[column]))]);

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
