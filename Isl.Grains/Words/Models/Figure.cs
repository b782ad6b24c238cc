using System.Globalization;
using Isl.Grains.Numerics;

namespace Isl.Grains.Words.Models;

/// <summary>A number in a sentence: one that is exact with all its digits, an estimate with those that its error leaves certain.</summary>
/// <param name="Value">The number.</param>
/// <param name="Error">Its standard error; 0 where it is exact.</param>
public readonly record struct Figure(double Value, double Error = 0)
{
    private const int MostDigits = 12;
    private const double Largest = 1e15;
    private const double Smallest = 1e-5;

    /// <summary>Share of a range's width that is certain enough to be written.</summary>
    private const double PartOfWidth = 5e-3;

    /// <summary>A bound of a range, or a point in it, with enough digits to tell it from other points of the range.</summary>
    /// <param name="value">The number.</param>
    /// <param name="width">Width of the range; 0 writes every digit.</param>
    public static Figure InRange(double value, double width)
    {
        var step = Math.Abs(width) * PartOfWidth;
        if (!(step > 0) || !double.IsFinite(step) || !double.IsFinite(value))
        {
            return new Figure(value);
        }

        var unit = Math.Pow(10, Math.Floor(Math.Log10(step)));
        var rounded = unit > 0 ? Math.Round(value / unit) * unit : value;
        return new Figure(double.IsFinite(rounded) ? rounded : value);
    }

    /// <summary>Whether it has no error.</summary>
    public bool IsExact => !(Error > 0) || !double.IsFinite(Error);

    /// <summary>A number as it was given, with every digit.</summary>
    public static string Exact(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Split('E') is [var digits, var exponent]
            ? $"{digits}e{int.Parse(exponent, CultureInfo.InvariantCulture).ToString("+0;-0", CultureInfo.InvariantCulture)}"
            : text;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        if (IsExact || Value == 0 || !double.IsFinite(Value))
        {
            return Exact(WireNumber.Round(Value));
        }

        // The place of the error's first digit; at most as many digits as go over the wire.
        var place = (int)Math.Floor(Math.Log10(Error));
        var first = (int)Math.Floor(Math.Log10(Math.Abs(Value)));
        if (first - place >= MostDigits)
        {
            return Exact(WireNumber.Round(Value));
        }

        var text = (first >= place && Math.Abs(Value) is >= Largest or < Smallest)
            ? Value.ToString($"0.{new string('0', Math.Max(0, first - place))}e+0", CultureInfo.InvariantCulture)
            : Rounded(place);
        return text.AsSpan().ContainsAnyExcept("-0.") ? text : text.TrimStart('-');
    }

    private string Rounded(int place)
    {
        if (place <= 0)
        {
            return Value.ToString($"F{-place}", CultureInfo.InvariantCulture);
        }

        var unit = Math.Pow(10, place);
        return (Math.Round(Value / unit) * unit).ToString("F0", CultureInfo.InvariantCulture);
    }
}

/// <summary>Shares that are known exactly, as percentages.</summary>
public static class ExactPercent
{
    private const decimal Unit = 0.01m;

    /// <summary>A level such as <c>95 %</c> or <c>99.99 %</c>, with every digit.</summary>
    public static string Of(decimal level) => (level * 100).ToString("0.############################", CultureInfo.InvariantCulture) + " %";

    /// <summary>A share that is at least guaranteed: never rounded up.</summary>
    public static string AtLeast(double share)
    {
        var percent = (decimal)share * 100;
        return decimal.Round(percent, 6) == percent ? Of((decimal)share) : Of(Math.Floor(percent / Unit) * Unit / 100);
    }
}
