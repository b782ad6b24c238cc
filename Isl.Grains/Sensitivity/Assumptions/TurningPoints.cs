using Isl.Grains.Numerics;

namespace Isl.Grains.Sensitivity.Assumptions;

/// <summary>A value of an assumption from which the conclusion is another.</summary>
/// <param name="Value">The value.</param>
/// <param name="Distance">What the conclusion is about, less the threshold, at it.</param>
/// <param name="IsJump">Whether the outcome jumps over the threshold there.</param>
internal readonly record struct TurningPoint(double Value, double Distance, bool IsJump);

/// <summary>Finds where a conclusion turns, by a scan of the range and bisection.</summary>
internal static class TurningPoints
{
    private const int Parts = 40;

    /// <summary>Parts of a range whose every value needs a distribution to be built.</summary>
    private const int FewParts = 10;

    private const int MostBisections = 60;
    private const int MostFound = 3;

    /// <summary>A step this small against all that was seen is the slope of a curve, not a jump.</summary>
    private const double JumpShare = 1e-6;

    /// <summary>The values of a range that are run first: its ends, what is assumed, and what lies between.</summary>
    /// <param name="factor">The assumption.</param>
    /// <param name="isCostly">Whether a distribution has to be built for each value.</param>
    public static double[] Grid(Factor factor, bool isCostly)
    {
        var parts = isCostly ? FewParts : Parts;
        return
        [
            .. Enumerable.Range(0, parts + 1)
                .Select(i => i == parts ? factor.High : factor.Low + ((factor.High - factor.Low) * i / parts))
                .Append(factor.Base)
                .Where(value => value >= factor.Low && value <= factor.High)
                .Distinct()
                .Order(),
        ];
    }

    /// <summary>The turning points nearest to the value assumed, nearest first.</summary>
    /// <param name="distances">The conclusion's quantity less its threshold, at several values.</param>
    /// <param name="values">Values of the grid.</param>
    /// <param name="found">That quantity at them.</param>
    /// <param name="at">The value assumed.</param>
    /// <param name="side">Sign of that quantity at the value assumed; not 0.</param>
    public static List<TurningPoint> Of(
        Func<IReadOnlyList<double>, double[]> distances, double[] values, double[] found, double at, int side)
    {
        var scale = found.Max(Math.Abs);
        var points = new List<TurningPoint>();
        for (var i = 1; i < values.Length; i++)
        {
            var (isHeld, isHeldNext) = (Math.Sign(found[i - 1]) == side, Math.Sign(found[i]) == side);
            if (isHeld != isHeldNext)
            {
                points.Add(isHeld
                    ? Bisect(distances, values[i - 1], values[i], found[i], side, scale)
                    : Bisect(distances, values[i], values[i - 1], found[i - 1], side, scale));
            }
        }

        return [.. points.OrderBy(point => Math.Abs(point.Value - at)).ThenBy(point => point.Value).Take(MostFound)];
    }

    private static TurningPoint Bisect(
        Func<IReadOnlyList<double>, double[]> distances, double held, double turned, double distance, int side, double scale)
    {
        var last = double.NaN;
        for (var step = 0; step < MostBisections; step++)
        {
            var middle = held + ((turned - held) / 2);
            if (middle == held || middle == turned)
            {
                break;
            }

            var here = distances([middle])[0];
            (held, turned, distance, last) = Math.Sign(here) == side ? (middle, turned, distance, here) : (held, middle, here, last);
        }

        // The value as it is told is the one that is run.
        var told = WireNumber.Round(turned);
        return new TurningPoint(told, distances([told])[0], !double.IsNaN(last) && Math.Abs(last - distance) > JumpShare * scale);
    }
}
