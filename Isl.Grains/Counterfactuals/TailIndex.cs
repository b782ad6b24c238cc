namespace Isl.Grains.Counterfactuals;

/// <summary>How heavy a tail is.</summary>
public enum TailWeight
{
    /// <summary>Mean and spread can be estimated.</summary>
    Light,

    /// <summary>So heavy that a variance may not exist: standard errors say nothing.</summary>
    NoVariance,

    /// <summary>So heavy that a mean may not exist: few draws carry the average.</summary>
    NoMean,
}

/// <summary>The tail index of draws: P(|X − median| &gt; x) falls like a power of x, and the power tells which moments exist.</summary>
/// <remarks>
/// Source: Hill (1975), A simple general approach to inference about the tail of a distribution. Looked at on either side, at two depths: the index
/// of a distribution with all moments rises with the depth, that of a power law stays.
/// </remarks>
internal static class TailIndex
{
    /// <summary>Fewer draws tell nothing about a tail.</summary>
    private const int LeastDraws = 200;

    private const int LeastExceedances = 20;
    private const int Share = 100;
    private const int MostExceedances = 2000;
    private const int Deeper = 4;

    /// <summary>Standard errors that an index of 1 may be overestimated by, and one of 2 must lie below.</summary>
    private const double MeanErrors = 2;
    private const double VarianceErrors = 1.64;

    /// <summary>What the draws say; O(k) for k draws in the tail.</summary>
    public static TailWeight Of(SortedDraws draws)
    {
        if (draws.Count < LeastDraws || draws.EffectiveCount < LeastDraws)
        {
            return TailWeight.Light;
        }

        var middle = draws.Median;
        var (low, high) = (Weight(draws, middle, upper: false), Weight(draws, middle, upper: true));
        return low > high ? low : high;
    }

    private static TailWeight Weight(SortedDraws draws, double middle, bool upper)
    {
        var wide = Math.Clamp(draws.Count / Share, LeastExceedances, MostExceedances);
        var narrow = Math.Max(LeastExceedances / 2, wide / Deeper);
        var (first, second) = (Index(draws, middle, upper, wide), Index(draws, middle, upper, narrow));
        return first <= 1 + (MeanErrors / Math.Sqrt(wide)) && second <= 1 + (MeanErrors / Math.Sqrt(narrow)) ? TailWeight.NoMean
            : first * (1 + (VarianceErrors / Math.Sqrt(wide))) < 2 && second * (1 + (VarianceErrors / Math.Sqrt(narrow))) < 2 ? TailWeight.NoVariance
            : TailWeight.Light;
    }

    /// <summary>Hill's estimate from the k farthest draws, by weight where they have weights; infinite where there is no tail.</summary>
    private static double Index(SortedDraws draws, double middle, bool upper, int exceedances)
    {
        var threshold = Distance(exceedances);
        if (!(threshold > 0))
        {
            return double.PositiveInfinity;
        }

        var (sum, weight) = (0.0, 0.0);
        for (var i = 0; i < exceedances; i++)
        {
            var place = upper ? draws.Count - 1 - i : i;
            var own = draws.WeightBefore(place + 1) - draws.WeightBefore(place);
            sum += own * Math.Log(Distance(i) / threshold);
            weight += own;
        }

        return sum > 0 ? weight / sum : double.PositiveInfinity;

        double Distance(int i) => upper ? draws[draws.Count - 1 - i] - middle : middle - draws[i];
    }
}
