using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Graphs;

/// <summary>An effect by some graphs, as a distribution: what is known of it if one of them is right.</summary>
/// <param name="Weight">Weight of the graphs.</param>
/// <param name="Centre">The middle, on the scale of the interval.</param>
/// <param name="Spread">Standard error on that scale; 0 for an effect that is known exactly.</param>
/// <param name="DegreesOfFreedom">Of Student's t; infinite for the normal distribution.</param>
internal readonly record struct EffectByGraph(double Weight, double Centre, double Spread, double DegreesOfFreedom = double.PositiveInfinity)
{
    /// <summary>The chance of at most this.</summary>
    public double Below(double value) => Spread > 0 ? Lower((value - Centre) / Spread) : value >= Centre ? 1 : 0;

    /// <summary>The chance of less than this.</summary>
    public double Under(double value) => Spread > 0 ? Below(value) : value > Centre ? 1 : 0;

    private double Lower(double statistic)
    {
        var tail = Tails.PValue(statistic, DegreesOfFreedom) / 2;
        return statistic <= 0 ? tail : 1 - tail;
    }
}

/// <summary>The mixture of an effect over graphs.</summary>
/// <param name="parts">Its parts; their weights sum to 1.</param>
internal sealed class EffectsByGraph(IReadOnlyList<EffectByGraph> parts)
{
    /// <summary>Halvings of an interval after which its ends are neighbours.</summary>
    private const int MostHalvings = 2_000;

    /// <summary>The mean, and the square root of the mean of the variances and the variance of the means.</summary>
    /// <param name="weighed">Weights, means and standard errors.</param>
    public static (double Mean, double StandardError) Moments(IReadOnlyCollection<(double Weight, double Value, double StandardError)> weighed)
    {
        var mean = weighed.Sum(one => one.Weight * one.Value);
        var variance = weighed.Sum(one => one.Weight * ((one.StandardError * one.StandardError) + ((one.Value - mean) * (one.Value - mean))));
        return (mean, Math.Sqrt(variance));
    }

    /// <summary>The least value that the effect is at most with this chance.</summary>
    /// <param name="chance">The chance, above 0 and below 1.</param>
    public double Quantile(double chance)
    {
        foreach (var atom in parts.Where(part => part.Spread == 0))
        {
            if (Under(atom.Centre) < chance && chance <= Below(atom.Centre))
            {
                return atom.Centre;
            }
        }

        var (low, high) = (parts.Min(part => part.Centre - part.Spread), parts.Max(part => part.Centre + part.Spread));
        var step = Math.Max(high - low, double.Epsilon);
        for (; Below(low) >= chance; step *= 2)
        {
            low -= step;
        }

        for (; Below(high) < chance; step *= 2)
        {
            high += step;
        }

        for (var i = 0; i < MostHalvings; i++)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                break;
            }

            (low, high) = Below(middle) >= chance ? (low, middle) : (middle, high);
        }

        return high;
    }

    /// <summary>Twice the smaller chance of an effect on this side of none, or on the other; one that is none counts for both.</summary>
    /// <param name="none">No effect.</param>
    public double PValue(double none) => Math.Min(1, 2 * Math.Min(Below(none), 1 - Under(none)));

    private double Below(double value) => parts.Sum(part => part.Weight * part.Below(value));

    private double Under(double value) => parts.Sum(part => part.Weight * part.Under(value));
}
