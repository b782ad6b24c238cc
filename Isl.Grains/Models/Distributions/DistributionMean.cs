using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Models.Distributions;

/// <summary>Means of distributions in closed form.</summary>
internal static class DistributionMean
{
    /// <summary>The mean; for a Student's t without one (df ≤ 1), its centre.</summary>
    public static double Of(DistributionSpec spec)
    {
        var p = spec.Parameters;
        return spec.Type switch
        {
            DistributionType.Lognormal => Math.Exp(p[0] + (p[1] * p[1] / 2)),
            DistributionType.Uniform => (p[0] / 2) + (p[1] / 2),
            DistributionType.Triangular => (p[0] / 3) + (p[1] / 3) + (p[2] / 3),
            DistributionType.Gamma => p[0] * p[1],
            DistributionType.Beta => p[0] / (p[0] + p[1]),
            DistributionType.StudentT => p[1],
            DistributionType.Binomial => p[0] * p[1],
            DistributionType.Categorical or DistributionType.Empirical => spec
                .Values.Zip(spec.Probabilities, (value, probability) => value * probability)
                .Sum(),
            DistributionType.TruncatedNormal when double.IsFinite(p[2]) || double.IsFinite(p[3]) =>
                new TruncatedNormalDistribution(p[0], p[1], p[2], p[3]).Mean,
            DistributionType.HalfNormal => p[0] * Math.Sqrt(2 / Math.PI),
            DistributionType.Weibull => p[1] * MathNet.Numerics.SpecialFunctions.Gamma(1 + (1 / p[0])),
            DistributionType.Pert => (p[0] + (p[3] * p[1]) + p[2]) / (p[3] + 2),
            _ => p[0], // normal, exponential (its scale), Bernoulli, Poisson, constant, Laplace; of a Cauchy its centre
        };
    }
}
