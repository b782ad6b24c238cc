using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Optimisation;

/// <summary>Mean and variance of a distribution in closed form.</summary>
internal static class InputMoments
{
    /// <summary>Mean and variance; infinite or NaN where there is none.</summary>
    public static (double Mean, double Variance) Of(DistributionSpec spec)
    {
        var p = spec.Parameters;
        return spec.Type switch
        {
            DistributionType.Normal => (p[0], p[1] * p[1]),
            DistributionType.Lognormal => Lognormal(p[0], p[1] * p[1]),
            DistributionType.Uniform => ((p[0] + p[1]) / 2, (p[1] - p[0]) * (p[1] - p[0]) / 12),
            DistributionType.Triangular => Triangular(p[0], p[1], p[2]),
            DistributionType.Exponential => (p[0], p[0] * p[0]),
            DistributionType.Gamma => (p[0] * p[1], p[0] * p[1] * p[1]),
            DistributionType.Beta => (p[0] / (p[0] + p[1]), p[0] * p[1] / ((p[0] + p[1]) * (p[0] + p[1]) * (p[0] + p[1] + 1))),
            DistributionType.StudentT => (
                p[0] > 1 ? p[1] : double.NaN,
                p[0] > 2 ? p[2] * p[2] * p[0] / (p[0] - 2) : double.PositiveInfinity),
            DistributionType.Bernoulli => (p[0], p[0] * (1 - p[0])),
            DistributionType.Binomial => (p[0] * p[1], p[0] * p[1] * (1 - p[1])),
            DistributionType.Poisson => (p[0], p[0]),
            DistributionType.Constant => (p[0], 0),
            _ => Discrete(spec),
        };
    }

    private static (double Mean, double Variance) Lognormal(double mu, double variance) =>
        (Math.Exp(mu + (variance / 2)), (Math.Exp(variance) - 1) * Math.Exp((2 * mu) + variance));

    private static (double Mean, double Variance) Triangular(double low, double mode, double high) => (
        (low + mode + high) / 3,
        ((low * low) + (mode * mode) + (high * high) - (low * mode) - (low * high) - (mode * high)) / 18);

    private static (double Mean, double Variance) Discrete(DistributionSpec spec)
    {
        var mean = spec.Values.Zip(spec.Probabilities, (value, share) => value * share).Sum();
        return (mean, spec.Values.Zip(spec.Probabilities, (value, share) => share * (value - mean) * (value - mean)).Sum());
    }
}
