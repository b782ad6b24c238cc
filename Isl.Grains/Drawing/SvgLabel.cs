using System.Globalization;
using System.Text;

namespace Isl.Grains.Drawing;

/// <summary>A node's name, broken into lines that fit its box.</summary>
/// <remarks>
/// Whoever shows the drawing chooses the font, so widths are those of DejaVu Sans, one of the widest that are in use: other fonts fit with room to
/// spare.
/// </remarks>
internal sealed class SvgLabel
{
    /// <summary>Size of the letters.</summary>
    public const double FontSize = 13;

    /// <summary>From one line to the next.</summary>
    public const double LineHeight = 16;

    private const double MaxLine = 150;
    private const double Padding = 12;
    private const double MinWidth = 46;

    /// <summary>Breaks a name.</summary>
    public SvgLabel(string name)
    {
        Lines = Break(name);
        Width = Math.Max(MinWidth, Lines.Max(WidthOf) + (2 * Padding));
        Height = (Lines.Count * LineHeight) + 16;
    }

    /// <summary>The lines.</summary>
    public List<string> Lines { get; }

    /// <summary>Width of the box.</summary>
    public double Width { get; }

    /// <summary>Height of the box.</summary>
    public double Height { get; }

    /// <summary>Width of a text in the drawing's letters.</summary>
    public static double WidthOf(string text) => text.EnumerateRunes().Sum(rune => Em(rune)) * FontSize;

    /// <summary>Breaks behind spaces and punctuation and between words of a compound, or, where a word is too long, anywhere.</summary>
    private static List<string> Break(string name)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var part in Parts(name))
        {
            if (line.Length > 0 && WidthOf(line + part.TrimEnd()) > MaxLine)
            {
                lines.Add(line.ToString().TrimEnd());
                line.Clear();
            }

            foreach (var element in Elements(part))
            {
                if (WidthOf(line + element.TrimEnd()) > MaxLine)
                {
                    lines.Add(line.ToString());
                    line.Clear();
                }

                line.Append(element);
            }
        }

        lines.Add(line.ToString().TrimEnd());
        return lines;
    }

    private static IEnumerable<string> Parts(string name)
    {
        var start = 0;
        for (var i = 1; i < name.Length; i++)
        {
            if (name[i - 1] is ' ' or '_' or '.' or '-' || (char.IsLower(name[i - 1]) && char.IsUpper(name[i])))
            {
                yield return name[start..i];
                start = i;
            }
        }

        yield return name[start..];
    }

    /// <summary>Letters with their marks.</summary>
    private static IEnumerable<string> Elements(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            yield return elements.GetTextElement();
        }
    }

    private static double Em(Rune rune) => rune.Value switch
    {
        'i' or 'j' or 'l' or '.' or ' ' or '-' or 'I' or 'J' => 0.37,
        'f' or 't' or 'r' => 0.42,
        'm' or 'W' => 1.0,
        'M' or 'w' => 0.87,
        'O' or 'Q' or 'G' or 'D' or 'H' or 'N' or 'U' => 0.79,
        >= 'A' and <= 'Z' => 0.7,
        < 0x80 => 0.64,
        < 0x2E80 when Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark => 0,
        < 0x2E80 => 0.8,
        _ => 1.05,
    };
}
