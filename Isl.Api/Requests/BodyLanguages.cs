using System.Text;
using System.Text.RegularExpressions;

namespace Isl.Api.Requests;

/// <summary>Tells bodies that are not JSON at all by their look, so that the answer names what was sent rather than its first odd byte.</summary>
internal static partial class BodyLanguages
{
    private const int LongestLook = 2_000;
    private const string JsonAdvice = "send a JSON object with Content-Type: application/json";

    /// <summary>What the text is and what to send instead; null where it may be flawed JSON.</summary>
    public static string? Recognise(ReadOnlySpan<byte> utf8)
    {
        var look = Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, LongestLook)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return look.Length == 0 || look[0] is '{' or '[' or '"' ? null
            : look[0] == '\'' && look.Length > 1 && look[1] is '{' or '['
                ? "The body begins with a single quote; send what stands between the quotes. In a shell of Windows write --data-binary @request.json."
            : look[0] == '<' ? $"The body is XML or HTML; {JsonAdvice}."
            : look[0] == '@' ? $"The body is the name of a file, not its content; {JsonAdvice}, with curl by --data-binary @request.json."
            : Graph().IsMatch(look) ? "The body is graph text; send it in a JSON object: {\"dag_structure\": \"…\"}, with other fields beside it."
            : Form().IsMatch(look) ? $"The body holds form fields; {JsonAdvice}."
            : IsTable(look) ? "The body is CSV. Send it as the text of data_csv in a JSON object, or, to causal/discover, as it is with "
                + "Content-Type: text/csv."
            : Yaml().IsMatch(look) ? $"The body is YAML; {JsonAdvice}."
            : null;
    }

    /// <summary>Is a text that was sent as CSV a JSON object or list?</summary>
    public static bool IsJson(ReadOnlySpan<byte> utf8)
    {
        var look = Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, LongestLook)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return Json().IsMatch(look);
    }

    /// <summary>Do the first lines have the same number of cells, more than one?</summary>
    private static bool IsTable(string look)
    {
        var lines = look.Split('\n', 4, StringSplitOptions.RemoveEmptyEntries);
        return lines.Length > 1 && lines[0].IndexOfAny(['{', '}']) < 0
            && ",;\t|".Any(separator => lines[0].Contains(separator) && lines[0].Count(c => c == separator) == lines[1].Count(c => c == separator));
    }

    [GeneratedRegex(
        @"^((strict\s+)?(dag|digraph|graph|pdag|cpdag|mpdag|mag|pag|admg)\b|[\w"" ]{1,80}(<-|->|<->|--)\s*[\w""{])",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Graph();

    [GeneratedRegex(@"^[A-Za-z_]\w*(%5B\w*%5D)?=[^&\n]*(&[A-Za-z_]\w*(%5B\w*%5D)?=[^&\n]*)*\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Form();

    [GeneratedRegex(@"^(---\s*\n)?[A-Za-z_]\w*:(\s|$)", RegexOptions.NonBacktracking)]
    private static partial Regex Yaml();

    [GeneratedRegex(@"^(\{\s*(""[^""\n]*""\s*:|\})|\[\s*[\[{])", RegexOptions.NonBacktracking)]
    private static partial Regex Json();
}
