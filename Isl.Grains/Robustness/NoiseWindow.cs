using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Distributions;
using MathNet.Numerics;

namespace Isl.Grains.Robustness;

/// <summary>
/// Added noise whose distribution function is known and has one peak, so that the means which keep an outcome in its range are an interval.
/// </summary>
/// <remarks>
/// With one peak, the chance that mean + noise lies between two limits rises with the mean up to some point and falls from there; the ends of the
/// interval are found by halving.
/// </remarks>
internal sealed class NoiseWindow
{
    private const int Halvings = 200;
    private const double GoldenShare = 0.6180339887498949;
    private const double Tail = 1e-3;

    private static readonly DistributionType[] OnePeak =
    [
        DistributionType.Normal, DistributionType.Lognormal, DistributionType.Uniform, DistributionType.Triangular, DistributionType.Exponential,
        DistributionType.Gamma, DistributionType.StudentT, DistributionType.TruncatedNormal, DistributionType.HalfNormal, DistributionType.Weibull,
        DistributionType.Laplace, DistributionType.Cauchy, DistributionType.Pert,
    ];

    private readonly Func<double, double> _below;
    private readonly double _middle;
    private readonly double _spread;

    private NoiseWindow(Func<double, double> below, double middle, double spread, (double Low, double High) support) =>
        (_below, _middle, _spread, Support) = (below, middle, spread, support);

    /// <summary>The least and the greatest noise.</summary>
    public (double Low, double High) Support { get; }

    /// <summary>Whether there is no noise at all.</summary>
    public bool IsNone => Support is (0, 0);

    /// <summary>The noise of a split; null where its distribution function is not known, or may have several peaks.</summary>
    public static NoiseWindow? Of(DecisionWorld world, IReadOnlyDictionary<int, double> slopes)
    {
        if (slopes.Count == 0)
        {
            return new NoiseWindow(value => value >= 0 ? 1 : 0, 0, 0, (0, 0));
        }

        if (slopes.Keys.All(input => world.InputOf(input).Spec.Type == DistributionType.Normal))
        {
            var mean = slopes.Sum(pair => pair.Value * world.InputOf(pair.Key).Spec.Parameters[0]);
            var std = Math.Sqrt(slopes.Sum(pair => Math.Pow(pair.Value * world.InputOf(pair.Key).Spec.Parameters[1], 2)));
            return double.IsFinite(mean) && double.IsFinite(std) && std > 0
                ? new NoiseWindow(
                    value => SpecialFunctions.Erfc((mean - value) / std / Constants.Sqrt2) / 2,
                    mean,
                    6 * std,
                    (double.NegativeInfinity, double.PositiveInfinity))
                : null;
        }

        return slopes.Count == 1 && slopes.First() is var (only, slope) && OnePeak.Contains(world.InputOf(only).Spec.Type)
            ? OfOne(world.DistributionOf(only), slope)
            : null;
    }

    /// <summary>The chance that mean + noise lies in a range.</summary>
    public double Probability(double mean, double low, double high)
    {
        if (!double.IsFinite(mean))
        {
            return 0;
        }

        return IsNone ? mean >= low && mean <= high ? 1 : 0 : Math.Max(0, _below(high - mean) - _below(low - mean));
    }

    /// <summary>The means with which an outcome lies in a range with a probability; null where none does.</summary>
    public (double Low, double High)? Means(double low, double high, double level)
    {
        if (IsNone)
        {
            return (low, high);
        }

        var peak = Peak(low, high, level);
        var reach = high - low + _spread;
        return Probability(peak, low, high) < level ? null
            : (End(peak, peak - reach, low, high, level), End(peak, peak + reach, low, high, level));
    }

    private static NoiseWindow? OfOne(Distribution distribution, double slope)
    {
        var (low, high) = distribution.Support;
        var ends = slope > 0 ? (slope * low, slope * high) : (slope * high, slope * low);
        var spread = Math.Abs(slope) * (distribution.Quantile(1 - Tail) - distribution.Quantile(Tail));
        var middle = slope * distribution.Quantile(0.5);
        return double.IsFinite(spread) && double.IsFinite(middle) && spread > 0
            ? new NoiseWindow(value => slope > 0 ? Below(distribution, value / slope) : 1 - Below(distribution, value / slope), middle, spread, ends)
            : null;
    }

    /// <summary>The distribution function, by halving the quantile.</summary>
    private static double Below(Distribution distribution, double value)
    {
        if (value <= distribution.Support.Low || value >= distribution.Support.High)
        {
            return value >= distribution.Support.High ? 1 : 0;
        }

        const double least = 1.0 / (1L << 53);
        var (low, high) = (least, 1 - least);
        for (var i = 0; i < 54; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = distribution.Quantile(middle) <= value ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>A mean that reaches the level, or the one with the highest probability.</summary>
    private double Peak(double low, double high, double level)
    {
        var centre = low + ((high - low) / 2) - _middle;
        var (a, b) = (centre - (high - low) - _spread, centre + (high - low) + _spread);
        if (Probability(centre, low, high) >= level)
        {
            return centre;
        }

        for (var i = 0; i < Halvings; i++)
        {
            var (x, y) = (b - (GoldenShare * (b - a)), a + (GoldenShare * (b - a)));
            (a, b) = Probability(x, low, high) >= Probability(y, low, high) ? (a, y) : (x, b);
        }

        return (a + b) / 2;
    }

    private double End(double inside, double outside, double low, double high, double level)
    {
        for (var i = 0; i < Halvings && Probability(outside, low, high) >= level; i++)
        {
            outside += outside - inside;
        }

        for (var i = 0; i < Halvings; i++)
        {
            var middle = inside + ((outside - inside) / 2);
            if (middle == inside || middle == outside)
            {
                break;
            }

            (inside, outside) = Probability(middle, low, high) >= level ? (middle, outside) : (inside, middle);
        }

        return inside;
    }
}
