using System.Text.Json.Nodes;
using Isl.Api.Docs;
using Isl.Grains.Hosting;
using Isl.Grains.Interfaces.Conformal;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Api.Endpoints.Compatibility;

/// <summary>Other names of questions that are answered here, as clients of an earlier service ask them.</summary>
public static class CompatibilityEndpoints
{
    /// <summary>Registers what the other names need.</summary>
    public static void AddCompatibility(this IServiceCollection services) => services.AddSingleton<Forwarding>();

    /// <summary>Maps the other names.</summary>
    public static void MapCompatibility(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1").WithTags("Other names");
        Map<StrategiesResult>(group, "/causal/validate/strategies", "strategies_by_another_name", "validation/strategies", StrategiesName.Answer);
        Map<ScenariosResult>(group, "/causal/counterfactual/batch", "scenarios_by_another_name", "batch/counterfactuals", ScenariosName.Answer);
        Map<ConformalResult>(group, "/causal/counterfactual/conformal", "conformal_by_another_name", "causal/conformal", ConformalName.Answer);
        Map<DiscoveryResult>(
            group, "/causal/discover/from-data", "discover_from_data", "causal/discover", DiscoveryNames.FromData, ("/algorithm", "/method"));
        Map<DiscoveryResult>(
            group,
            "/causal/discover/from-knowledge",
            "discover_from_knowledge",
            "causal/discover/knowledge",
            DiscoveryNames.FromKnowledge,
            ("/variable_names", "/variables"));
        group.MapPost("/batch/counterfactual", Counterfactuals)
            .WithName("counterfactual_requests")
            .WithSummary("Many counterfactual questions in one call, each with its own success or error")
            .AsQuestion<JsonObject, JsonObject>();
    }

    private static void Map<TResult>(
        RouteGroupBuilder group,
        string route,
        string name,
        string original,
        Func<HttpContext, Forwarding, JsonObject, Task<JsonNode>> answer,
        params (string Asked, string Here)[] renamed) => group
        .MapPost(route, (HttpContext context, Forwarding forwarding) => Ask(context, forwarding, answer, renamed))
        .WithName(name)
        .WithSummary($"{original} in another shape")
        .AsQuestion<JsonObject, TResult>();

    private static async Task<IResult> Ask(
        HttpContext context,
        Forwarding forwarding,
        Func<HttpContext, Forwarding, JsonObject, Task<JsonNode>> answer,
        (string Asked, string Here)[] renamed)
    {
        var held = context.Request.Headers.IfNoneMatch;
        var body = await OtherName.Read(context);
        (string Asked, string Here)[] sent = [.. renamed.Where(pair => body.ContainsKey(pair.Here[1..]))];
        return OtherName.Result(context, held, await OtherName.AtTheirPlaces(() => answer(context, forwarding, body), sent));
    }

    private static async Task<IResult> Counterfactuals(HttpContext context, Forwarding forwarding, EngineSettings settings, TimeProvider time)
    {
        var held = context.Request.Headers.IfNoneMatch;
        var body = await OtherName.Read(context);
        return OtherName.Result(
            context,
            held,
            await OtherName.AtTheirPlaces(() => BatchNames.Counterfactuals(context, forwarding, settings, time, body)));
    }
}
