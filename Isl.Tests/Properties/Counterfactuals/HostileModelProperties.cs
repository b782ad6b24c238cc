using System.Diagnostics;
using System.Text;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Tests.Unit.Counterfactuals;

namespace Isl.Tests.Properties.Counterfactuals;

/// <summary>Models from strangers: a finite answer, or a mistake told with pointer and column; never another exception, never long.</summary>
[Collection(TimedTests.Name)]
public sealed class HostileModelProperties
{
    private const int Trials = 10_000;
    private static readonly string[] Fragments =
    [
        "(",
        ")",
        "((((",
        "+",
        "-",
        "*",
        "/",
        "^",
        "**",
        "A",
        "B",
        "Größe",
        "变量",
        "noise",
        "1e308",
        "1e-308",
        "0",
        "-1",
        "9^9^9^9",
        "1/0",
        "0/0",
        "log(",
        "exp(exp(",
        "if(",
        ",",
        "sqrt(-1)",
        "'a b'",
        "`",
        "\"",
        "==",
        "=",
        "<",
        "and",
        "not ",
        "min(",
        "clip(",
        "sin(1e300)",
        "\u0000",
        "\ud800",
        "🦊",
        ".",
        "1..2",
        "1e",
        "e1",
        "pow(0, -1)",
        " ",
        "\n",
        "A" + "\u0301",
        "#",
        ";",
        "System.IO",
        "__import__('os')",
    ];

    private static readonly string[] Noises =
    [
        "normal(0, 1)",
        "lognormal(0, 300)",
        "uniform(-1e308, 1e307)",
        "constant(1e308)",
        "bernoulli(0.5)",
        "poisson(3)",
        "normal(0, 1e200)",
        "exponential(1e-300)",
    ];

    [Fact]
    public void Simulate_FuzzedModels_AnswerOrPointAtTheColumn()
    {
        var random = new Random(99);
        var watch = Stopwatch.StartNew();
        var (answers, refusals) = (0, 0);
        for (var trial = 0; trial < Trials; trial++)
        {
            var formulas = Enumerable
                .Range(0, 1 + random.Next(3))
                .Select(_ => trial % 2 == 0 ? Junk(random) : FormulaGenerator.Formula(random, random.Next(6)))
                .ToArray();
            var began = watch.Elapsed;
            try
            {
                Check(Simulate(formulas, random));
                answers++;
            }
            catch (InputException error)
            {
                refusals++;
                Assert.All(
                    error.Errors,
                    e =>
                    {
                        Assert.Matches(@"^(/model/equations|/model/distributions|/context)", e.Path);
                        Assert.True(
                            !e.Path.StartsWith("/model/equations", StringComparison.Ordinal)
                                || e.Message.Contains("column ", StringComparison.Ordinal),
                            e.Message);
                    });
            }

            Assert.True((watch.Elapsed - began).TotalSeconds < 5, $"{string.Join(" | ", formulas)} took {watch.Elapsed - began}.");
        }

        Assert.InRange(answers, 500, Trials);
        Assert.InRange(refusals, 500, Trials);
    }

    private static SimulationResult Simulate(string[] formulas, Random random)
    {
        var builder = new StructuralModelBuilder();
        builder.AddDistribution("A", DistributionParser.Parse("normal(0, 1)", ""));
        builder.AddDistribution("B", DistributionParser.Parse(random.Next(50) == 0 ? "gamma(1, 1)" : "exponential(1)", ""));
        builder.AddDistribution("Größe", DistributionParser.Parse("poisson(2)", ""));
        for (var i = 0; i < formulas.Length; i++)
        {
            // The first equation makes C, which the others may read, and which may read them: cycles are among the cases.
            builder.AddEquation(
                i == 0 ? "C"
                    : i == 1 ? "变量"
                    : "a b",
                formulas[i],
                DistributionParser.Parse(random.Next(50) == 0 ? "student_t(0.5)" : Noises[random.Next(Noises.Length)], ""),
                false);
        }

        var model = builder.Build();
        (string, double)[] evidence = random.Next(4) == 0 ? [("C", Math.Round(random.NextDouble() * 4, 1))] : [];
        return ExampleModels.Run(
            ExampleModels.Spec(
                model,
                "C",
                500,
                (ulong)random.Next(),
                random.Next(3) == 0 ? ExampleModels.Do(("A", InterventionKind.Scale, 1e200)) : null,
                evidence)
        );
    }

    private static void Check(SimulationResult result)
    {
        foreach (var prediction in result.Worlds.SelectMany(world => world))
        {
            Assert.True(
                double.IsFinite(prediction.Moments.Mean)
                    && double.IsFinite(prediction.Moments.Std)
                    && double.IsFinite(prediction.Moments.StandardError),
                prediction.ToString());
            var quantile = prediction.Draws!.Quantile(0.9);
            Assert.True(double.IsFinite(quantile.Value) && double.IsFinite(quantile.StandardError), $"{prediction.Variable}: {quantile}");
            Assert.All(prediction.Draws.Histogram().Edges, edge => Assert.True(double.IsFinite(edge)));
        }
    }

    private static string Junk(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(1, 12); i > 0; i--)
        {
            var fragment = Fragments[random.Next(Fragments.Length)];
            text.Append(random.Next(300) == 0 ? string.Concat(Enumerable.Repeat(fragment, 3_000)) : fragment).Append(random.Next(2) == 0 ? " " : "");
        }

        return text.ToString();
    }
}
