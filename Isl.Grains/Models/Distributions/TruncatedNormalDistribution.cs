using Isl.Grains.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.Integration;

namespace Isl.Grains.Models.Distributions;

/// <summary>A normal that lies between two bounds, one of which may be infinite.</summary>
/// <remarks>
/// With x in standard deviations from the mean, y is ln(x − a) or −ln(b − x) where one bound is finite, and the logit of (x − a)/(b − a) where both
/// are; probabilities are added up from the nearer bound, so that far tails keep their digits.
/// </remarks>
internal sealed class TruncatedNormalDistribution : TabulatedDistribution
{
    /// <summary>Widths up to this are integrated; wider ones are differences of distribution functions that do not cancel.</summary>
    private const double Narrow = 0.5;

    private const int Points = 20;
    private static readonly double HalfLogTwoPi = 0.5 * Math.Log(2 * Math.PI);
    private static readonly GaussLegendreRule Rule = new(0, 1, Points);

    private readonly double _mean;
    private readonly double _std;
    private readonly double _a;
    private readonly double _b;
    private readonly double _logMass;

    /// <summary>A truncated normal.</summary>
    public TruncatedNormalDistribution(double mean, double std, double low, double high)
    {
        (_mean, _std, Support) = (mean, std, (low, high));
        (_a, _b) = ((low - mean) / std, (high - mean) / std);
        _logMass = double.IsFinite(_a) ? LogMass(_a, _b - _a) : LogUpper(-_b);
    }

    /// <inheritdoc/>
    public override (double Low, double High) Support { get; }

    /// <summary>Its mean.</summary>
    public double Mean
    {
        get
        {
            var (atLow, atHigh) = (Math.Exp(LogPhi(_a) - _logMass), Math.Exp(LogPhi(_b) - _logMass));
            return Math.Clamp(_mean + (_std * (atLow - atHigh)), Support.Low, Support.High);
        }
    }

    /// <inheritdoc/>
    protected override double Start => 0;

    /// <inheritdoc/>
    public override double LogDensity(double x) => x >= Support.Low && x <= Support.High
        ? LogPhi((x - _mean) / _std) - _logMass - Math.Log(_std)
        : double.NegativeInfinity;

    /// <inheritdoc/>
    protected override (double Lower, double Upper, double Density) Logs(double y)
    {
        var (fromLow, fromHigh, logSlope) = Distances(y);
        var x = fromLow <= fromHigh ? _a + fromLow : _b - fromHigh;
        var lower = double.IsFinite(fromLow) ? LogMass(_a, fromLow) : LogUpper(-x);
        var upper = double.IsFinite(fromHigh) ? LogMass(x, fromHigh) : LogUpper(x);
        return (Math.Min(0, lower - _logMass), Math.Min(0, upper - _logMass), LogPhi(x) - _logMass + logSlope);
    }

    /// <inheritdoc/>
    protected override void FromY(Span<double> block)
    {
        for (var i = 0; i < block.Length; i++)
        {
            var (fromLow, fromHigh, _) = Distances(block[i]);
            block[i] = fromLow <= fromHigh ? Support.Low + (_std * fromLow) : Support.High - (_std * fromHigh);
        }
    }

    /// <summary>How far the place of y lies from the bounds, in standard deviations, and ln |dx/dy|.</summary>
    private (double FromLow, double FromHigh, double LogSlope) Distances(double y)
    {
        if (double.IsFinite(_a) && double.IsFinite(_b))
        {
            var (share, rest, width) = (1 / (1 + Math.Exp(-y)), 1 / (1 + Math.Exp(y)), _b - _a);
            return (width * share, width * rest, Math.Log(width) + Math.Log(share) + Math.Log(rest));
        }

        return double.IsFinite(_a) ? (Math.Exp(y), double.PositiveInfinity, y) : (double.PositiveInfinity, Math.Exp(-y), -y);
    }

    /// <summary>ln P(from &lt; Z &lt; from + width) for a standard normal Z.</summary>
    private static double LogMass(double from, double width)
    {
        var to = from + width;
        if (from < 0 && to > 0 && width > Narrow)
        {
            return Math.Log(1 - (0.5 * SpecialFunctions.Erfc(to / Constants.Sqrt2)) - (0.5 * SpecialFunctions.Erfc(-from / Constants.Sqrt2)));
        }

        if (to <= 0 || (from < 0 && -from > to))
        {
            (from, to) = (-to, -from);
        }

        // Over a width t the density falls by exp(−from·t − t²/2).
        if (width * (1 + Math.Abs(from)) <= 4 * Narrow)
        {
            var sum = 0.0;
            for (var i = 0; i < Points; i++)
            {
                var t = width * Rule.GetAbscissa(i);
                sum += Rule.GetWeight(i) * Math.Exp(-t * (from + (t / 2)));
            }

            return LogPhi(from) + Math.Log(width) + Math.Log(sum);
        }

        var (near, far) = (LogUpper(from), LogUpper(to));
        return near + Math.Log(-SmallArguments.Expm1(far - near));
    }

    private static double LogPhi(double x) => double.IsInfinity(x) ? double.NegativeInfinity : -(0.5 * x * x) - HalfLogTwoPi;

    /// <summary>ln P(Z &gt; x), far out by the asymptotic series of Mills' ratio.</summary>
    private static double LogUpper(double x)
    {
        const double Far = 25;
        if (x < Far)
        {
            return Math.Log(0.5 * SpecialFunctions.Erfc(x / Constants.Sqrt2));
        }

        var s = 1 / (x * x);
        return double.IsInfinity(x) ? double.NegativeInfinity
            : LogPhi(x) - Math.Log(x) + SmallArguments.Log1p(-s * (1 - (3 * s * (1 - (5 * s * (1 - (7 * s)))))));
    }
}
