using System.Text.Json.Nodes;
using Isl.Api.Answers;
using Isl.Grains.Hosting;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Endpoints.Compatibility;

/// <summary><c>batch/counterfactual</c>: each request with its own success or error.</summary>
internal static class BatchNames
{
    private const string Route = "/api/v1/causal/counterfactual";
    private const int MostItems = 200;

    /// <summary>The answer about counterfactuals, one after the other.</summary>
    public static async Task<JsonNode> Counterfactuals(
        HttpContext context, Forwarding forwarding, EngineSettings settings, TimeProvider time, JsonObject body)
    {
        var name = body.ContainsKey("requests") ? "requests" : "items";
        if (body[name] is not JsonArray { Count: > 0 and <= MostItems } items)
        {
            throw new InputException("/" + name, $"{name} is missing, empty or too long; send a list of 1 to {MostItems} counterfactual requests.");
        }

        foreach (var (other, _) in body.Where(member => member.Key != name && !member.Key.StartsWith('_')))
        {
            throw new InputException("/" + other, $"This request has no field `{other}`; its fields are requests and items, of which one is sent.");
        }

        var until = time.GetUtcNow() + settings.RequestTimeout;
        var results = new JsonArray();
        for (var i = 0; i < items.Count; i++)
        {
            results.Add(time.GetUtcNow() < until
                ? await Item(context, forwarding, items[i], i, name)
                : Failed(i, new IslException(ErrorCode.DeadlineExceeded, "The batch did not come to this request in time."), name));
        }

        return Summed(results);
    }

    private static async Task<JsonNode> Item(HttpContext context, Forwarding forwarding, JsonNode? item, int index, string name)
    {
        if (item is not JsonObject request)
        {
            return Failed(index, new InputException("", "A request is an object such as {\"model\": …, \"intervention\": …}."), name);
        }

        try
        {
            var answer = await forwarding.Ask(context, Route, request.DeepClone());
            return new JsonObject { ["index"] = index, ["success"] = true, ["result"] = answer, ["error"] = null };
        }
        catch (Exception e) when (e is InputException or IslException)
        {
            return Failed(index, e, name);
        }
    }

    private static JsonObject Failed(int index, Exception failure, string name)
    {
        var type = ExceptionProblems.TypeOf(failure);
        var errors = failure is InputException input ? input.Errors : [];
        return new JsonObject
        {
            ["index"] = index,
            ["success"] = false,
            ["result"] = null,
            ["error"] = new JsonObject
            {
                ["error_code"] = type.Code,
                ["message"] = ExceptionProblems.MessageOf(failure, type),
                ["details"] = new JsonObject
                {
                    ["errors"] = new JsonArray(
                    [
                        .. errors.Select(error =>
                            (JsonNode)new JsonObject { ["path"] = $"/{name}/{index}{error.Path}", ["message"] = error.Message }),
                    ]),
                },
                ["retryable"] = type.Retryable,
                ["suggested_action"] = type.Action,
            },
        };
    }

    private static JsonObject Summed(JsonArray results) => new() { ["results"] = results, ["summary"] = Summary(results) };

    private static JsonObject Summary(JsonArray results)
    {
        var succeeded = results.Count(item => item!["success"]!.GetValue<bool>());
        return new JsonObject { ["total"] = results.Count, ["succeeded"] = succeeded, ["failed"] = results.Count - succeeded };
    }
}
