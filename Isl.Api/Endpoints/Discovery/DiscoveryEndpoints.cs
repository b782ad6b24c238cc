using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Front;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Resilience;

namespace Isl.Api.Endpoints.Discovery;

/// <summary>Graphs from data, from sentences, and from both.</summary>
public static class DiscoveryEndpoints
{
    /// <summary>Maps the discovery questions.</summary>
    public static RouteGroupBuilder MapDiscovery(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/causal").WithTags("Discovery");
        group.MapPost("/discover", Discover)
            .WithName("discover")
            .WithSummary("Which causal graph do data suggest?")
            .WithDescription("The body is JSON, or CSV (Content-Type: text/csv) with the options as query parameters.")
            .AsQuestion<DiscoverRequest, DiscoveryResult>(CsvRequest.ContentType)
            .Fronted(ServiceNames.CausalDiscovery);
        group.MapPost("/discover/knowledge", DiscoverKnowledge)
            .WithName("discover_knowledge")
            .WithSummary("Which causal graph do plain sentences describe?")
            .WithDescription(
                "English sentences such as 'Price affects Sales', 'Sales are driven by Quality and Price', "
                + "'Price affects Sales through Demand'. A sentence gives an edge only if every word of it is understood; what cannot be "
                    + "read is listed.")
            .AsQuestion<KnowledgeRequest, DiscoveryResult>()
            .Fronted(ServiceNames.CausalDiscovery);
        group.MapPost("/discover/hybrid", DiscoverHybrid)
            .WithName("discover_hybrid")
            .WithSummary("Which causal graph do data and plain sentences suggest together?")
            .WithDescription(
                "Stated edges are soft priors of weight 1 - data_weight; where they and the data disagree is reported for each edge. "
                + "CSV bodies as for discover.")
            .AsQuestion<HybridRequest, DiscoveryResult>(CsvRequest.ContentType)
            .Fronted(ServiceNames.CausalDiscovery);
        return group;
    }

    private static async Task<IResult> Discover(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var (question, data) = await CsvRequest.Read<DiscoverRequest>(context, limits, DiscoveryMapping.Read);
        return new AnswerResult(await grains.Data(data, (grain, sent, token) => grain.Discover(question, sent, token), context.RequestAborted));
    }

    private static async Task<IResult> DiscoverHybrid(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var (question, data) = await CsvRequest.Read<HybridRequest>(context, limits, DiscoveryMapping.ReadHybrid);
        return new AnswerResult(await grains.Data(data, (grain, sent, token) => grain.Discover(question, sent, token), context.RequestAborted));
    }

    private static async Task<IResult> DiscoverKnowledge(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var question = await RequestBody.Read<KnowledgeRequest, KnowledgeQuestion>(context, limits, DiscoveryMapping.ReadKnowledge);
        return new AnswerResult(await grains.Knowledge(question, (grain, token) => grain.ReadKnowledge(question, token), context.RequestAborted));
    }
}
