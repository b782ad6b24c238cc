using System.Globalization;

namespace Isl.Api.Requests.Tables;

/// <summary>Numbers as CSV files have them.</summary>
/// <param name="decimalComma">A comma may stand for the decimal point.</param>
internal readonly struct CsvNumber(bool decimalComma)
{
    private static readonly NumberFormatInfo Comma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = " " };

    /// <summary>Reads a cell; not a number where it is missing, a text, or NaN.</summary>
    public bool TryParse(ReadOnlySpan<byte> cell, out double value)
    {
        var format = decimalComma && cell.Contains((byte)',') ? Comma : NumberFormatInfo.InvariantInfo;
        return double.TryParse(cell, NumberStyles.Float, format, out value) && !double.IsNaN(value);
    }
}
