using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Models.Distributions;

namespace Isl.Tests.Unit.Models;

public sealed class DistributionParserTests
{
    [Theory]
    [InlineData("normal(0, 50)", "normal(mean=0, std=50)")]
    [InlineData("Normal( std = 5e1 , loc=-0 )", "normal(mean=0, std=50)")]
    [InlineData("lognormal(1, 2)", "lognormal(mu=1, sigma=2)")]
    [InlineData("uniform(max=3, a=1)", "uniform(low=1, high=3)")]
    [InlineData("triangular(1, 2, 7)", "triangular(low=1, mode=2, high=7)")]
    [InlineData("exponential(2)", "exponential(scale=2)")]
    [InlineData("exponential(rate=2)", "exponential(scale=0.5)")]
    [InlineData("gamma(2, 3)", "gamma(shape=2, scale=3)")]
    [InlineData("gamma(k=2, beta=4)", "gamma(shape=2, scale=0.25)")]
    [InlineData("beta(alpha=2, beta=3)", "beta(a=2, b=3)")]
    [InlineData("student_t(4)", "student_t(df=4, loc=0, scale=1)")]
    [InlineData("t(nu=4, scale=2, mu=1)", "student_t(df=4, loc=1, scale=2)")]
    [InlineData("binomial(10, 0.5)", "binomial(n=10, p=0.5)")]
    [InlineData("poisson(rate=3)", "poisson(lam=3)")]
    [InlineData("constant(3)", "constant(value=3)")]
    [InlineData("categorical([0.25, 0.75])", "categorical(values=[0, 1], probabilities=[0.25, 0.75])")]
    [InlineData("categorical(values=[7, 1, 7], p=[0.25, 0.5, 0.25])", "categorical(values=[1, 7], probabilities=[0.5, 0.5])")]
    [InlineData("empirical([3, 1, 3, 3])", "empirical(values=[1, 3], probabilities=[0.25, 0.75])")]
    public void Parse_AWayOfWriting_HasOneCanonicalForm(string text, string canonical)
    {
        var spec = DistributionParser.Parse(text, "");

        Assert.Equal(canonical, DistributionText.Of(spec));
        Assert.Equal(spec, DistributionParser.Parse(canonical, ""));
    }

    [Theory]
    [InlineData("normal(0, 50", "column 13: expected ',', found the end.")]
    [InlineData(
        "uniform(0, inf)",
        "column 12: expected a finite number, found 'inf'; a parameter is a plain number (a variable belongs into the formula, as in "
            + "m + s * normal(0, 1) or if(uniform(0, 1) < p, 1, 0)).")]
    [InlineData(
        "normal(0, sigma)",
        "column 11: expected a finite number, found 'sigma'; a parameter is a plain number (a variable belongs into the formula, as in "
            + "m + s * normal(0, 1) or if(uniform(0, 1) < p, 1, 0)).")]
    [InlineData("normal(5%, 1%)", "column 9: expected ','; a parameter is a plain number, so write 0.05 for 5 %.")]
    [InlineData("normal(0, 1/2)", "column 12: expected ','; a parameter is a plain number, without arithmetic.")]
    [InlineData("truncated_normal(0, 1, 2, 1)", "truncated_normal: low is 2 and high is 1; low must be below high.")]
    [InlineData("half_normal(0)", "half_normal: scale is 0; it must be above 0.")]
    [InlineData("weibull(0, 1)", "weibull: shape is 0; it must be above 0.")]
    [InlineData("pert(1, 0, 2)", "pert: low, mode and high are 1, 0 and 2; they must ascend (arguments come in the order low, mode, high).")]
    [InlineData("normal(0; 50)", "column 9: expected ','; arguments are separated by ','.")]
    [InlineData("normal(0, 50) + 1", "column 15: unexpected '+' after the distribution.")]
    [InlineData("normal(1, 2, 3)", "column 14: normal takes 2 arguments (mean, std).")]
    [InlineData("normal(mean=1, 2)", "column 16: a positional argument follows a named one; name it too.")]
    [InlineData("normal(mean=1e999, std=1)", "column 13: expected a finite number, such as 0.5.")]
    [InlineData("normal(1, -2)", "normal: std is -2; it must not be negative.")]
    [InlineData("normal(1)", "normal needs 'std'; it takes mean, std.")]
    [InlineData("normal(mu=1, mean=1, std=2)", "'mean' is given twice, perhaps under two names; keep one.")]
    [InlineData("normal(mean=1, variance=2)", "normal has no parameter 'variance'; it takes mean, std.")]
    [InlineData("normal(mean=[1, 2], std=1)", "'mean' must be one number, not a list of 2.")]
    [InlineData("uniform(3, 1)", "uniform: low is 3 and high is 1; low must not be above high.")]
    [InlineData("exponential(rate=0)", "'rate' is 0; it must be above 0.")]
    [InlineData("gamma(0, 1)", "gamma: shape is 0; it must be above 0.")]
    [InlineData("bernoulli(1.5)", "bernoulli: p is 1.5; a probability lies between 0 and 1.")]
    [InlineData("binomial(2.5, 0.5)", "binomial: n is 2.5; it must be a whole number between 0 and 1000000.")]
    [InlineData("poisson(1e9)", "poisson: lam is 1000000000; it must lie between 0 and 1000000.")]
    [InlineData("categorical([0.5, 0.4])", "The probabilities add up to 0.9; they must add up to 1.")]
    [InlineData(
        "categorical([1, 2], [0.5, 0.4, 0.1])",
        "categorical has 2 values and 3 probabilities; give as many of one as of the other, and at least one.")]
    [InlineData("empirical([])", "empirical has 0 values and 0 weights; give as many of one as of the other, and at least one.")]
    [InlineData("", "column 1: expected a name, such as normal, found the end.")]
    public void Parse_AMistake_IsTold(string text, string message)
    {
        var error = Assert.Throws<InputException>(() => DistributionParser.Parse(text, "/model/distributions/X"));

        Assert.Equal(new InputError("/model/distributions/X", message), Assert.Single(error.Errors));
    }

    [Fact]
    public void Parse_AnUnknownFamily_NamesTheKnownOnes() =>
        Assert.StartsWith(
            "There is no distribution 'levy'; use one of normal, lognormal,",
            Assert.Throws<InputException>(() => DistributionParser.Parse("levy(0, 1)", "")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void FromParameters_AMistake_PointsAtTheParameter()
    {
        var error = Assert.Throws<InputException>(() =>
            DistributionParser.FromParameters("normal", [new("mean", [0.0]), new("spread", [1.0])], "/model/distributions/X"));

        Assert.Equal("/model/distributions/X/parameters/spread", error.Errors[0].Path);
    }
}
