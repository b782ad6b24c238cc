using System.Text.RegularExpressions;

namespace Isl.Tests.Operations;

/// <summary>The names that a PromQL expression uses. Syntax is promtool's business; this reads what is well-formed.</summary>
internal static partial class PromQl
{
    private static readonly HashSet<string> Words =
        new(StringComparer.Ordinal) { "and", "or", "unless", "bool", "offset", "on", "ignoring", "by", "without", "group_left", "group_right" };

    private static readonly HashSet<string> LabelLists =
        new(StringComparer.Ordinal) { "on", "ignoring", "by", "without", "group_left", "group_right" };

    /// <summary>Metrics with the labels of their selectors, and the labels of groupings.</summary>
    public static (List<(string Metric, List<string> Labels)> Selectors, List<string> Groupings) Read(string expression)
    {
        var bare = DurationsAndStrings().Replace(expression, match => match.Value[0] == '[' ? "" : "''");
        var tokens = Token().Matches(bare).Select(match => match.Value).ToList();
        var selectors = new List<(string, List<string>)>();
        var groupings = new List<string>();
        for (var i = 0; i < tokens.Count; i++)
        {
            var next = i + 1 < tokens.Count ? tokens[i + 1] : "";
            if (LabelLists.Contains(tokens[i]) && next == "(")
            {
                i = Collect(tokens, i + 2, ")", groupings);
            }
            else if (Name().IsMatch(tokens[i]) && !Words.Contains(tokens[i]) && next is not ("(" or "by" or "without"))
            {
                var labels = new List<string>();
                selectors.Add((tokens[i], labels));
                i = next == "{" ? Collect(tokens, i + 2, "}", labels) : i;
            }
        }

        return (selectors, groupings);
    }

    private static int Collect(List<string> tokens, int from, string end, List<string> names)
    {
        var i = from;
        for (; tokens[i] != end; i++)
        {
            if (Name().IsMatch(tokens[i]))
            {
                names.Add(tokens[i]);
            }
        }

        return i;
    }

    [GeneratedRegex("""\[[^\]]*\]|"(?:\\.|[^"])*"|'(?:\\.|[^'])*'|(?<=offset )\s*\w+""")]
    private static partial Regex DurationsAndStrings();

    [GeneratedRegex(@"[A-Za-z_:][A-Za-z0-9_:]*|[0-9.]+(?:[eE][+-]?[0-9]+)?|[^\s]")]
    private static partial Regex Token();

    [GeneratedRegex("^[A-Za-z_:][A-Za-z0-9_:]*$")]
    private static partial Regex Name();
}
