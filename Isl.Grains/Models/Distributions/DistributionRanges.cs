using System.Collections.Immutable;
using Isl.Grains.Interfaces.Models;
using static Isl.Grains.Models.Distributions.DistributionText;

namespace Isl.Grains.Models.Distributions;

/// <summary>Which parameters a family admits.</summary>
internal static class DistributionRanges
{
    private const string TooWide = "the distance from low to high is beyond the range of a double; scale the values down.";

    /// <summary>What is out of range; null when nothing is.</summary>
    public static string? Wrong(DistributionType type, ImmutableArray<double> p) => type switch
    {
        DistributionType.Normal => NotNegative("std", p[1]),
        DistributionType.Lognormal => NotNegative("sigma", p[1]),
        DistributionType.Uniform => WrongUniform(p[0], p[1]),
        DistributionType.Triangular => WrongTriangular(p[0], p[1], p[2]),
        DistributionType.Exponential => Positive("scale", p[0]),
        DistributionType.Gamma => Positive("shape", p[0]) ?? Positive("scale", p[1]),
        DistributionType.Beta => Positive("a", p[0]) ?? Positive("b", p[1]),
        DistributionType.StudentT => Positive("df", p[0]) ?? NotNegative("scale", p[2]),
        DistributionType.Bernoulli => Probability(p[0]),
        DistributionType.Binomial => WrongCount(p[0]) ?? Probability(p[1]),
        DistributionType.Poisson => WrongMean(p[0]),
        DistributionType.TruncatedNormal => WrongTruncated(p[0], p[1], p[2], p[3]),
        DistributionType.HalfNormal => AboveZero("scale", p[0]),
        DistributionType.Weibull => Positive("shape", p[0]) ?? AboveZero("scale", p[1]),
        DistributionType.Laplace or DistributionType.Cauchy => NotNegative("scale", p[1]),
        DistributionType.Pert => WrongTriangular(p[0], p[1], p[2]) ?? (p[3] is >= 0 and <= 1e5 ? null
            : $"lambda is {Number(p[3])}; it must lie between 0 and 100000."),
        _ => null,
    };

    /// <summary>A bound may lie this many standard deviations from the mean: beyond it, nothing of the normal is left.</summary>
    private const double Farthest = 35;

    private static string? WrongTruncated(double mean, double std, double low, double high) => AboveZero("std", std)
        ?? (!(low < high) ? $"low is {Number(low)} and high is {Number(high)}; low must be below high."
            : (low - mean) / std > Farthest || (high - mean) / std < -Farthest
                ? $"the range from {Number(low)} to {Number(high)} lies over {Farthest} standard deviations from the mean; nothing is left there."
            : null);

    private static string? AboveZero(string name, double value) => value > 0 ? null : $"{name} is {Number(value)}; it must be above 0.";

    private static string? WrongUniform(double low, double high) => double.IsInfinity(high - low) ? TooWide
        : low <= high ? null
        : $"low is {Number(low)} and high is {Number(high)}; low must not be above high.";

    private static string? WrongTriangular(double low, double mode, double high) => double.IsInfinity(high - low) ? TooWide
        : low <= mode && mode <= high ? null
        : $"low, mode and high are {Number(low)}, {Number(mode)} and {Number(high)}; they must ascend (arguments come in the order low, mode, high).";

    private static string? WrongCount(double n) => n >= 0 && n <= DistributionParser.MaxCount && n == Math.Floor(n)
        ? null
        : $"n is {Number(n)}; it must be a whole number between 0 and {DistributionParser.MaxCount:0}.";

    private static string? WrongMean(double mean) => mean >= 0 && mean <= DistributionParser.MaxCount
        ? null
        : $"lam is {Number(mean)}; it must lie between 0 and {DistributionParser.MaxCount:0}.";

    private static string? NotNegative(string name, double value) => value >= 0 ? null : $"{name} is {Number(value)}; it must not be negative.";

    private static string? Positive(string name, double value) => value is >= 1e-3 and <= 1e6 || (value > 0 && name == "scale") ? null
        : value > 0 ? $"{name} is {Number(value)}; it must lie between 0.001 and 1000000."
        : $"{name} is {Number(value)}; it must be above 0.";

    private static string? Probability(double value) => value is >= 0 and <= 1 ? null : $"p is {Number(value)}; a probability lies between 0 and 1.";
}
