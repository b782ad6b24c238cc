using System.Globalization;

namespace Isl.Grains.Numerics;

/// <summary>Numbers as they go over the wire.</summary>
public static class WireNumber
{
    /// <summary>Digits kept: sums may differ behind them between processors.</summary>
    private const int Digits = 12;

    private static readonly string Format = $"E{Digits - 1}";

    /// <summary>A number to twelve significant digits; never a negative zero.</summary>
    public static double Round(double value) => value == 0 || !double.IsFinite(value)
        ? value + 0.0
        : double.Parse(value.ToString(Format, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Values by name in the order given, rounded.</summary>
    public static IReadOnlyDictionary<string, double> Map(IEnumerable<(string Name, double Value)> values)
    {
        var map = new OrderedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            map[name] = Round(value);
        }

        return map;
    }
}
