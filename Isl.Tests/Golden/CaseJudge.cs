using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Isl.Tests.Golden;

/// <summary>Compares an answer with what is right. Says what is wrong, or nothing.</summary>
internal static class CaseJudge
{
    /// <summary>What is wrong with an answer.</summary>
    public static List<string> Judge(ReadCase one, int status, JsonNode? body) =>
        one.Area switch
        {
            "discovery" => Discovery(one.Expected, status, body),
            "models" => ModelCaseJudge.Judge(one.Expected, status, body),
            _ => Identification(one.Expected, status, body),
        };

    private static List<string> Identification(JsonElement expected, int status, JsonNode? body)
    {
        var wrong = new List<string>();
        foreach (var member in expected.EnumerateObject())
        {
            var found = At(body, member.Name);
            var holds = member.Name switch
            {
                "http_status" => status == member.Value.GetInt32(),
                "$any" => member.Value.EnumerateArray().Any(choice => Identification(choice, status, body).Count == 0),
                "$not" => Identification(member.Value, status, body).Count > 0,
                _ => Matches(member.Value, found),
            };
            if (!holds)
            {
                wrong.Add($"{member.Name}: {found?.ToJsonString() ?? $"nothing (status {status})"}, wanted {member.Value.GetRawText()}");
            }
        }

        return wrong;
    }

    private static bool Matches(JsonElement wanted, JsonNode? found)
    {
        if (wanted.ValueKind == JsonValueKind.Object && wanted.TryGetProperty("$contains", out var part))
        {
            return Text(found).Contains(part.GetString()!, StringComparison.Ordinal);
        }

        return wanted.ValueKind == JsonValueKind.Object && wanted.TryGetProperty("$notcontains", out var other)
            ? !Text(found).Contains(other.GetString()!, StringComparison.Ordinal)
            : JsonNode.DeepEquals(found, JsonNode.Parse(wanted.GetRawText()));
    }

    private static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonArray list => string.Join('\n', list.Select(Text)),
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToJsonString(),
    };

    private static List<string> Discovery(JsonElement expected, int status, JsonNode? body)
    {
        var wrong = new List<string>();
        foreach (var member in expected.EnumerateObject())
        {
            if (!Holds(member.Name, member.Value, status, body))
            {
                wrong.Add($"{member.Name}: wanted {member.Value.GetRawText()}, status {status}: {body?["message"]?.ToJsonString()} {Caveats(body)}");
            }
        }

        return wrong;
    }

    private static bool Holds(string name, JsonElement wanted, int status, JsonNode? body) => name switch
    {
        "status" => status == wanted.GetInt32(),
        "any_of" => wanted.EnumerateArray().Any(choice => Discovery(choice, status, body).Count == 0),
        "message_any" => status != 200 && Any(wanted, Message(body)),
        "message_none" => status != 200 && !Any(wanted, Message(body)),
        "message_max_errors_same_column" => status != 200 && ErrorsOfOneColumn(body) <= wanted.GetInt32(),
        "error_path_any" => status != 200
            && Errors(body).Any(error => wanted.EnumerateArray()
                .Any(path => Text(error?["path"]).StartsWith(path.GetString()!, StringComparison.Ordinal))),
        _ when status != 200 => false,
        "caveat_any" => Any(wanted, Caveats(body)),
        "caveat_none" => !Any(wanted, Caveats(body)),
        "text_none" => !Any(wanted, Text(body!["explanation"]!["summary"]) + Text(body["explanation"]!["reasoning"]) + Caveats(body)),
        "nodes" => JsonNode.DeepEquals(body!["dag"]!["nodes"], JsonNode.Parse(wanted.GetRawText())),
        "edges" => Pairs(body!["dag"]!["edges"], sorted: false).SetEquals(Pairs(wanted, sorted: false)),
        "edges_include" => Pairs(wanted, sorted: false).IsSubsetOf(Pairs(body!["dag"]!["edges"], sorted: false)),
        "edges_exclude" => !Pairs(wanted, sorted: false).Overlaps(Pairs(body!["dag"]!["edges"], sorted: false)),
        "denied_exclude" => !Pairs(wanted, sorted: false).Overlaps(
            body!["knowledge"]!["denied"]!.AsArray().Select(edge => $"{Text(edge!["from"])}\n{Text(edge["to"])}")),
        "skeleton" => Pairs(body!["dag"]!["edges"], sorted: true).SetEquals(Pairs(wanted, sorted: true)),
        "skeleton_include" => Pairs(body!["dag"]!["edges"], sorted: true).IsSupersetOf(Pairs(wanted, sorted: true)),
        "cpdag_undirected" => Pairs(body!["cpdag"]!["undirected"], sorted: true).SetEquals(Pairs(wanted, sorted: true)),
        "edge_confidence_max" => body!["edges_detail"]!.AsArray()
            .All(edge => edge!["confidence"] is not { } confidence || confidence.GetValue<double>() <= wanted.GetDouble()),
        "cpdag_directed" => Pairs(body!["cpdag"]!["directed"], sorted: false).SetEquals(Pairs(wanted, sorted: false)),
        "confidence_max" => body!["confidence"]!.GetValue<double>() <= wanted.GetDouble(),
        "weights_abs_between" => body!["edges_detail"]!.AsArray().All(edge =>
            edge!["weight"]!.GetValue<double>() is var weight && weight >= wanted[0].GetDouble() && weight <= wanted[1].GetDouble()),
        _ => throw new NotSupportedException($"No expectation is called {name}."),
    };

    private static HashSet<string> Pairs(JsonElement list, bool sorted) => Pairs(JsonNode.Parse(list.GetRawText()), sorted);

    private static HashSet<string> Pairs(JsonNode? list, bool sorted) => list!.AsArray()
        .Select(pair => pair!.AsArray().Select(Text))
        .Select(pair => string.Join('\n', sorted ? pair.Order(StringComparer.Ordinal) : pair))
        .ToHashSet(StringComparer.Ordinal);

    private static bool Any(JsonElement patterns, string text) =>
        patterns.EnumerateArray().Any(pattern => Regex.IsMatch(text, pattern.GetString()!, RegexOptions.IgnoreCase | RegexOptions.Singleline));

    private static string Caveats(JsonNode? body) => Text(body?["explanation"]?["caveats"]);

    private static string Message(JsonNode? body) =>
        $"{Text(body?["message"])} {Text(body?["suggested_action"])} {string.Join(' ', Errors(body).Select(error => Text(error?["message"])))}";

    private static JsonArray Errors(JsonNode? body) => body?["details"]?["errors"]?.AsArray() ?? [];

    private static int ErrorsOfOneColumn(JsonNode? body) => Errors(body)
        .Select(error => Regex.Match(Text(error?["message"]), "column '([^']*)'"))
        .Where(match => match.Success)
        .GroupBy(match => match.Groups[1].Value)
        .Select(group => group.Count())
        .DefaultIfEmpty(0)
        .Max();

    private static JsonNode? At(JsonNode? body, string path)
    {
        foreach (var key in path.Split('.'))
        {
            body = body switch
            {
                JsonArray list => int.TryParse(key, out var at) && at < list.Count ? list[at] : null,
                JsonObject members => members[key],
                _ => null,
            };
        }

        return body;
    }
}
