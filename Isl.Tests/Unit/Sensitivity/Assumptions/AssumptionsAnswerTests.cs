using System.Collections.Immutable;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Sensitivity;
using Isl.Grains.Sensitivity;
using Isl.Tests.Unit.Counterfactuals;

namespace Isl.Tests.Unit.Sensitivity.Assumptions;

/// <summary>Assumptions of models whose answers are known in closed form.</summary>
public sealed class AssumptionsAnswerTests
{
    private const string Linear = "A ~ constant(1); B ~ constant(2); C ~ constant(3); Y = 3 * A + 2 * B - C";

    [Fact]
    public void Compute_AnAdditiveModel_HasTheClosedFormIndices()
    {
        var result = Ask(Linear, [Number("A", 1, 0, 2), Number("B", 2, 1, 5), Number("C", 3, 2, 4)]);

        // Variances of uniforms: slope² · width² / 12.
        double[] parts = [9 * 4, 4 * 16, 1 * 4];
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(parts[i] / parts.Sum(), result.Sobol!.Value[i].First, 1e-9);
            Assert.Equal(result.Sobol.Value[i].First, result.Sobol.Value[i].Total);
        }

        Assert.Equal(4, result.Conclusion!.BaseCase);
        Assert.Equal(["B", "A", "C"], result.Tornado!.Value.Select(bar => bar.Name));
        Assert.Equal([8, 6, 2], result.Tornado.Value.Select(bar => bar.Swing));
    }

    [Fact]
    public void Compute_Ishigami_HasTheKnownIndicesWithinTheirErrors()
    {
        const double pi = Math.PI;
        var result = Ask(
            "A ~ constant(0); B ~ constant(0); C ~ constant(0); Y = sin(A) + 7 * sin(B)^2 + 0.1 * C^4 * sin(A)",
            [Number("A", 0, -pi, pi), Number("B", 0, -pi, pi), Number("C", 0, -pi, pi)]);

        // Ishigami and Homma (1990), with a = 7 and b = 0.1.
        var variance = (49 / 8.0) + (0.1 * Math.Pow(pi, 4) / 5) + (0.01 * Math.Pow(pi, 8) / 18) + 0.5;
        var alone = 0.5 * Math.Pow(1 + (0.1 * Math.Pow(pi, 4) / 5), 2);
        var together = 8 * 0.01 * Math.Pow(pi, 8) / 225;
        double[] first = [alone / variance, 49 / 8.0 / variance, 0];
        double[] total = [(alone + together) / variance, 49 / 8.0 / variance, together / variance];
        for (var i = 0; i < 3; i++)
        {
            var index = result.Sobol!.Value[i];
            Assert.InRange(index.StandardError, 0, 0.02);
            Assert.Equal(first[i], index.First, (4 * index.StandardError) + 1e-9);
            Assert.Equal(total[i], index.Total, (4 * index.StandardError) + 1e-9);
        }

        Assert.True(result.Sobol!.Value.Sum(index => index.First) <= 1 + 1e-9);
        Assert.True(result.Sobol!.Value.Sum(index => index.Total) >= 1 - 1e-9);
    }

    [Fact]
    public void Compute_AProduct_HasTheKnownInteraction()
    {
        var result = Ask("A ~ constant(1); B ~ constant(1); Y = A * B", [Number("A", 1, 0, 2), Number("B", 1, 0, 2)]);

        // Var = (4/3)² − 1 = 7/9, of which each alone is 1/3.
        Assert.All(result.Sobol!.Value, index => Assert.Equal(3 / 7.0, index.First, (4 * index.StandardError) + 1e-9));
        Assert.All(result.Sobol!.Value, index => Assert.Equal(4 / 7.0, index.Total, (4 * index.StandardError) + 1e-9));
    }

    [Fact]
    public void Compute_ATurningPoint_IsWhereTheModelTurns()
    {
        var result = Ask(Linear, [Number("A", 1, 0, 2), Number("B", 2, 1.9, 2.1)], threshold: 2.5);

        var point = Assert.Single(result.Robustness!.Breakpoints);
        Assert.Equal("A", point.Assumption);
        Assert.Equal(0.5, point.Value!.Value, 1e-9);
        Assert.Equal(2.5, point.Outcome, 1e-9);
        Assert.False(point.Jumps);
        Assert.Equal(RobustnessLevel.Fragile, result.Robustness.Overall);
        Assert.Equal(AssumptionImportance.Critical, result.Assumptions!.Value[0].Importance);
        Assert.Equal(AssumptionImportance.Minor, result.Assumptions!.Value[1].Importance);
        var there = Ask(Linear.Replace("constant(1)", FormattableString.Invariant($"constant({point.Value})"), StringComparison.Ordinal),
            [Number("B", 2, 1, 3)]);
        Assert.Equal(2.5, there.Conclusion!.BaseCase, 1e-9);
    }

    [Fact]
    public void Compute_AStep_JumpsOverTheThreshold()
    {
        var result = Ask("A ~ constant(1); Y = if(A < 1.7, 1, -1)", [Number("A", 1, 0, 3)]);

        var point = Assert.Single(result.Robustness!.Breakpoints);
        Assert.Equal(1.7, point.Value!.Value, 1e-9);
        Assert.True(point.Jumps);
    }

    [Fact]
    public void Compute_SeveralAssumptionsTogether_MayTurnWhatNoneTurnsAlone()
    {
        var result = Ask("A ~ constant(1); B ~ constant(1); Y = A + B", [Number("A", 1, 0.4, 2), Number("B", 1, 0.4, 2)], threshold: 1);

        Assert.Equal(RobustnessLevel.Moderate, result.Robustness!.Overall);
        Assert.Empty(result.Robustness.Breakpoints);
        Assert.All(result.Assumptions!.Value, one => Assert.Equal(AssumptionImportance.Moderate, one.Importance));
    }

    [Theory]
    [InlineData("X ~ normal(10, 2); Y = 3 * X", "X", 8, 24)]
    [InlineData("X ~ normal(10, 2); Y = X^2", "X std", 3, 109)]
    [InlineData("X ~ uniform(0, 2); Y = X", "X high", 4, 2)]
    [InlineData("X ~ lognormal(0, 0.5); Y = log(X)", "X.mu", 0.7, 0.7)]
    [InlineData("X ~ lognormal(0, 0.5); Y = X", "X", 3, 3)]
    [InlineData("X ~ bernoulli(0.3); Y = 10 * X", "X", 0.5, 5)]
    [InlineData("X ~ poisson(3); Y = X", "X lam", 5, 5)]
    [InlineData("X ~ gamma(2, 3); Y = X", "X shape", 4, 12)]
    [InlineData("X ~ beta(2, 2); Y = X", "X a", 6, 0.75)]
    [InlineData("X ~ weibull(1, 2); Y = X", "X scale", 5, 5)]
    [InlineData("X ~ student_t(8, 1, 2); Y = X", "X loc", 4, 4)]
    [InlineData("X ~ binomial(10, 0.2); Y = X", "X p", 0.7, 7)]
    [InlineData("X ~ normal(1, 1); Y = 2 * X + noise : normal(0, 1)", "noise of Y mean", 5, 7)]
    [InlineData("X ~ normal(1, 1); Y = 2 * X + noise : normal(0, 1)", "X -> Y", 5, 5)]
    [InlineData("X ~ normal(1, 1); M = 2 * X + noise : normal(0, 1); Y = 3 * M", "M", 7, 21)]
    public void Compute_AParameterAtAnotherValue_IsTheModelWithIt(string model, string parameter, double value, double expected)
    {
        var result = Ask(model, [new Assumption("what", AssumptionType.Parametric, new StatedValue(value, null, null), value, value * 1.05, parameter,
            null)]);

        Assert.InRange(Math.Abs(result.Conclusion!.BaseCase - expected), 0, (5 * result.Conclusion.StandardError) + (0.003 * Math.Abs(expected)));
        Assert.Contains(result.Explanation.Caveats, caveat => caveat.Contains("the base case uses what was stated", StringComparison.Ordinal));
    }

    [Fact]
    public void Compute_AnEdgeRemoved_LeavesTheCauseAtItsMean()
    {
        var result = Ask(
            "X ~ normal(10, 2); Y = 3 * X + 5",
            [new Assumption("X -> Y", AssumptionType.Structural, new StatedValue(null, "present", null), null, null, null, null)],
            intervention: Intervention.Of([new VariableIntervention("X", InterventionKind.Set, 12)]));

        // The intervention adds 6 with the edge and nothing without it.
        Assert.Equal(6, result.Conclusion!.Change!.Value, 1e-9);
        var point = Assert.Single(result.Robustness!.Breakpoints);
        Assert.Equal((null, 0), (point.Value, point.Outcome));
        Assert.Equal("absent", result.Tornado!.Value[0].Low.Setting);
    }

    [Fact]
    public void Compute_AnEdgeAdded_HasTheStatedCoefficient()
    {
        var result = Ask(
            "X ~ normal(10, 2); Z ~ normal(1, 1); Y = 3 * X",
            [new Assumption("none", AssumptionType.Structural, new StatedValue(0, null, null), -1, 1, "Z -> Y", null)],
            intervention: Intervention.Of([new VariableIntervention("Z", InterventionKind.Set, 3)]));

        Assert.Equal((-2, 2), (result.Tornado!.Value[0].Low.Outcome, result.Tornado.Value[0].High.Outcome));
    }

    [Fact]
    public void Compute_AHiddenCommonCause_ShrinksTheEffectByTheOmittedVariableBias()
    {
        var result = Ask(
            "X ~ normal(0, 2); Y = 1.5 * X + noise : normal(0, 3)",
            [new Assumption("none hidden", AssumptionType.Structural, new StatedValue(0, null, null), 0, 0.5, "X <-> Y", null)],
            intervention: Intervention.Of([new VariableIntervention("X", InterventionKind.Set, 1)]));

        // Bias = √(R²R² / (1 − R²)) · sd(Y | X) / sd(X) = 0.5/√0.5 · 3/2.
        Assert.Equal(1.5 - (0.5 / Math.Sqrt(0.5) * 1.5), result.Tornado!.Value[0].Low.Outcome, 0.002);
        Assert.Equal(1.5, result.Tornado.Value[0].High.Outcome, 0.001);
    }

    [Fact]
    public void Compute_AnotherShape_ComparesFamiliesOfTheSameMeanAndSpread()
    {
        var result = Ask(
            "X ~ normal(0, 0.5); Y = exp(X)",
            [new Assumption("X", AssumptionType.Distributional, new StatedValue(null, "normal", null), null, null, null, null)]);

        // Under a Laplace distribution of the same spread, E[e^X] = 1 / (1 − σ²/2).
        Assert.Equal(1 / (1 - (0.25 / 2)), result.Tornado!.Value[0].High.Outcome, 0.02);
        Assert.StartsWith("laplace", result.Tornado.Value[0].High.Setting, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_AZeroValue_IsLegal()
    {
        var result = Ask("A ~ constant(0); Y = A", [new Assumption("A", AssumptionType.Parametric, new StatedValue(0, null, null), null, null,
            null, null)]);

        var one = Assert.Single(result.Assumptions!.Value);
        Assert.Equal(100, one.Impact.Percentage);
        Assert.Equal(AssumptionImportance.Critical, one.Importance);
    }

    [Theory]
    [InlineData(130, true)]
    [InlineData(118.5, true)]
    [InlineData(119.99, false)]
    public void Compute_ABaselineBeyondTheError_IsACaveat(double stated, bool isTold)
    {
        var result = Ask(
            "X ~ normal(40, 5); Y = 3 * X + noise : normal(0, 5)", [Number("X", 40, 30, 50)], baseline: [new VariableValue("Y", stated)]);

        Assert.Equal(isTold, result.Explanation.Caveats.Any(caveat => caveat.Contains("baseline_result", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Nothing", "/assumptions/0/name")]
    [InlineData("A -> Q", "/assumptions/0/name")]
    [InlineData("Y -> A", "/assumptions/0/name")]
    public void Compute_AnUnknownName_NamesThePlaceAndTheCandidates(string name, string place)
    {
        var error = Assert.Throws<InputException>(() => Ask(Linear, [Number(name, 1, 0, 2)]));

        Assert.Equal(place, Assert.Single(error.Errors).Path);
        Assert.Contains("A", error.Errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_ARangeThatAParameterCannotHave_NamesTheEnd()
    {
        var error = Assert.Throws<InputException>(() => Ask("X ~ normal(0, 1); Y = X", [Number("X std", 1, -1, 2)]));

        Assert.Equal("/assumptions/0/variation_range/min", Assert.Single(error.Errors).Path);
    }

    [Fact]
    public void Compute_TheSameQuestion_GivesTheSameNumbers()
    {
        SensitivityResult Once() => Ask("X ~ gamma(2, 3); Z ~ normal(0, 1); Y = X * Z + X", [Number("X shape", 2, 1, 3), Number("Z", 0, -1, 1)]);

        Assert.Equal(Once().Sobol!.Value, Once().Sobol!.Value);
        Assert.Equal(Once().Tornado!.Value, Once().Tornado!.Value);
    }

    internal static Assumption Number(string name, double current, double min, double max) =>
        new(name, AssumptionType.Parametric, new StatedValue(current, null, null), min, max, null, null);

    internal static SensitivityResult Ask(
        string model,
        ImmutableArray<Assumption> assumptions,
        double? threshold = null,
        Intervention? intervention = null,
        ImmutableArray<VariableValue>? baseline = null) => SensitivityAnswer.Compute(
            new SensitivitySubject(ExampleModels.Of([.. model.Split(';').Select(line => line.Trim().Replace(" : ", " | ",
                StringComparison.Ordinal))]), null),
            new SensitivityQuestion(
                new AssumptionsQuestion(assumptions, "Y", intervention ?? Intervention.None, threshold, baseline ?? []), null, null, 5),
            default);
}
