using System.Globalization;

namespace Isl.Grains.Numerics;

/// <summary>Numbers as they go over the wire.</summary>
public static class WireNumber
{
    /// <summary>Digits kept: sums may differ behind them between processors.</summary>
    private const int Digits = 12;

    /// <summary>Further from a tie than this, scaling by one rounded operation cannot have moved a number of twelve digits across it.</summary>
    private const double FromTie = 0.499;

    /// <summary>Numbers of twelve digits before the point lie between; at either end one digit more or less rounds to the same number.</summary>
    private const double Least = 1e11;
    private const double Beyond = 1e12;

    private static readonly string Format = $"E{Digits - 1}";

    /// <summary>The powers of ten that are doubles.</summary>
    private static readonly double[] Powers =
    [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>A number to twelve significant digits; never a negative zero.</summary>
    public static double Round(double value) =>
        value == 0 || !double.IsFinite(value) ? value + 0.0
        : TryRound(Math.Abs(value)) is var rounded and > 0 ? Math.CopySign(rounded, value)
        : RoundAsText(value);

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

    /// <summary>The same by way of its digits: right for every number, and slow.</summary>
    internal static double RoundAsText(double value) =>
        double.Parse(value.ToString(Format, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>The same without text; 0 where that is not certain to be right.</summary>
    /// <remarks>
    /// The number is scaled to twelve digits before the point by a power of ten that is a double, which errs by less than 0.0002, and rounded;
    /// scaling the integer back is one operation on two exact numbers, whose result is the double nearest to the decimal (Clinger 1990).
    /// </remarks>
    private static double TryRound(double value)
    {
        var shift = Digits - 1 - (int)Math.Floor(Math.Log10(value));
        if (Math.Abs(shift) >= Powers.Length)
        {
            return 0;
        }

        var scaled = shift >= 0 ? value * Powers[shift] : value / Powers[-shift];
        var whole = Math.Round(scaled);
        if (scaled is < Least or >= Beyond || Math.Abs(scaled - whole) > FromTie)
        {
            return 0;
        }

        return shift >= 0 ? whole / Powers[shift] : whole * Powers[-shift];
    }
}
