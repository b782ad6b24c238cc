using System.Text.Json;
using System.Text.RegularExpressions;

namespace Isl.Api.Requests.Graphs;

/// <summary>Tells texts in other languages by their look, so that they are refused by name rather than read as something else.</summary>
internal static partial class GraphTextLanguages
{
    private const int LongestLook = 4_000;

    /// <summary>What language the text is in, and what to send instead; null where it may be dagitty or DOT text.</summary>
    public static string? Refusal(string text)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, LongestLook)).TrimStart("\uFEFF \t\r\n");
        return start.IsEmpty ? "the text is empty"
            : start[0] is '{' or '[' && IsJson(text) ? "the text is JSON; send it as it is, not as text in quotes"
            : start[0] == '<' ? "the text is XML, such as GraphML, which is not read"
            : start[0] is '[' or '(' && Pairs().IsMatch(start) ? "the text is a list of pairs; send {\"nodes\": […], \"edges\": [[\"A\", \"B\"]]} "
                + "instead"
            : start[0] == '[' && BayesianNetwork().IsMatch(start) ? "the text is a model string of bnlearn, which is not read"
            : Gml().IsMatch(start) ? "the text is GML, which is not read"
            : Numbered().IsMatch(start) ? "the text is a graph file of Tetrad, which is not read"
            : OldDagitty().IsMatch(start) ? "the text is in the old syntax of dagitty, which is not read; dagitty.net writes the new one"
            : Mermaid().IsMatch(start) ? "the text is a flowchart of Mermaid, which is not read"
            : Formula().IsMatch(start) ? "the text is a model formula with '~', as of R or lavaan, which is not read"
            : null;
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^(\[[^\[\]|]+(\|[^\[\]]+)?\]\s*)+$", RegexOptions.NonBacktracking)]
    private static partial Regex BayesianNetwork();

    [GeneratedRegex(@"^[\[(]+\s*['""]?[^'"",()\[\]]+['""]?\s*,\s*['""]?[^'"",()\[\]]+['""]?\s*[\])]", RegexOptions.NonBacktracking)]
    private static partial Regex Pairs();

    [GeneratedRegex(
        @"^(Creator\b[^\n]*\n\s*)?graph\s*\[\s*(directed\b|node\s*\[|comment\b|id\b|label\b)",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Gml();

    [GeneratedRegex(@"^Graph Nodes:", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^[^\s\[\]{}<>]+\s+(1|E|O|U|A|M|S)\s+@", RegexOptions.NonBacktracking)]
    private static partial Regex OldDagitty();

    [GeneratedRegex(@"^(flowchart|graph)\s+(TB|TD|BT|RL|LR)\b\s*[;\n]", RegexOptions.NonBacktracking)]
    private static partial Regex Mermaid();

    [GeneratedRegex(@"^[^\n\[\]{}""]*[^\n\[\]{}""<>-]=?~[^>]", RegexOptions.NonBacktracking)]
    private static partial Regex Formula();
}
