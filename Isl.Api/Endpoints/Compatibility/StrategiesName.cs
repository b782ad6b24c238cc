using System.Text.Json.Nodes;

namespace Isl.Api.Endpoints.Compatibility;

/// <summary><c>causal/validate/strategies</c>: paths as lists of names.</summary>
internal static class StrategiesName
{
    private const string Route = "/api/v1/validation/strategies";
    private static readonly string[] Arrows = [" -> ", " <- ", " <-> ", " -- "];
    private static readonly string[] Lists = ["causal_paths", "backdoor_paths", "open_paths", "blocked_paths"];

    /// <summary>The answer in that shape.</summary>
    public static async Task<JsonNode> Answer(HttpContext context, Forwarding forwarding, JsonObject body)
    {
        var answer = await forwarding.Ask(context, Route, body);
        if (answer["path_analysis"] is JsonObject paths)
        {
            foreach (var list in Lists)
            {
                paths[list] = new JsonArray([.. (paths[list] as JsonArray ?? []).Select(path => Names(path!.GetValue<string>()))]);
            }

            paths["frontdoor_paths"] = paths["causal_paths"]!.DeepClone();
        }

        return answer;
    }

    private static JsonArray Names(string path) => [.. path.Split(Arrows, StringSplitOptions.None).Select(name => (JsonNode?)JsonValue.Create(name))];
}
