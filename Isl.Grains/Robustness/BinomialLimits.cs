using MathNet.Numerics.Distributions;

namespace Isl.Grains.Robustness;

/// <summary>Exact limits of a probability from counts.</summary>
/// <remarks>Source: Clopper and Pearson (1934).</remarks>
internal static class BinomialLimits
{
    /// <summary>The probability is at least this, with a confidence.</summary>
    public static double Lower(int successes, int draws, double confidence) =>
        successes == 0 ? 0 : Beta.InvCDF(successes, draws - successes + 1, 1 - confidence);

    /// <summary>The probability lies between these, with a confidence.</summary>
    public static (double Low, double High) Interval(int successes, int draws, double confidence) => (
        Lower(successes, draws, (1 + confidence) / 2),
        successes == draws ? 1 : Beta.InvCDF(successes + 1, draws - successes, (1 + confidence) / 2));
}
