namespace Isl.Grains.Conformal;

/// <summary>Centre and spread that single outliers do not move.</summary>
/// <param name="Centre">The median.</param>
/// <param name="Spread">Never 0 or infinite; see <see cref="Of"/>.</param>
internal readonly record struct RobustScale(double Centre, double Spread)
{
    /// <summary>The median absolute deviation estimates the standard deviation of a Gaussian after this factor.</summary>
    public const double GaussianFactor = 1.4826;

    /// <summary>Largest distance from the centre in units of the spread, so that squares and their sums stay far from overflow.</summary>
    private const double MostSpreads = 1e8;

    /// <summary>
    /// Median, and the scaled median absolute deviation; where that is 0 or tiny, enough that no value is more than 10⁸ spreads away, and 1 for
    /// constants.
    /// </summary>
    public static RobustScale Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            return new RobustScale(0, 1);
        }

        var sorted = values.ToArray();
        var centre = MedianInPlace(sorted);
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = Math.Abs(values[i] - centre);
        }

        var spread = GaussianFactor * MedianInPlace(sorted);
        spread = Math.Max(spread, sorted[^1] / (spread > 0 ? MostSpreads : 1));
        return new RobustScale(centre, spread is > 0 and < double.PositiveInfinity ? spread : 1);
    }

    /// <summary>Distance from the centre in spreads.</summary>
    public double Standardise(double value) => (value - Centre) / Spread;

    /// <summary>Sorts the values and returns their median.</summary>
    public static double MedianInPlace(double[] values)
    {
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] / 2) + (values[middle] / 2);
    }
}
