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
    public void Abduct_AnUnobservedNormalParent_IsConditionedInClosedForm()
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

        Assert.Equal(EvidenceUse.Conditioned, Assert.Single(plan.Evidence).Use);
        Assert.Equal(1.6, result.Of("X").Moments.Mean, 4 * result.Of("X").Moments.StandardError);
        Assert.Equal(Math.Sqrt(0.2), result.Of("X").Moments.Std, 4 * result.Of("X").Moments.StdStandardError!.Value);
        Assert.Equal(Math.Sqrt((9 * 0.2) + 1), result.Of("Z").Moments.Std, 4 * result.Of("Z").Moments.StdStandardError!.Value);
        var q = result.Of("X").Draws!.Quantile(0.9);
        Assert.Equal(1.6 + (Math.Sqrt(0.2) * 1.2815515655446004), q.Value, 4 * q.StandardError);
        Assert.Equal(200_000, result.EffectiveSamples);
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

    /// <summary>
    /// Evidence of every kind on X, against the posterior by sums over a fine grid.
    /// </summary>
    [Theory]
    [InlineData("normal(0, 1)", "max(0, 2 * X + noise) | normal(0, 1)", 3)]
    [InlineData("uniform(0, 4)", "max(0, 2 * X + noise) | normal(0, 1)", 3)]
    [InlineData("exponential(1)", "clip(X + noise, -5, 5) | laplace(0, 1)", 3)]
    [InlineData("gamma(2, 1)", "X * noise | categorical([1, 2, 4], [0.2, 0.5, 0.3])", 3)]
    [InlineData("normal(1, 2)", "abs(X)", 3)]
    [InlineData("normal(1, 2)", "X^2 + noise | poisson(1)", 2.5)]
    [InlineData("lognormal(0, 1)", "X + noise | poisson(2)", 2.5)]
    [InlineData("student_t(3)", "if(X > 0, X + noise, 2 * noise) | normal(0, 1)", 3)]
    [InlineData("normal(0, 1)", "exp(X) + X + noise | exponential(1)", 3)]
    [InlineData("uniform(-2, 2)", "X + exp(noise) + noise | normal(0, 1)", 1)]
    [InlineData("half_normal(2)", "max(X, noise) | half_normal(1)", 1.5)]
    [InlineData("weibull(2, 2)", "min(X, noise) | exponential(2)", 0.5)]
    public void Abduct_EvidenceOfAnyKind_AgreesWithTheGrid(string prior, string equation, double value)
    {
        var result = Run(Spec(Of($"X ~ {prior}", $"Y = {equation}"), "X", 200_000, 1, null, ("Y", value)));

        var (mean, std) = GridPosterior.Of(prior, equation, value);
        var x = result.Of("X").Moments;
        Assert.Equal(mean, x.Mean, (5 * x.StandardError) + (0.03 * std));
        Assert.Equal(std, x.Std, (5 * x.StdStandardError!.Value) + (0.03 * std));
    }

    [Theory]
    [InlineData("uniform(-0.3, 0)", "X + noise", 1.1, 0.8)]
    [InlineData("exponential(1)", "0.1 * X + noise", 3, 0.3)]
    [InlineData("gamma(1, 2)", "X + noise", 0.1, 0.1)]
    [InlineData("beta(1, 3)", "X - noise", 0.7, 0.7)]
    [InlineData("triangular(0, 1, 2)", "X + noise", 0.7, 0.7)]
    [InlineData("half_normal(1)", "0.3 - X + noise", 0.1, 0.2)]
    [InlineData("pert(0, 1, 2)", "X + noise", 0.1, 2.1)]
    [InlineData("truncated_normal(0, 1, 0, 1)", "X * 3 + noise", 0.1, 0.3)]
    public void Abduct_AValueAtTheEndOfTheSupport_IsPossible(string noise, string formula, double x, double y)
    {
        var result = Run(Spec(Of("X ~ normal(0, 1)", $"Y = {formula} | {noise}"), "Y", 1000, 1, null, ("X", x), ("Y", y)));

        Assert.Equal((y, 0.0), (result.Of("Y").Moments.Mean, result.Of("Y").Moments.Std));
    }

    [Fact]
    public void Abduct_LatentsWithPreciseSensors_HaveTheirClosedForm()
    {
        // Five latents, each with two sensors of error 0.05: the posterior of their sum is normal.
        var lines = Enumerable.Range(0, 5).SelectMany(i => new[]
        {
            $"L{i} ~ normal(0, 1)",
            $"A{i} = L{i} + noise | normal(0, 0.05)",
            $"B{i} = exp(L{i} + noise) | normal(0, 0.05)",
        });
        var evidence = Enumerable
            .Range(0, 5)
            .SelectMany(i => new[] { ($"A{i}", 0.7 + (i / 10.0)), ($"B{i}", Math.Exp(0.71 + (i / 10.0))) })
            .ToArray();

        var result = Run(Spec(Of([.. lines, "Y = L0 + L1 + L2 + L3 + L4"]), "Y", 20_000, 1, null, evidence));

        var precision = 1 + (2 / 0.0025);
        var y = result.Of("Y").Moments;
        Assert.Equal(Enumerable.Range(0, 5).Sum(i => (1.41 + (2 * i / 10.0)) / 0.0025 / precision), y.Mean, 5 * y.StandardError);
        Assert.Equal(Math.Sqrt(5 / precision), y.Std, 5 * y.StdStandardError!.Value);
        Assert.Equal(20_000, result.EffectiveSamples);
        Assert.Equal((0.7, 0.0), (result.Of("A0").Moments.Mean, result.Of("A0").Moments.Std));
    }

    [Fact]
    public void Abduct_AValueAtAnAtom_IsNotTakenForADensity()
    {
        // X · B = 0 says that B = 0, and max(0, X) = 0 that X is not above 0.
        var product = Run(Spec(Of("X ~ normal(0, 1)", "B ~ bernoulli(0.5)", "Y = X * B"), "B", 10_000, 1, null, ("Y", 0)));
        var bound = Run(Spec(Of("X ~ normal(0, 1)", "Y = max(0, X)"), "X", 100_000, 1, null, ("Y", 0)));

        Assert.Equal(0, product.Of("B").Moments.Mean);
        Assert.Equal(-Math.Sqrt(2 / Math.PI), bound.Of("X").Moments.Mean, 4 * bound.Of("X").Moments.StandardError);
    }
}
