using System.Buffers;
using System.Globalization;
using System.Text;

namespace Isl.Grains.Interfaces.Graphs;

/// <summary>What a node or variable may be called.</summary>
public static class NodeName
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaxLength = 200;

    private static readonly SearchValues<char> Breaks = SearchValues.Create("\r\n\t\u000B\u000C\u0085\u2028\u2029\u00A0");

    /// <summary>The name as it is kept: in Unicode normalisation form C, with line breaks, tabs and no-break spaces as spaces.</summary>
    /// <remarks>Names that look the same are then the same, however they were typed. A text that is no valid Unicode is left as it is.</remarks>
    public static string Normalise(string name)
    {
        var inOneLine = name.AsSpan().ContainsAny(Breaks) ? InOneLine(name) : name;
        return Ascii.IsValid(inOneLine) || !IsValid(inOneLine) ? inOneLine : Composition.Of(inOneLine);
    }

    /// <summary>What is wrong with a name, with the remedy; null when it is fine.</summary>
    /// <remarks>1–200 printable characters, without a space at either end.</remarks>
    public static string? Check(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return $"A name is empty; give every variable a name of 1 to {MaxLength} characters.";
        }

        if (name.Length > MaxLength)
        {
            return $"The name '{name[..20]}…' has {name.Length} characters, the limit is {MaxLength}; shorten it.";
        }

        if (name[0] == ' ' || name[^1] == ' ')
        {
            return $"The name '{name}' begins or ends with a space; remove it.";
        }

        for (var at = 0; at < name.Length;)
        {
            if (Rune.DecodeFromUtf16(name.AsSpan(at), out var rune, out var length) != OperationStatus.Done)
            {
                return "A name holds half a character (a lone surrogate); leave it out.";
            }

            if (!IsPrintable(rune))
            {
                return $"The name '{name.Remove(at, length)}' holds the invisible character U+{rune.Value:X4}; leave it out.";
            }

            at += length;
        }

        return null;
    }

    private static bool IsValid(string name)
    {
        for (var at = 0; at < name.Length;)
        {
            if (Rune.DecodeFromUtf16(name.AsSpan(at), out _, out var length) != OperationStatus.Done)
            {
                return false;
            }

            at += length;
        }

        return true;
    }

    private static string InOneLine(string name) =>
        string.Concat(name.Replace("\r\n", " ", StringComparison.Ordinal).Select(c => Breaks.Contains(c) ? ' ' : c));

    /// <summary>Joiners are kept, for scripts and emoji are written with them; other format characters are not seen, or turn text around.</summary>
    private static bool IsPrintable(Rune rune) => rune.Value is ' ' or 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse
        or UnicodeCategory.SpaceSeparator);
}
