using System.Buffers;
using System.Globalization;
using System.Text;

namespace Isl.Api.Requests.Tables;

/// <summary>Reads cells that stand as text: numbers as people and programs write them, marks for missing values, and categories.</summary>
internal static class CellText
{
    private const int LongestNumber = 60;
    private const int LongestText = 200;

    private static readonly char[] GroupMarks = [' ', '\'', '’', '\u00A0', '\u202F', '\u2009'];
    private static readonly SearchValues<char> Groups = SearchValues.Create(GroupMarks);

    private static readonly HashSet<string> MissingMarks = new(StringComparer.OrdinalIgnoreCase)
    {
        "NA", "N/A", "#N/A", "#N/A N/A", "#NA", "<NA>", "n.a.", "NaN", "-NaN", "1.#QNAN", "1.#IND", "-1.#IND", "null", "\\N", "nil", "None", "NULL",
        "?", ".", "..", "-", "--", "–", "—", "*", "**", "missing", "(missing)", "[missing]", "#DIV/0!", "#VALUE!", "#REF!", "#NUM!",
        "#NAME?", "#NULL!",
    };

    private static readonly HashSet<string> Infinite = new(StringComparer.OrdinalIgnoreCase)
    {
        "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "∞", "-∞", "1.#INF", "-1.#INF",
    };

    /// <summary>Reads a cell; blanks at its ends fall away.</summary>
    public static CellReading Read(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
        {
            return CellReading.Empty;
        }

        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (char.IsAsciiDigit((char)cell[^1]) && double.TryParse(cell, plain, NumberFormatInfo.InvariantInfo, out var value))
        {
            return double.IsFinite(value) ? CellReading.Number(value, MarkOf(cell)) : CellReading.Flaw($"infinite "
                + $"('{Encoding.UTF8.GetString(cell)}')");
        }

        return Read(Encoding.UTF8.GetString(cell));
    }

    /// <summary>Reads a cell that is not a plain number.</summary>
    public static CellReading Read(string cell)
    {
        var text = cell.Trim();
        return text.Length == 0 ? CellReading.Empty
            : MissingMarks.Contains(text) ? CellReading.Missing($"the missing-value mark '{text}'")
            : Infinite.Contains(text) ? CellReading.Flaw($"infinite ('{text}')")
            : text.Length <= LongestNumber && Number(text) is { } number ? number
            : CellReading.OfText(text.Length <= LongestText ? text : text[..LongestText] + "…");
    }

    /// <summary>How a plain number is marked: three digits behind its only point may be thousands.</summary>
    private static NumberMark MarkOf(ReadOnlySpan<byte> number)
    {
        var point = number.IndexOf((byte)'.');
        if (point < 0)
        {
            return NumberMark.Plain;
        }

        var lead = number[..point].TrimStart("+-"u8);
        return number.Length - point == 4 && lead.Length is >= 1 and <= 3 && lead[0] != '0' && !number.ContainsAny("eE"u8)
            ? NumberMark.PointOrThousands
            : NumberMark.Point;
    }

    private static CellReading? Number(string text)
    {
        var (bare, unit, isNegative) = WithoutUnit(text);
        var digits = Ungrouped(bare);
        return digits is null || Marked(digits) is not var (value, mark) || !double.IsFinite(value)
            ? null
            : CellReading.Number(isNegative ? -value : value, mark, unit);
    }

    /// <summary>A number without its sign, percent sign and currency; brackets of bookkeepers make it negative.</summary>
    private static (string Bare, string Unit, bool IsNegative) WithoutUnit(string text)
    {
        var (rest, isNegative, unit) = (text, false, "");
        if (rest.Length > 2 && rest[0] == '(' && rest[^1] == ')')
        {
            (rest, isNegative) = (rest[1..^1].Trim(), true);
        }

        rest = Sign(rest, ref isNegative);
        var last = rest.Length > 0 && CharUnicodeInfo.GetUnicodeCategory(rest[^1]) == UnicodeCategory.CurrencySymbol;
        if (rest.Length > 1 && (last || rest[^1] == '%'))
        {
            (unit, rest) = (rest[^1..], rest[..^1].TrimEnd());
        }
        else if (rest.Length > 1 && CharUnicodeInfo.GetUnicodeCategory(rest[0]) == UnicodeCategory.CurrencySymbol)
        {
            (unit, rest) = (rest[..1], rest[1..].TrimStart());
        }
        else if (rest.Length > 4 && IsCode(rest.AsSpan(0, 3)))
        {
            (unit, rest) = (rest[..3], rest[3..].TrimStart());
        }
        else if (rest.Length > 4 && IsCode(rest.AsSpan(rest.Length - 3)))
        {
            (unit, rest) = (rest[^3..], rest[..^3].TrimEnd());
        }

        return (Sign(rest, ref isNegative), unit, isNegative);
    }

    private static string Sign(string text, ref bool isNegative)
    {
        if (text.Length > 1 && text[0] is '+' or '-' or '−')
        {
            isNegative ^= text[0] != '+';
            return text[1..].TrimStart();
        }

        return text;
    }

    private static bool IsCode(ReadOnlySpan<char> text) =>
        text is "USD" or "EUR" or "GBP" or "CHF" or "JPY" or "CAD" or "AUD" or "SEK" or "NOK" or "DKK" or "INR";

    /// <summary>A number whose thousands are not set apart by blanks or apostrophes any more; null where they are not groups of three.</summary>
    private static string? Ungrouped(string number)
    {
        if (!number.AsSpan().ContainsAny(Groups))
        {
            return number;
        }

        var end = number.AsSpan().IndexOfAny('.', ',') is var mark && mark >= 0 ? mark : number.Length;
        var groups = number[..end].Split(GroupMarks);
        return groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(group => group.Length == 3) && groups.All(IsDigits)
            ? string.Concat(groups) + (end == number.Length ? "" : number[end..])
            : null;
    }

    /// <summary>The value of digits with points and commas, and what they say.</summary>
    private static (double Value, NumberMark Mark)? Marked(string digits)
    {
        if (digits.Length == 0 || !(char.IsAsciiDigit(digits[0]) || (digits.Length > 1 && digits[0] is '.' or ',')) || !char.IsAsciiDigit(digits[^1]))
        {
            return null;
        }

        var (commas, points) = (digits.Count(c => c == ','), digits.Count(c => c == '.'));
        var (lastComma, lastPoint) = (digits.LastIndexOf(','), digits.LastIndexOf('.'));
        return (commas, points) switch
        {
            (0, <= 1) => Parse(digits) is { } value ? (value, MarkOf(Encoding.ASCII.GetBytes(digits))) : null,
            (1, 0) => Parse(digits.Replace(',', '.')) is { } value
                ? (value, IsGroup(digits, lastComma) ? NumberMark.CommaOrThousands : NumberMark.Comma)
                : null,
            (_, 0) => Grouped(digits, ',', digits.Length) is { } value ? (value, NumberMark.Point) : null,
            (0, _) => Grouped(digits, '.', digits.Length) is { } value ? (value, NumberMark.Comma) : null,
            (_, 1) when lastPoint > lastComma => Grouped(digits, ',', lastPoint) is { } value ? (value, NumberMark.Point) : null,
            (1, _) when lastComma > lastPoint => Grouped(digits, '.', lastComma) is { } value ? (value, NumberMark.Comma) : null,
            _ => null,
        };
    }

    /// <summary>Is what follows the only mark three digits, and what comes before one to three, so that the mark may set thousands apart?</summary>
    private static bool IsGroup(string digits, int mark) => mark is >= 1 and <= 3 && digits.Length - mark == 4 && digits[0] != '0';

    /// <summary>The value of a number with thousands set apart before its decimal mark.</summary>
    private static double? Grouped(string digits, char separator, int decimals)
    {
        var groups = digits[..decimals].Split(separator);
        return groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(group => group.Length == 3) && groups.All(IsDigits)
            ? Parse(string.Concat(groups) + digits[decimals..].Replace(',', '.'))
            : null;
    }

    private static bool IsDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static double? Parse(string number) =>
        double.TryParse(number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, NumberFormatInfo.InvariantInfo, out var value)
            ? value
            : null;
}
