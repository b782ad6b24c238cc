using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces.Errors;
using static Isl.Grains.Interfaces.Models.InterventionKind;
using static Isl.Tests.Unit.Counterfactuals.ExampleModels;

namespace Isl.Tests.Unit.Counterfactuals;

public sealed class AbductionTests
{
    /// <summary>
    /// Each way that noise can enter, with the noise -0.7 (0.7 where it must be positive) recovered exactly and used under do(X = 3).
    /// </summary>
    [Theory]
    [InlineData("2 * X + noise")]
    [InlineData("X - 3 * noise / 2")]
    [InlineData("exp(X + noise)")]
    [InlineData("X * exp(-noise)")]
    [InlineData("log(10 + noise) * X")]
    [InlineData("sigmoid(X - noise)")]
    [InlineData("tanh(noise / 2) + X")]
    [InlineData("sqrt(5 + noise) + X")]
    [InlineData("(X + noise)^3")]
    [InlineData("5 / (8 + noise)")]
    [InlineData("2 ^ noise * X")]
    [InlineData("log10(20 + noise)")]
    [InlineData("X + noise + X * noise")]
    [InlineData("(noise + 2 * X) / X - noise / 3")]
    [InlineData("if(X > 1, noise, 2 * noise) + X")]
    public void Abduct_AnObservedCase_IsExact(string formula)
    {
        var parsed = Isl.Grains.Models.Formulas.FormulaParser.Parse(formula, "");
        var observed = parsed.Evaluate(_ => 2, -0.7);
        var plan = Plan(
            Spec(Of("X ~ normal(1, 1)", $"Y = {formula} | normal(0, 1)"), "Y", 1000, 1, Do(("X", Set, 3)), ("X", 2), ("Y", observed)));
        var y = plan.Simulate(CancellationToken.None).Of("Y").Moments;

        Assert.All(plan.Evidence, evidence => Assert.Equal(EvidenceUse.Exact, evidence.Use));
        Assert.Equal(-0.7, plan.Evidence[1].Value!.Value, 1e-12);
        Assert.Equal(parsed.Evaluate(_ => 3, -0.7), y.Mean, 1e-11);
        Assert.Equal(0, y.Std, 1e-11);
    }

    [Fact]
    public void Abduct_AnUnobservedParent_WeighsByTheLikelihood()
    {
        // X ~ N(0, 1), Y = X + N(0, 0.5): given Y = 2, X is normal(1.6, sqrt(0.2)).
        var plan = Plan(
            Spec(
                Of("X ~ normal(0, 1)", "Y = X + noise | normal(0, 0.5)", "Z = 3 * X + noise | normal(0, 1)"),
                "Z",
                200_000,
                1,
                Do(("Y", Set, 0)),
                ("Y", 2))
        );
        var result = plan.Simulate(CancellationToken.None);

        Assert.Equal(EvidenceUse.Weighted, Assert.Single(plan.Evidence).Use);
        Assert.Equal(1.6, result.Of("X").Moments.Mean, 4 * result.Of("X").Moments.StandardError);
        Assert.Equal(Math.Sqrt(0.2), result.Of("X").Moments.Std, 4 * result.Of("X").Moments.StdStandardError!.Value);
        Assert.Equal(Math.Sqrt((9 * 0.2) + 1), result.Of("Z").Moments.Std, 4 * result.Of("Z").Moments.StdStandardError!.Value);
        var q = result.Of("X").Draws!.Quantile(0.9);
        Assert.Equal(1.6 + (Math.Sqrt(0.2) * 1.2815515655446004), q.Value, 4 * q.StandardError);
        Assert.InRange(result.EffectiveSamples, 1_000, 150_000);
    }

    [Fact]
    public void Abduct_ADeterministicChild_IsSolvedForAnAncestor()
    {
        // Y = A + B with both standard normal: given Y = 2 each is normal(1, sqrt(1/2)), and A - B is what Y says nothing about.
        var result = Run(Spec(Of("A ~ normal(0, 1)", "B ~ normal(0, 1)", "Y = A + B", "D = A - B"), "D", 200_000, 1, null, ("Y", 2)));

        Assert.Equal(1, result.Of("A").Moments.Mean, 4 * result.Of("A").Moments.StandardError);
        Assert.Equal(Math.Sqrt(0.5), result.Of("B").Moments.Std, 4 * result.Of("B").Moments.StdStandardError!.Value);
        Assert.Equal((2.0, 0.0), (result.Of("Y").Moments.Mean, Math.Round(result.Of("Y").Moments.Std, 9)));
        Assert.Equal(Math.Sqrt(2), result.Of("D").Moments.Std, 4 * result.Of("D").Moments.StdStandardError!.Value);
    }

    [Fact]
    public void Abduct_ANonlinearLikelihood_AgreesWithIntegration()
    {
        // Given Y = exp(X · N) = 2 with X ~ uniform(1, 3) and N ~ normal(0, 1): p(x) ∝ φ(ln 2 / x) / x.
        var result = Run(Spec(Of("X ~ uniform(1, 3)", "Y = exp(X * noise) | normal(0, 1)"), "X", 200_000, 1, null, ("Y", 2)));
        var grid = Enumerable
            .Range(0, 20_000)
            .Select(i => 1 + (2 * (i + 0.5) / 20_000))
            .Select(x => (X: x, W: Math.Exp(-0.5 * Math.Pow(Math.Log(2) / x, 2)) / x))
            .ToArray();

        Assert.Equal(grid.Sum(g => g.X * g.W) / grid.Sum(g => g.W), result.Of("X").Moments.Mean, 4 * result.Of("X").Moments.StandardError);
    }

    [Fact]
    public void Abduct_AThreshold_KeepsTheDrawsThatMeetIt()
    {
        // Bought = 1 says that X + noise > 0: for standard normals E[X | X + N > 0] = 1/sqrt(π).
        var result = Run(Spec(Of("X ~ normal(0, 1)", "Bought = X + noise > 0 | normal(0, 1)"), "X", 100_000, 1, null, ("Bought", 1)));

        Assert.Equal(1 / Math.Sqrt(Math.PI), result.Of("X").Moments.Mean, 4 * result.Of("X").Moments.StandardError);
        Assert.Equal(50_000, result.EffectiveSamples, 1_000.0);
    }

    [Fact]
    public void Abduct_DiscreteNoise_WeighsByItsProbability()
    {
        // Y = K + noise, K in {0, 1, 2} and Bernoulli noise 0.25: given Y = 2, odds K = 2 : K = 1 are 0.3·0.75 : 0.5·0.25.
        var result = Run(Spec(Of("K ~ categorical([0.2, 0.5, 0.3])", "Y = K + noise | bernoulli(0.25)"), "K", 100_000, 1, null, ("Y", 2)));

        Assert.Equal(((2 * 0.225) + 0.125) / 0.35, result.Of("K").Moments.Mean, 4 * result.Of("K").Moments.StandardError);
    }

    [Theory]
    [InlineData("Y", -1, "uniform(1, 2)", "exp(noise)", "no value of noise of Y gives it")]
    [InlineData("Y", 5, "uniform(1, 2)", "noise + 1", "noise of Y would have to be 4")]
    [InlineData("X", 7, "normal(0, 1)", "X + noise", "X would have to be 7, which is impossible under uniform(low=0, high=1)")]
    [InlineData("Y", 3, "normal(0, 1)", "2 + 0 * X", "the other values imply that it is 2")]
    public void Abduct_AnImpossibleValue_NamesTheVariable(string variable, double value, string noise, string formula, string why)
    {
        var error = Assert.Throws<InputException>(() =>
            Run(
                Spec(
                    Of("X ~ uniform(0, 1)", $"Y = {formula} | {noise}"),
                    "Y",
                    1000,
                    1,
                    null,
                    ("X", variable == "X" ? value : 0.5),
                    ("Y", variable == "Y" ? value : 0.5))
            ));

        Assert.Equal($"/context/{variable}", error.Errors[0].Path);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Simulate_EvidenceThatNoDrawMeets_IsTold() =>
        Assert.Equal(
            "/context",
            Assert
                .Throws<InputException>(() =>
                    Run(Spec(Of("X ~ normal(0, 1)", "Y = floor(X) + floor(noise) | normal(0, 1)"), "Y", 1000, 1, null, ("Y", 0.5))))
                .Errors[0]
                .Path);

    [Fact]
    public void Abduct_AnObservedExogenousOrOpenVariable_IsFixed()
    {
        var result = Run(Spec(Of("X ~ gamma(2, 2)", "O", "Y = X + O"), "Y", 1000, 1, null, ("X", 3), ("O", 4)));

        Assert.Equal((7.0, 0.0), (result.Of("Y").Moments.Mean, result.Of("Y").Moments.Std));
    }
}
