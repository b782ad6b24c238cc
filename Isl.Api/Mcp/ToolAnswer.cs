using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isl.Grains.Interfaces;
using ModelContextProtocol.Protocol;

namespace Isl.Api.Mcp;

/// <summary>Turns an answer into what a tool gives: the explanation first, as text, and the numbers after it, as JSON.</summary>
internal static class ToolAnswer
{
    private const string Explanation = "explanation";

    /// <summary>The answer of a tool.</summary>
    public static CallToolResult Of(InnerAnswer answer)
    {
        var body = JsonNode.Parse(answer.Body)?.AsObject() ?? [];
        return answer.IsOk ? Answered(body) : Refused(body);
    }

    /// <summary>Says which tools there are.</summary>
    public static CallToolResult NoTool(string name, IEnumerable<string> names) =>
        Error($"There is no tool '{name}'. The tools are {string.Join(", ", names.Order(StringComparer.Ordinal))}.");

    private static CallToolResult Answered(JsonObject body)
    {
        var whole = JsonSerializer.SerializeToElement(body);
        var content = new List<ContentBlock>();
        if (body[Explanation] is JsonObject explanation)
        {
            body.Remove(Explanation);
            content.Add(new TextContentBlock { Text = TextOf(explanation) });
        }

        content.Add(new TextContentBlock { Text = body.ToJsonString(IslJson.Options) });
        return new CallToolResult { Content = content, StructuredContent = whole };
    }

    private static CallToolResult Refused(JsonObject problem)
    {
        var text = new StringBuilder();
        Line(text, (string?)problem["message"] ?? (string?)problem["title"]);
        Line(text, (string?)problem["suggested_action"]);
        foreach (var error in problem["details"]?["errors"] as JsonArray ?? [])
        {
            var path = (string?)error?["path"];
            Line(text, $"- {(string.IsNullOrEmpty(path) ? "" : path + ": ")}{(string?)error?["message"]}");
        }

        return Error(text.ToString().TrimEnd());
    }

    private static CallToolResult Error(string text) => new() { Content = [new TextContentBlock { Text = text }], IsError = true };

    private static string TextOf(JsonObject explanation)
    {
        var text = new StringBuilder();
        Line(text, (string?)explanation["summary"]);
        Line(text, (string?)explanation["reasoning"]);
        List(text, "Assumptions", explanation["assumptions"]);
        List(text, "Caveats", explanation["caveats"]);
        Line(text, (string?)explanation["technical_basis"]);
        return text.ToString().TrimEnd();
    }

    private static void Line(StringBuilder text, string? line)
    {
        if (!string.IsNullOrEmpty(line))
        {
            text.Append(line).Append('\n');
        }
    }

    private static void List(StringBuilder text, string title, JsonNode? items)
    {
        if (items is JsonArray { Count: > 0 } list)
        {
            text.Append(title).Append(":\n");
            foreach (var item in list)
            {
                text.Append("- ").Append((string?)item).Append('\n');
            }
        }
    }
}
