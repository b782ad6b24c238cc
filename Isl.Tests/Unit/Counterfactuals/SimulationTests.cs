using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using static Isl.Grains.Interfaces.Models.InterventionKind;
using static Isl.Tests.Unit.Counterfactuals.ExampleModels;

namespace Isl.Tests.Unit.Counterfactuals;

public sealed class SimulationTests
{
    private static readonly StructuralModel Pricing = Of(
        "Price ~ normal(40, 5)",
        "Quality = 5 + 0.5 * Price",
        "Revenue = 2.5 * Price + 1.2 * Quality + noise | normal(0, 50)");

    [Fact]
    public void Simulate_TheContractsModel_HasItsClosedForm()
    {
        var result = Run(Spec(Pricing, "Revenue", 200_000, intervention: Do(("Price", Set, 45))));
        var revenue = result.Of("Revenue");

        Assert.Equal((2.5 * 45) + (1.2 * 27.5), revenue.Moments.Mean, 4 * revenue.Moments.StandardError);
        Assert.Equal(50, revenue.Moments.Std, 4 * revenue.Moments.StdStandardError!.Value);
        Assert.Equal(50 / Math.Sqrt(200_000), revenue.Moments.StandardError, 1e-3);
        Assert.Equal((27.5, 0.0), (result.Of("Quality").Moments.Mean, result.Of("Quality").Moments.Std));
        var q = revenue.Draws!.Quantile(0.95);
        Assert.Equal(145.5 + (50 * 1.6448536269514722), q.Value, 4 * q.StandardError);
        Assert.Equal(Math.Sqrt(0.05 * 0.95 / 200_000) / 0.10313564 * 50, q.StandardError, 0.1);
    }

    [Fact]
    public void Simulate_ShiftAndScale_ActOnWhatTheEquationGives()
    {
        var spec = Spec(Pricing, "Revenue") with
        {
            Worlds = [Intervention.None, Do(("Quality", Shift, 10)), Do(("Quality", Scale, 2))],
            Predicted = 3,
            Contrasts = [new Contrast([new(1, 1), new(0, -1)])],
        };
        var result = Run(spec);

        Assert.Equal(12, result.Contrasts[0].Mean, 1e-9);
        Assert.Equal(0, result.Contrasts[0].StandardError, 1e-9);
        Assert.Equal(2 * result.Of("Quality").Moments.Mean, result.Of("Quality", 2).Moments.Mean, 1e-9);
    }

    [Fact]
    public void Simulate_ChunksInAnyOrderAndAnyPlan_GiveTheSameBytes()
    {
        var spec = Spec(Pricing, "Revenue", (3 * SimulationPlan.ChunkSize) + 777);
        var (one, other) = (Plan(spec), Plan(spec));
        var forward = one.Merge([.. Enumerable.Range(0, one.Chunks).Select(chunk => one.SimulateChunk(chunk, CancellationToken.None))]);
        var backward = one.Merge([.. Enumerable.Range(0, one.Chunks).Reverse().Select(chunk => other.SimulateChunk(chunk, CancellationToken.None))]);

        for (var i = 0; i < spec.Outputs.Length; i++)
        {
            Assert.Equal(forward.Worlds[0][i].Moments, backward.Worlds[0][i].Moments);
            Assert.True(forward.Worlds[0][i].Draws!.Values.SequenceEqual(backward.Worlds[0][i].Draws!.Values));
        }
    }

    [Fact]
    public void Simulate_OneMoreVariableOrScenario_ChangesNoOtherDraw()
    {
        var larger = Of(
            "A ~ gamma(2, 3)",
            "Price ~ normal(40, 5)",
            "Quality = 5 + 0.5 * Price",
            "Revenue = 2.5 * Price + 1.2 * Quality + noise | normal(0, 50)",
            "Z = A + noise | normal(0, 1)");
        var alone = Run(Spec(Pricing, "Revenue"));
        var together = Run(Spec(larger, "Revenue") with { Worlds = [Intervention.None, Do(("A", Set, 3))], Predicted = 2 });

        Assert.Equal(alone.Of("Revenue").Moments, together.Of("Revenue").Moments);
        Assert.True(alone.Of("Revenue").Draws!.Values.SequenceEqual(together.Of("Revenue").Draws!.Values));
    }

    [Fact]
    public void Simulate_ALeftOpenVariable_IsHeldAndListed()
    {
        var model = Of("Price", "Sales = 100 - Price + noise | normal(0, 1)");
        var compiled = Compiled(model, new VariableValue("Price", 30));

        Assert.Equal([new VariableValue("Price", 0)], Compiled(model).AssumedValues);
        Assert.Equal([new VariableValue("Price", 30)], compiled.AssumedValues);
        Assert.Equal(70, Plan(Spec(model, "Sales"), compiled).Simulate(CancellationToken.None).Of("Sales").Moments.Mean, 0.1);
    }

    [Fact]
    public void Simulate_RareUndefinedDraws_AreLeftOutAndTold()
    {
        // sqrt is undefined below zero: P(Z < -2.7) = 0.35 %; the rest is a normal truncated at -2.7.
        var result = Run(Spec(Of("Z ~ normal(0, 1)", "Y = sqrt(Z + 2.7)"), "Y", 100_000));

        Assert.Equal("Y", Assert.Single(result.Undefined).Variable);
        Assert.Equal(0.003467, result.UndefinedShare, 4 * Math.Sqrt(0.003467 / 100_000));
        Assert.Equal(result.Undefined[0].Value, result.UndefinedShare);
        Assert.Equal(100_000 * (1 - result.UndefinedShare), result.EffectiveSamples, 1e-6);
        var truncated = Math.Exp(-0.5 * 2.7 * 2.7) / Math.Sqrt(2 * Math.PI) / (1 - 0.003467);
        Assert.Equal(truncated, result.Of("Z").Moments.Mean, 4 * result.Of("Z").Moments.StandardError);
    }

    [Theory]
    [InlineData("Y = log(Z)", "/model/equations/Y", "'Y' has no finite value in ")]
    [InlineData("Y = 0 / (Z - Z)", "/model/equations/Y", "'Y' has no finite value in 100% of the draws")]
    [InlineData("Y = exp(exp(12 + Z))", "/model/equations/Y", "'Y' has no finite value in 100% of the draws")]
    [InlineData("Y = 1e300 * Z * 1e5", "/model/equations/Y", "column 1: ")]
    public void Simulate_TooManyUndefinedDraws_IsTheCallersMistake(string equation, string path, string message)
    {
        var error = Assert.Throws<InputException>(() => Run(Spec(Of("Z ~ normal(0, 1)", equation), "Y")));

        Assert.Equal(path, error.Errors[0].Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_ACycle_IsNamedWithPointerAndColumn()
    {
        var error = Assert.Throws<InputException>(() => Compiled(Of("A = B + 1", "B = 2 * C", "C = 3 + A | normal(0, 1)")));

        Assert.Equal("/model/equations/C/formula", error.Errors[0].Path);
        Assert.StartsWith("column 5: 'A' closes a cycle: A -> C -> B -> A;", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_SeveralMistakes_AreToldAtOnce()
    {
        var error = Assert.Throws<InputException>(() => Compiled(Of("A = Prise + 1", "B = (2", "C = A + noise")));

        Assert.Equal(["/model/equations/A", "/model/equations/B", "/model/equations/C"], error.Errors.Select(e => e.Path));
        Assert.StartsWith("column 1: 'Prise' is neither", error.Errors[0].Message, StringComparison.Ordinal);
        Assert.StartsWith("column 3: expected ')'", error.Errors[1].Message, StringComparison.Ordinal);
        Assert.StartsWith("column 5: 'noise' is used", error.Errors[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Simulate_AnUnknownVariable_IsRefused() =>
        Assert.Equal(
            "/intervention/Prize",
            Assert.Throws<InputException>(() => Run(Spec(Pricing, "Revenue", intervention: Do(("Prize", Set, 1))))).Errors[0].Path);

    [Fact]
    public void Affected_OfAnIntervention_AreItsDescendantsInOrder()
    {
        var compiled = Compiled(Of("X ~ normal(0, 1)", "A = X", "B = A + 1", "C = 2", "D = C + B"));

        Assert.Equal(["A", "B", "D"], compiled.Affected([Do(("X", Set, 1))]));
        Assert.Equal(["B", "D"], compiled.Affected([Do(("A", Set, 1))]));
        Assert.Equal(["A", "B", "D"], compiled.Affected([Do(("A", Shift, 1))]));
        Assert.Equal(["A", "B", "C", "D"], compiled.Affected([Intervention.None]));
    }

    [Fact]
    public void Hash_OfTheModel_IgnoresKeyOrderAndForm()
    {
        var swapped = new StructuralModelBuilder();
        foreach (var name in new[] { "Price", "Quality", "Revenue" })
        {
            swapped.AddVariable(name, "");
        }

        swapped.AddEquation(
            "Revenue",
            "2.5 * Price + 1.2 * Quality + noise",
            DistributionParser.FromParameters("Normal", [new("sd", [50.0]), new("loc", [-0.0])], ""),
            false);
        swapped.AddEquation("Quality", "5 + 0.5 * Price", null, false);
        swapped.AddDistribution("Price", DistributionParser.Parse("gaussian(sigma = 5, mu = 4e1)", ""));

        Assert.Equal(Pricing.Hash(), swapped.Build().Hash());
        Assert.Equal(Pricing, swapped.Build());
        Assert.NotEqual(
            Pricing.Hash(),
            Of("Price ~ normal(40, 5)", "Quality = 5 + 0.5 * Price", "Revenue = 2.5 * Price + 1.2 * Quality + noise | normal(0, 51)").Hash());
    }

    [Fact]
    public void VarianceShares_OfKnownFunctions_AreTheirSobolIndices()
    {
        // Y = 2A + B + noise: variances 4, 1 and 4. Then Ishigami's function with a = 7, b = 0.1: 0.3139, 0.4424, 0.
        var linear = VarianceShares.Of(
            Spec(Of("A ~ normal(3, 1)", "B ~ normal(1, 1)", "Y = 2 * A + B + noise | normal(0, 2)"), "Y", 50_000),
            0,
            CancellationToken.None);
        var ishigami = VarianceShares.Of(
            Spec(
                Of(
                    "A ~ uniform(-3.141592653589793, 3.141592653589793)",
                    "B ~ uniform(-3.141592653589793, 3.141592653589793)",
                    "C ~ uniform(-3.141592653589793, 3.141592653589793)",
                    "Y = sin(A) + 7 * sin(B)^2 + 0.1 * C^4 * sin(A)"),
                "Y",
                65_536),
            0,
            CancellationToken.None);

        foreach (
            var (shares, expected) in new[]
            {
                (
                    linear,
                    new Dictionary<string, double>
                    {
                        ["A"] = 4.0 / 9,
                        ["noise of Y"] = 4.0 / 9,
                        ["B"] = 1.0 / 9,
                    }),
                (
                    ishigami,
                    new()
                    {
                        ["A"] = 0.3139,
                        ["B"] = 0.4424,
                        ["C"] = 0,
                    }),
            })
        {
            Assert.Equal(expected.Count, shares.Length);
            foreach (var share in shares)
            {
                Assert.InRange(share.StandardError, 0, 0.02);
                Assert.Equal(expected[share.Factor], share.Share, (4 * share.StandardError) + 1e-4);
            }
        }
    }

    [Fact]
    public void Histogram_OfDraws_CoversThemWithRoundEdges()
    {
        var histogram = Run(Spec(Pricing, "Revenue")).Of("Revenue").Draws!.Histogram();

        Assert.Equal(1, histogram.Shares.Sum() + histogram.Below + histogram.Above, 1e-12);
        Assert.InRange(histogram.Below + histogram.Above, 0, 0.002);
        Assert.InRange(histogram.Shares.Length, 10, 100);
        var width = histogram.Edges[1] - histogram.Edges[0];
        Assert.Contains(Math.Round(width / Math.Pow(10, Math.Floor(Math.Log10(width)))), new[] { 1.0, 2.0, 5.0 });
    }

    /// <summary>Nonlinear outcomes of every family, against the integral of the function over the quantiles.</summary>
    [Theory]
    [InlineData("normal(1, 0.5)", "exp(X)")]
    [InlineData("lognormal(0, 0.5)", "sqrt(X) + 1 / (1 + X)")]
    [InlineData("uniform(-1, 3)", "abs(X) ^ 1.5")]
    [InlineData("triangular(0, 1, 4)", "X ^ 2 - sin(3 * X)")]
    [InlineData("exponential(2)", "log(1 + X)")]
    [InlineData("gamma(2, 1.5)", "tanh(X / 2)")]
    [InlineData("beta(2, 5)", "log(X)")]
    [InlineData("student_t(8)", "sigmoid(X)")]
    [InlineData("poisson(4)", "X ^ 2")]
    [InlineData("binomial(10, 0.3)", "exp(-X)")]
    [InlineData("categorical([1, 2, 9], [0.5, 0.3, 0.2])", "if(X > 1.5, X, -X)")]
    public void Simulate_NonlinearOutcomes_AgreeWithNumericalIntegration(string distribution, string formula)
    {
        const int Steps = 200_000;
        var sampler = Distribution.Create(DistributionParser.Parse(distribution, ""));
        var parsed = Isl.Grains.Models.Formulas.FormulaParser.Parse(formula, "");
        var points = Enumerable.Range(0, Steps).Select(i => (i + 0.5) / Steps).Concat(Enumerable.Repeat(0.5, 15)).ToArray();
        sampler.Transform(points.AsSpan(0, Steps / 16 * 16));
        var values = points.Take(Steps).Select(x => parsed.Evaluate(_ => x, 0)).ToArray();
        var (mean, square) = (values.Average(), values.Average(y => y * y));
        Array.Sort(values);

        var y = Run(Spec(Of($"X ~ {distribution}", $"Y = {formula}"), "Y", 200_000)).Of("Y");

        Assert.Equal(mean, y.Moments.Mean, (4 * y.Moments.StandardError) + (1e-4 * Math.Abs(mean)));
        Assert.Equal(Math.Sqrt(square - (mean * mean)), y.Moments.Std, (4 * y.Moments.StdStandardError!.Value) + 1e-3);
        var q = y.Draws!.Quantile(0.9);
        Assert.Equal(values[(int)(0.9 * Steps)], q.Value, (4 * q.StandardError) + 1e-9);
    }

    [Fact]
    public void Compile_WorkWithoutBound_IsRefused()
    {
        var lines = Enumerable
            .Range(0, 100)
            .Select(i => $"V{i} = {string.Join(" + ", Enumerable.Repeat(i == 0 ? "X" : $"V{i - 1}", 600))}")
            .Prepend("X ~ normal(0, 1)")
            .ToArray();
        var spec = Spec(Of(lines), "V99") with { Worlds = [.. Enumerable.Repeat(Intervention.None, 1000)], Predicted = 1 };

        Assert.Equal("/scenarios", Assert.Throws<InputException>(() => Plan(spec)).Errors[0].Path);
        Assert.Equal("/samples", Assert.Throws<InputException>(() => Plan(spec with { Samples = 10_000_001 })).Errors[0].Path);
    }

    [Fact]
    public void SimulateChunk_Cancelled_Stops()
    {
        var plan = Plan(Spec(Pricing, "Revenue"));

        Assert.Throws<OperationCanceledException>(() => plan.SimulateChunk(0, new CancellationToken(true)));
    }
}
