using System.Numerics.Tensors;

namespace Isl.Grains.Discovery.Data;

/// <summary>How far a sample is from normal.</summary>
/// <param name="Skewness">Third standardised moment; 0 for a normal distribution.</param>
/// <param name="ExcessKurtosis">Fourth standardised moment less 3; 0 for a normal distribution.</param>
/// <param name="Statistic">D'Agostino &amp; Pearson's K²; about χ² with two degrees of freedom for normal data.</param>
/// <param name="PValue">Probability of a statistic this large for normal data; 1 where the sample is too small or constant to tell.</param>
/// <remarks>
/// Source: D'Agostino, Belanger &amp; D'Agostino (1990), "A suggestion for using powerful and informative tests of normality", equations 7–19:
/// skewness and kurtosis are each transformed to a normal score, and the scores' squares added. Sound from n = 20 on, unlike Jarque &amp;
/// Bera's statistic, whose null distribution is met only by thousands.
/// </remarks>
public readonly record struct NonGaussianity(double Skewness, double ExcessKurtosis, double Statistic, double PValue)
{
    /// <summary>Fewer values than this do not tell.</summary>
    public const int SmallestSample = 20;

    private const double Constant = 1e-14;

    /// <summary>Nothing can be said.</summary>
    public static NonGaussianity Unknown => new(0, 0, 0, 1);

    /// <summary>Measures a sample. O(n).</summary>
    /// <param name="sample">Finite values, of any scale.</param>
    public static NonGaussianity Of(ReadOnlySpan<double> sample)
    {
        var n = sample.Length;
        if (n < 2)
        {
            return Unknown;
        }

        var mean = TensorPrimitives.Sum(sample) / n;
        var largest = Math.Max(Math.Abs(TensorPrimitives.Max(sample) - mean), Math.Abs(TensorPrimitives.Min(sample) - mean));
        if (!(largest > Constant * Math.Abs(mean)) || !double.IsFinite(largest))
        {
            return Unknown;
        }

        var (second, third, fourth) = (0.0, 0.0, 0.0);
        foreach (var value in sample)
        {
            // Scaled by the largest deviation, or the fourth power of a tiny or huge one would leave the range.
            var deviation = (value - mean) / largest;
            var square = deviation * deviation;
            second += square;
            third += square * deviation;
            fourth += square * square;
        }

        second /= n;
        var skewness = third / n / (second * Math.Sqrt(second));
        var kurtosis = fourth / n / (second * second);
        if (n < SmallestSample)
        {
            return new NonGaussianity(skewness, kurtosis - 3, 0, 1);
        }

        var (a, b) = (SkewnessScore(skewness, n), KurtosisScore(kurtosis, n));
        var statistic = (a * a) + (b * b);
        return new NonGaussianity(skewness, kurtosis - 3, statistic, Math.Exp(-statistic / 2));
    }

    private static double SkewnessScore(double skewness, double n)
    {
        var y = skewness * Math.Sqrt((n + 1) * (n + 3) / (6 * (n - 2)));
        var beta = 3 * ((n * n) + (27 * n) - 70) * (n + 1) * (n + 3) / ((n - 2) * (n + 5) * (n + 7) * (n + 9));
        var w = Math.Sqrt(2 * (beta - 1)) - 1;
        return Math.Asinh(y / Math.Sqrt(2 / (w - 1))) / Math.Sqrt(0.5 * Math.Log(w));
    }

    private static double KurtosisScore(double kurtosis, double n)
    {
        var expected = 3 * (n - 1) / (n + 1);
        var variance = 24 * n * (n - 2) * (n - 3) / ((n + 1) * (n + 1) * (n + 3) * (n + 5));
        var x = (kurtosis - expected) / Math.Sqrt(variance);
        var third = 6 * ((n * n) - (5 * n) + 2) / ((n + 7) * (n + 9)) * Math.Sqrt(6 * (n + 3) * (n + 5) / (n * (n - 2) * (n - 3)));
        var a = 6 + (8 / third * ((2 / third) + Math.Sqrt(1 + (4 / (third * third)))));
        var denominator = Math.Max(1 + (x * Math.Sqrt(2 / (a - 4))), 1e-10);
        return (1 - (2 / (9 * a)) - Math.Cbrt((1 - (2 / a)) / denominator)) / Math.Sqrt(2 / (9 * a));
    }
}
