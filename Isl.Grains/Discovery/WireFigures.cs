using System.Globalization;

namespace Isl.Grains.Discovery;

/// <summary>Figures as they go over the wire.</summary>
internal static class WireFigures
{
    private const string TenDigits = "G10";

    /// <summary>To ten significant digits: what lies behind them differs between processors.</summary>
    public static double Round(double value) => value == 0
        ? 0
        : double.Parse(value.ToString(TenDigits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>The same for a figure that may be missing.</summary>
    public static double? Round(double? value) => value is { } known && double.IsFinite(known) ? Round(known) : null;
}
