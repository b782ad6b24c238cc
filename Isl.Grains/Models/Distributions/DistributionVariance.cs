using Isl.Grains.Interfaces.Models;
using MathNet.Numerics;

namespace Isl.Grains.Models.Distributions;

/// <summary>Variances of distributions in closed form.</summary>
internal static class DistributionVariance
{
    /// <summary>The variance; null where there is none, or no closed form that keeps its digits.</summary>
    public static double? Of(DistributionSpec spec)
    {
        var p = spec.Parameters;
        return spec.Type switch
        {
            DistributionType.Normal => p[1] * p[1],
            DistributionType.Lognormal => Math.Exp((2 * p[0]) + (p[1] * p[1])) * Numerics.SmallArguments.Expm1(p[1] * p[1]),
            DistributionType.Uniform => (p[1] - p[0]) * (p[1] - p[0]) / 12,
            DistributionType.Triangular => (((p[1] - p[0]) * (p[1] - p[0])) + ((p[2] - p[1]) * (p[2] - p[1])) + ((p[1] - p[0]) * (p[2] - p[1]))) / 18,
            DistributionType.Exponential => p[0] * p[0],
            DistributionType.Gamma => p[0] * p[1] * p[1],
            DistributionType.Beta => OfBeta(p[0], p[1]),
            DistributionType.StudentT => p[0] > 2 ? p[2] * p[2] * p[0] / (p[0] - 2) : null,
            DistributionType.Bernoulli => p[0] * (1 - p[0]),
            DistributionType.Binomial => p[0] * p[1] * (1 - p[1]),
            DistributionType.Poisson => p[0],
            DistributionType.Categorical or DistributionType.Empirical => OfValues(spec),
            DistributionType.Constant => 0,
            DistributionType.HalfNormal => p[0] * p[0] * (1 - (2 / Math.PI)),
            DistributionType.Weibull when p[0] > 0.1 => p[1] * p[1]
                * (SpecialFunctions.Gamma(1 + (2 / p[0])) - Math.Pow(SpecialFunctions.Gamma(1 + (1 / p[0])), 2)),
            DistributionType.Laplace => 2 * p[1] * p[1],
            DistributionType.Pert when p[2] > p[0] => (p[2] - p[0]) * (p[2] - p[0])
                * OfBeta(1 + (p[3] * (p[1] - p[0]) / (p[2] - p[0])), 1 + (p[3] * (p[2] - p[1]) / (p[2] - p[0]))),
            _ => null,
        };
    }

    private static double OfBeta(double a, double b) => a / (a + b) * (b / (a + b)) / (a + b + 1);

    private static double OfValues(DistributionSpec spec)
    {
        var mean = DistributionMean.Of(spec);
        return spec.Values.Zip(spec.Probabilities, (value, probability) => probability * (value - mean) * (value - mean)).Sum();
    }
}
