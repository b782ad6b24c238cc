using System.Text.Json.Nodes;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Endpoints.Compatibility;

/// <summary><c>causal/discover/from-data</c> and <c>causal/discover/from-knowledge</c>: a list of graphs, best first.</summary>
internal static class DiscoveryNames
{
    private const string DataRoute = "/api/v1/causal/discover";
    private const string KnowledgeRoute = "/api/v1/causal/discover/knowledge";
    private const int DefaultTop = 3;
    private const int MostTop = 10;

    /// <summary>The answer from data; correlations unless another algorithm is asked for.</summary>
    public static async Task<JsonNode> FromData(HttpContext context, Forwarding forwarding, JsonObject body)
    {
        var top = Top(body);
        var question = OtherName.Renamed(body, ("method", "algorithm"));
        question["algorithm"] ??= "correlation";
        return Graphs(await forwarding.Ask(context, DataRoute, question), top);
    }

    /// <summary>The answer from sentences.</summary>
    public static async Task<JsonNode> FromKnowledge(HttpContext context, Forwarding forwarding, JsonObject body)
    {
        var top = Top(body);
        return Graphs(await forwarding.Ask(context, KnowledgeRoute, OtherName.Renamed(body, ("variables", "variable_names"))), top);
    }

    private static int Top(JsonObject body)
    {
        var given = body["top_k"];
        body.Remove("top_k");
        return given is null ? DefaultTop
            : given is JsonValue value && value.TryGetValue<int>(out var top) && top is >= 1 and <= MostTop ? top
            : throw new InputException("/top_k", $"top_k is {given.ToJsonString()}; it must be a whole number from 1 to {MostTop}.");
    }

    private static JsonNode Graphs(JsonNode answer, int top)
    {
        JsonNode?[] graphs = [answer["dag"], .. answer["alternative_dags"] as JsonArray ?? []];
        answer["discovered_dags"] = new JsonArray(
        [
            .. graphs.Take(top).Select(graph => (JsonNode)new JsonObject
            {
                ["nodes"] = graph!["nodes"]!.DeepClone(),
                ["edges"] = graph["edges"]!.DeepClone(),
                ["confidence"] = answer["confidence"]!.DeepClone(),
                ["method"] = graph["metadata"]?["algorithm"]?.DeepClone() ?? answer["algorithm_used"]!.DeepClone(),
            }),
        ]);
        return answer;
    }
}
