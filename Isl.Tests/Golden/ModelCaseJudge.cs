using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Isl.Tests.Golden;

/// <summary>Compares an answer about a structural model with what is right: checks of single places of the answer.</summary>
internal static class ModelCaseJudge
{
    private const double Near = 1e-9;

    /// <summary>What is wrong with an answer.</summary>
    public static List<string> Judge(JsonElement expected, int status, JsonNode? body)
    {
        int[] wanted = !expected.TryGetProperty("status", out var given) ? [200]
            : given.ValueKind == JsonValueKind.Array ? [.. given.EnumerateArray().Select(item => item.GetInt32())]
            : [given.GetInt32()];
        return wanted.Contains(status)
            ? [.. expected.GetProperty("checks").EnumerateArray().SelectMany(check => Check(check, body))]
            : [$"status {status}, wanted {string.Join(" or ", wanted)}: {body?["detail"]}"];
    }

    private static IEnumerable<string> Check(JsonElement check, JsonNode? body)
    {
        if (check.TryGetProperty("any", out var choices))
        {
            var wrong = choices.EnumerateArray().Select(choice => choice.EnumerateArray().SelectMany(one => Check(one, body)).ToList()).ToList();
            return wrong.Any(flaws => flaws.Count == 0) ? [] : [$"none of: {string.Join(" | ", wrong.Select(flaws => string.Join("; ", flaws)))}"];
        }

        var place = check.GetProperty("at").GetString()!;
        if (!TryFind(body, place, out var found))
        {
            return check.TryGetProperty("absent", out _) ? [] : [$"{place} is missing"];
        }

        return check.EnumerateObject()
            .Where(rule => !Holds(rule, check, found))
            .Select(rule => $"{place} is {Text(found)}, wanted {check.GetRawText()}");
    }

    private static bool Holds(JsonProperty rule, JsonElement check, JsonNode? found) => rule.Name switch
    {
        "at" or "abs" => true,
        "absent" => false,
        "near" => Number(found) is { } value
            && Math.Abs(value - rule.Value.GetDouble()) <= (check.TryGetProperty("abs", out var within) ? within.GetDouble() : Near),
        "is" => JsonNode.DeepEquals(found, JsonNode.Parse(rule.Value.GetRawText()))
            || (Number(found) is { } number && rule.Value.ValueKind == JsonValueKind.Number && number == rule.Value.GetDouble()),
        "min" => Number(found) >= rule.Value.GetDouble(),
        "max" => Number(found) <= rule.Value.GetDouble(),
        "has" => Matches(rule.Value, found),
        "lacks" => !Matches(rule.Value, found),
        _ => throw new NotSupportedException($"No check is called {rule.Name}."),
    };

    private static bool Matches(JsonElement pattern, JsonNode? found) => Regex.IsMatch(Text(found), pattern.GetString()!);

    private static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text
        : node?.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) ?? "null";

    private static bool TryFind(JsonNode? body, string pointer, out JsonNode? found)
    {
        found = body;
        foreach (var part in pointer.Split('/').Skip(1).Select(part => part.Replace("~1", "/", StringComparison.Ordinal)))
        {
            switch (found)
            {
                case JsonArray list when int.TryParse(part, out var at) && at < list.Count:
                    found = list[at];
                    break;
                case JsonObject members when members.TryGetPropertyValue(part, out var member):
                    found = member;
                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}
