using System.Buffers;
using System.Globalization;

namespace Isl.Grains.GraphCore;

/// <summary>Names within texts that have a syntax: quoted where the syntax would take a part of them for its own.</summary>
public static class NameText
{
    private static readonly SearchValues<char> FormulaSigns = SearchValues.Create(",;|(){}[]=/'\"Σ\\");

    /// <summary>A name within a path or a graph text: bare where it is one word, otherwise in quotes.</summary>
    public static string InPath(string name) => IsWord(name) ? name : Quoted(name);

    /// <summary>A name within a formula or a list: in quotes where it holds signs of these.</summary>
    public static string InFormula(string name) => name.AsSpan().ContainsAny(FormulaSigns) ? Quoted(name) : name;

    /// <summary>A name in quotes; quotes and backslashes in it are escaped.</summary>
    public static string Quoted(string name) =>
        $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static bool IsWord(string name)
    {
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '.' or '-') && !char.IsSurrogate(c)
                && char.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
            {
                return false;
            }
        }

        return !name.StartsWith('-') && !name.EndsWith('-') && !name.Contains("--", StringComparison.Ordinal);
    }
}
