using Isl.Grains.Conformal;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;

namespace Isl.Tests.Unit.Conformal;

public sealed class MeanPredictorTests
{
    private static readonly MeanVariable X = new("X", null, [DistributionParser.Parse("normal(3, 2)", "")], 0);
    private static readonly MeanVariable Held = new("Held", null, [], 7);

    [Fact]
    public void Affine_ManyCases_AreExact()
    {
        var variables = new[] { X, Held, Equation("Y", "2 * X - Held * Z / 2 + Z * noise", "exponential(5)") };
        var cases = Enumerable.Range(0, 2500).Select(i => (double)i).ToArray();

        var predictor = MeanPredictor.Compile(variables, ["Z"], Intervention.None, ["Y"], new DistributionShelf());
        var means = predictor.Predict([cases], cases.Length, 1, CancellationToken.None);

        Assert.True(predictor.IsAffine);
        Assert.All(cases, z => Assert.Equal(6 - (3.5 * z) + (5 * z), means[0][(int)z], 1e-9));
    }

    [Theory]
    [InlineData("X * X", 13)]
    [InlineData("exp(noise) * 2", 3.2974425)]
    [InlineData("if(noise > 0, X, 0)", 1.5)]
    [InlineData("abs(noise)", 0.7978846)]
    public void Nonlinear_IsTheMeanOfTheFunction_NotTheFunctionOfTheMean(string formula, double expected)
    {
        var predictor = MeanPredictor.Compile(
            [X, Held, Equation("Y", formula, "normal(0, 1)")], [], Intervention.None, ["Y"], new DistributionShelf());

        var mean = predictor.Predict([], 1, 5, CancellationToken.None)[0][0];

        Assert.False(predictor.IsAffine);
        Assert.Equal(expected, mean, 0.15);
    }

    [Fact]
    public void Nonlinear_CaseInOtherCompany_HasTheSameMean()
    {
        var predictor = MeanPredictor.Compile([X, Equation("Y", "X * X * Z", null)], ["Z"], Intervention.None, ["Y"], new DistributionShelf());

        var together = predictor.Predict([[1, 2, 3]], 3, 5, CancellationToken.None)[0];
        var reversed = predictor.Predict([[3, 2, 1]], 3, 5, CancellationToken.None)[0];

        Assert.Equal(together, reversed.Reverse());
    }

    [Fact]
    public void Interventions_SetShiftAndScale_ReachTheirEffects()
    {
        var variables = new[] { X, Equation("M", "2 * X + noise", "normal(1, 1)"), Equation("Y", "M + Held", null), Held };
        MeanVariable[] ordered = [variables[0], Held, variables[1], variables[2]];
        double Mean(InterventionKind kind, double value) =>
            MeanPredictor
                .Compile(ordered, [], Intervention.Of([new VariableIntervention("M", kind, value)]), ["Y"], new DistributionShelf())
                .Predict([], 1, 1, CancellationToken.None)[0][0];

        Assert.Equal(12, Mean(InterventionKind.Set, 5), 1e-12);
        Assert.Equal(19, Mean(InterventionKind.Shift, 5), 1e-12);
        Assert.Equal(42, Mean(InterventionKind.Scale, 5), 1e-12);
    }

    [Theory]
    [InlineData("lognormal(1, 0.5)", 3.0802168)]
    [InlineData("uniform(2, 5)", 3.5)]
    [InlineData("triangular(0, 1, 5)", 2)]
    [InlineData("exponential(4)", 4)]
    [InlineData("gamma(3, 2)", 6)]
    [InlineData("beta(2, 6)", 0.25)]
    [InlineData("student_t(5, 2, 3)", 2)]
    [InlineData("bernoulli(0.3)", 0.3)]
    [InlineData("binomial(10, 0.3)", 3)]
    [InlineData("poisson(2.5)", 2.5)]
    [InlineData("categorical([1, 5], [0.25, 0.75])", 4)]
    [InlineData("constant(9)", 9)]
    [InlineData("truncated_normal(0, 1, 0)", 0.7978846)]
    [InlineData("truncated_normal(2, 3, -1, 4)", 1.6052798)]
    [InlineData("half_normal(2)", 1.5957691)]
    [InlineData("weibull(1.5, 3)", 2.7082359)]
    [InlineData("laplace(1, 2)", 1)]
    [InlineData("pert(0, 2, 10)", 3)]
    public void Means_OfEveryFamily_AgreeWithTheirDraws(string text, double expected)
    {
        var spec = DistributionParser.Parse(text, "");
        var drawn = MeanPredictor.Compile(
            [new MeanVariable("A", null, [spec], 0), Equation("Y", "if(1 > A - A, A, 0)", null)],
            [],
            Intervention.None,
            ["Y"],
            new DistributionShelf());

        Assert.Equal(expected, DistributionMean.Of(spec), 1e-6);
        Assert.Equal(expected, drawn.Predict([], 1, 3, CancellationToken.None)[0][0], 0.1);
    }

    private static MeanVariable Equation(string name, string formula, string? noise) =>
        new(name, FormulaParser.Parse(formula, ""), noise is null ? [] : [DistributionParser.Parse(noise, "")], 0);
}
