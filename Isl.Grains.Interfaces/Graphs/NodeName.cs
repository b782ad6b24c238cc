using System.Globalization;
using System.Text;

namespace Isl.Grains.Interfaces.Graphs;

/// <summary>What a node or variable may be called.</summary>
public static class NodeName
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaxLength = 100;

    /// <summary>What is wrong with a name, with the remedy; null when it is fine.</summary>
    /// <remarks>1–100 characters: any Unicode letters (with their marks) and digits, <c>_</c>, <c>.</c>, <c>-</c> and inner spaces.</remarks>
    public static string? Check(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return "A name is empty; give every variable a name of 1 to 100 characters.";
        }

        if (name.Length > MaxLength)
        {
            return $"The name '{name[..20]}…' has {name.Length} characters, the limit is {MaxLength}; shorten it.";
        }

        if (name[0] == ' ' || name[^1] == ' ')
        {
            return $"The name '{name}' begins or ends with a space; remove it.";
        }

        foreach (var rune in name.EnumerateRunes())
        {
            if (!IsAllowed(rune))
            {
                return $"The name '{name}' holds the character '{rune}' (U+{rune.Value:X4}); use letters, digits, '_', '.', '-' and spaces.";
            }
        }

        return null;
    }

    private static bool IsAllowed(Rune rune) => rune.Value is '_' or '.' or '-' or ' '
        || Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
