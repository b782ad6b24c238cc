using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Isl.Tests.Unit.Models;

public sealed class DistributionTests
{
    private static readonly double[] Levels =
    [
        .. Enumerable.Range(1, 199).Select(i => i / 200.0),
        1e-12,
        1e-9,
        1e-6,
        1e-4,
        1 - 1e-4,
        1 - 1e-6,
        1 - 1e-9,
    ];

    /// <summary>Every continuous family, also at extreme shapes, with its distribution function from Math.NET or in closed form.</summary>
    public static TheoryData<string> Continuous =>
        [
            "normal(3, 2)",
            "lognormal(0.5, 0.75)",
            "uniform(-2, 5)",
            "triangular(1, 2, 7)",
            "triangular(1, 1, 7)",
            "exponential(2)",
            "gamma(2.5, 2)",
            "gamma(0.3, 1)",
            "gamma(0.05, 1)",
            "gamma(400, 0.1)",
            "gamma(1, 3)",
            "beta(2, 3)",
            "beta(0.4, 0.3)",
            "beta(30, 5)",
            "beta(900, 1100)",
            "student_t(4)",
            "student_t(1, 2, 3)",
            "student_t(0.7)",
            "student_t(60, 0, 5)",
            "truncated_normal(0, 1, -1, 2)",
            "truncated_normal(5, 2, 6)",
            "truncated_normal(0, 1, high=-7)",
            "truncated_normal(0, 1, 12, 13)",
            "truncated_normal(1, 3)",
            "half_normal(2)",
            "weibull(1.5, 3)",
            "weibull(0.4)",
            "laplace(1, 2)",
            "cauchy(-1, 0.5)",
            "pert(0, 2, 10)",
            "pert(-1, -1, 3, 2.5)",
        ];

    public static TheoryData<string> Discrete =>
        [
            "bernoulli(0.3)",
            "binomial(20, 0.35)",
            "binomial(1000, 0.002)",
            "poisson(3.7)",
            "poisson(250)",
            "categorical([1, 5, 7], [0.2, 0.5, 0.3])",
            "empirical([3, 1, 2, 2])",
        ];

    [Theory]
    [MemberData(nameof(Continuous))]
    public void Quantile_ThenDistributionFunction_IsTheLevel(string text)
    {
        var spec = DistributionParser.Parse(text, "");
        var distribution = Distribution.Create(spec);

        foreach (var level in Levels)
        {
            // Where neighbouring doubles are further apart than that (a beta variable close to 1), no quantile could do better.
            var x = distribution.Quantile(level);
            var spacing = Cdf(spec, Math.BitIncrement(x)) - Cdf(spec, Math.BitDecrement(x));
            Assert.True(Math.Abs(Cdf(spec, x) - level) <= 1e-12 + spacing, $"{text} at {level:R}: {Cdf(spec, x) - level}");
        }
    }

    [Theory]
    [MemberData(nameof(Continuous))]
    [MemberData(nameof(Discrete))]
    public void Transform_HundredThousandDraws_PassesKolmogorovSmirnov(string text)
    {
        const int N = 100_000;
        var spec = DistributionParser.Parse(text, "");
        var draws = new double[N / 16 * 16];
        new CounterRandom(5, CounterRandom.StreamOf(text)).Uniforms(0, 0, draws);
        Distribution.Create(spec).Transform(draws);
        Array.Sort(draws);

        var distance = 0.0;
        for (var i = 0; i < draws.Length; i++)
        {
            // Discrete values: only the last of equal draws meets the step of the distribution function.
            if (i + 1 == draws.Length || draws[i + 1] > draws[i])
            {
                distance = Math.Max(distance, Math.Abs(Cdf(spec, draws[i]) - ((i + 1.0) / draws.Length)));
            }
        }

        // The limit has probability 2·exp(-2·1.95²) = 0.1 %.
        Assert.InRange(distance, 0, 1.95 / Math.Sqrt(N));
    }

    [Theory]
    [MemberData(nameof(Continuous))]
    public void LogDensity_Integrated_IsTheDistributionFunction(string text)
    {
        var spec = DistributionParser.Parse(text, "");
        var distribution = Distribution.Create(spec);
        const int Steps = 2_000;

        // In steps of equal probability: density times width is the probability of a step.
        var points = Enumerable.Range(0, Steps + 1).Select(i => distribution.Quantile(0.2 + (0.6 * i / Steps))).ToArray();
        var integral = Enumerable
            .Range(0, Steps)
            .Sum(i => (points[i + 1] - points[i]) * Math.Exp((distribution.LogDensity(points[i]) + distribution.LogDensity(points[i + 1])) / 2));

        Assert.Equal(0.6, integral, 1e-4);
    }

    [Theory]
    [MemberData(nameof(Discrete))]
    public void LogDensity_OfEveryValue_AddsUpToOne(string text)
    {
        var distribution = (DiscreteDistribution)Distribution.Create(DistributionParser.Parse(text, ""));

        Assert.Equal(1, distribution.Values.ToArray().Sum(value => Math.Exp(distribution.LogDensity(value))), 1e-12);
        Assert.Equal(double.NegativeInfinity, distribution.LogDensity(distribution.Values[0] - 0.5));
    }

    [Theory]
    [InlineData("normal(2, 0)", 2)]
    [InlineData("constant(4)", 4)]
    [InlineData("uniform(3, 3)", 3)]
    [InlineData("binomial(0, 0.5)", 0)]
    [InlineData("binomial(5, 1)", 5)]
    [InlineData("poisson(0)", 0)]
    [InlineData("bernoulli(0)", 0)]
    public void Create_WithoutSpread_IsThePoint(string text, double value)
    {
        var distribution = Distribution.Create(DistributionParser.Parse(text, ""));

        Assert.Equal(value, distribution.Quantile(1e-10));
        Assert.Equal(value, distribution.Quantile(1 - 1e-10));
        Assert.Equal(0, distribution.LogDensity(value));
    }

    [Theory]
    [InlineData("gamma(1000000, 1)")]
    [InlineData("gamma(0.001, 1)")]
    [InlineData("beta(0.001, 0.001)")]
    [InlineData("beta(1000000, 0.001)")]
    [InlineData("beta(1000000, 1000000)")]
    [InlineData("student_t(0.001)")]
    [InlineData("student_t(1000000)")]
    [InlineData("poisson(1000000)")]
    [InlineData("binomial(1000000, 0.5)")]
    public void Quantile_AtTheLimitsOfTheParameters_AscendsAndIsNotNaN(string text)
    {
        var distribution = Distribution.Create(DistributionParser.Parse(text, ""));
        var quantiles = Levels.Order().Select(distribution.Quantile).ToArray();

        Assert.DoesNotContain(quantiles, double.IsNaN);
        for (var i = 1; i < quantiles.Length; i++)
        {
            Assert.True(
                quantiles[i] == quantiles[i - 1] || quantiles[i] >= quantiles[i - 1] - (1e-12 * Math.Abs(quantiles[i])),
                $"{text}: {quantiles[i]:R} after {quantiles[i - 1]:R}");
        }
    }

    private static double Cdf(DistributionSpec spec, double x)
    {
        var p = spec.Parameters;
        return spec.Type switch
        {
            DistributionType.Normal => Normal.CDF(p[0], p[1], x),
            DistributionType.Lognormal => LogNormal.CDF(p[0], p[1], x),
            DistributionType.Uniform => (x - p[0]) / (p[1] - p[0]),
            DistributionType.Triangular => Triangular.CDF(p[0], p[2], p[1], x),
            DistributionType.Exponential => 1 - Math.Exp(-x / p[0]),
            // Math.NET takes small arguments for 0; there the first terms of the series are exact.
            DistributionType.Gamma when x / p[1] < 1e-9 => Math.Exp((p[0] * Math.Log(x / p[1])) - SpecialFunctions.GammaLn(p[0] + 1))
                * (1 - (p[0] / (p[0] + 1) * x / p[1])),
            DistributionType.Gamma => SpecialFunctions.GammaLowerRegularized(p[0], x / p[1]),
            DistributionType.Beta => SpecialFunctions.BetaRegularized(p[0], p[1], Math.Clamp(x, 0, 1)),
            DistributionType.StudentT => StudentT.CDF(p[1], p[2], p[0], x),
            DistributionType.TruncatedNormal => TruncatedCdf(p, x),
            DistributionType.HalfNormal => 1 - SpecialFunctions.Erfc(x / p[0] / Math.Sqrt(2)),
            DistributionType.Weibull => 1 - Math.Exp(-Math.Pow(x / p[1], p[0])),
            DistributionType.Laplace => Laplace.CDF(p[0], p[1], x),
            DistributionType.Cauchy => Cauchy.CDF(p[0], p[1], x),
            DistributionType.Pert => SpecialFunctions.BetaRegularized(
                1 + (p[3] * (p[1] - p[0]) / (p[2] - p[0])),
                1 + (p[3] * (p[2] - p[1]) / (p[2] - p[0])),
                Math.Clamp((x - p[0]) / (p[2] - p[0]), 0, 1)),
            DistributionType.Bernoulli => x < 1 ? 1 - p[0] : 1,
            DistributionType.Binomial => Binomial.CDF(p[1], (int)p[0], x),
            DistributionType.Poisson => Poisson.CDF(p[0], x),
            _ => spec.Values.Zip(spec.Probabilities).Where(pair => pair.First <= x).Sum(pair => pair.Second),
        };
    }

    /// <summary>From the tail that the range lies in, so that it does not cancel.</summary>
    private static double TruncatedCdf(System.Collections.Immutable.ImmutableArray<double> p, double x)
    {
        var (a, b, z) = ((p[2] - p[0]) / p[1], (p[3] - p[0]) / p[1], (x - p[0]) / p[1]);
        return a > 0
            ? (Upper(a) - Upper(z)) / (Upper(a) - Upper(b))
            : (Upper(-z) - Upper(-a)) / (Upper(-b) - Upper(-a));

        static double Upper(double value) => double.IsInfinity(value) ? (value > 0 ? 0 : 1) : 0.5 * SpecialFunctions.Erfc(value / Math.Sqrt(2));
    }
}
