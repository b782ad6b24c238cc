using MathNet.Numerics.Distributions;

namespace Isl.Grains.Regression;

/// <summary>Quantiles and tail probabilities of the distributions that tests refer to.</summary>
internal static class Tails
{
    /// <summary>Degrees of freedom from which Student's t is taken for the normal distribution.</summary>
    private const double Normal = 1e7;

    /// <summary>How many standard errors an interval reaches to either side.</summary>
    /// <param name="level">Its confidence level, 0 to 1.</param>
    /// <param name="degreesOfFreedom">Of Student's t; infinite for the normal distribution.</param>
    public static double TwoSided(double level, double degreesOfFreedom = double.PositiveInfinity) => degreesOfFreedom < Normal
        ? -StudentT.InvCDF(0, 1, degreesOfFreedom, (1 - level) / 2)
        : -MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (1 - level) / 2);

    /// <summary>The two-sided p-value of a statistic.</summary>
    public static double PValue(double statistic, double degreesOfFreedom = double.PositiveInfinity)
    {
        if (!double.IsFinite(statistic))
        {
            return double.IsNaN(statistic) ? double.NaN : 0;
        }

        var tail = degreesOfFreedom < Normal
            ? StudentT.CDF(0, 1, degreesOfFreedom, -Math.Abs(statistic))
            : MathNet.Numerics.Distributions.Normal.CDF(0, 1, -Math.Abs(statistic));
        return Math.Clamp(2 * tail, 0, 1);
    }

    /// <summary>The chance of more than a statistic under F.</summary>
    public static double FisherUpper(double statistic, double numerator, double denominator) => !(statistic > 0) ? 1
        : !double.IsFinite(statistic) ? 0

        // P(F > f) = I(d₂ / (d₂ + d₁ f); d₂/2, d₁/2): the small tail itself, not one less the large one.
        : MathNet.Numerics.SpecialFunctions.BetaRegularized(
            denominator / 2, numerator / 2, denominator / (denominator + (numerator * statistic)));

    /// <summary>The value that F exceeds with a given chance.</summary>
    public static double FisherCritical(double chance, double numerator, double denominator)
    {
        var (low, high) = (0.0, 1.0);
        while (FisherUpper(high, numerator, denominator) > chance && high < 1e12)
        {
            high *= 2;
        }

        for (var i = 0; i < 200 && high - low > 1e-14 * high; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = FisherUpper(middle, numerator, denominator) > chance ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>The chance of more than a statistic under χ².</summary>
    public static double ChiSquaredUpper(double statistic, double degreesOfFreedom) => !(statistic > 0) ? 1
        : !double.IsFinite(statistic) ? 0
        : MathNet.Numerics.SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2, statistic / 2);

    /// <summary>Holm's adjustment of p-values, in their order.</summary>
    public static double[] Holm(IReadOnlyList<double> values)
    {
        var adjusted = new double[values.Count];
        var most = 0.0;
        var rank = 0;
        foreach (var at in Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ThenBy(i => i))
        {
            most = Math.Max(most, Math.Min(1, values[at] * (values.Count - rank++)));
            adjusted[at] = most;
        }

        return adjusted;
    }
}
