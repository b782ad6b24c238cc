namespace Isl.Grains.Models.Distributions;

/// <summary>Quantiles of Poisson distributions whose mean differs from draw to draw.</summary>
internal static class PoissonQuantile
{
    /// <summary>Means up to which the probabilities are added from 0; e⁻ᵐ must be far above the least double.</summary>
    private const double FromZero = 50;

    /// <summary>Means from which the normal distribution is as good as a double can tell.</summary>
    private const double Normal = 1e9;

    /// <summary>A probability that adds nothing any more.</summary>
    private const double Negligible = 1e-18;

    /// <summary>The least k with P(N ≤ k) ≥ u, N of the given mean; NaN outside of [0, 1] or for a negative mean.</summary>
    public static double Of(double u, double mean)
    {
        if (!(u >= 0 && u <= 1 && mean >= 0))
        {
            return double.NaN;
        }

        return mean == 0 || u == 0 ? 0
            : u == 1 || double.IsPositiveInfinity(mean) ? double.PositiveInfinity
            : mean <= FromZero ? Climb(u, mean)
            : mean >= Normal ? Math.Max(Math.Round(Guess(u, mean)), 0)
            : Walk(u, mean);
    }

    private static double Climb(double u, double mean)
    {
        var (k, chance) = (0.0, Math.Exp(-mean));
        var sum = chance;
        while (sum < u && !(k > mean && chance < Negligible))
        {
            k++;
            chance *= mean / k;
            sum += chance;
        }

        return k;
    }

    /// <summary>From a guess step by step to the place: the guess is off by one or two.</summary>
    private static double Walk(double u, double mean)
    {
        var k = Math.Max(Math.Floor(Guess(u, mean)), 0);
        while (Below(k, mean) < u)
        {
            k++;
        }

        while (k > 0 && Below(k - 1, mean) >= u)
        {
            k--;
        }

        return k;
    }

    /// <summary>P(N ≤ k) = Q(k + 1, mean).</summary>
    private static double Below(double k, double mean) => Math.Exp(IncompleteFunctions.LogGamma(k + 1, mean, Math.Log(mean)).Upper);

    /// <summary>The expansion of Cornish and Fisher to the first order in 1/√mean.</summary>
    private static double Guess(double u, double mean)
    {
        Span<double> z = stackalloc double[16];
        z.Fill(Math.Clamp(u, 1e-16, 1 - 1e-16));
        NormalQuantile.Transform(z, 0, 1);
        return mean + (Math.Sqrt(mean) * z[0]) + (((z[0] * z[0]) - 1) / 6);
    }
}
