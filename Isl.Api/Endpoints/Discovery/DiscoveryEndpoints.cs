using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Requests;
using Isl.Api.Requests.Tables;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Microsoft.Extensions.Options;

namespace Isl.Api.Endpoints.Discovery;

/// <summary>Graphs from data, from sentences, and from both.</summary>
public static class DiscoveryEndpoints
{
    private const string CsvContentType = "text/csv";

    /// <summary>Maps the discovery questions.</summary>
    public static RouteGroupBuilder MapDiscovery(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/causal").WithTags("Discovery");
        group.MapPost("/discover", Discover)
            .WithName("discover")
            .WithSummary("Which causal graph do data suggest?")
            .WithDescription("The body is JSON, or CSV (Content-Type: text/csv) with the options as query parameters.")
            .AsQuestion<DiscoverRequest, DiscoveryResult>(CsvContentType);
        group.MapPost("/discover/knowledge", DiscoverKnowledge)
            .WithName("discover_knowledge")
            .WithSummary("Which causal graph do plain sentences describe?")
            .WithDescription(
                "English sentences such as 'Price affects Sales', 'Sales are driven by Quality and Price', 'Price affects Sales through Demand'. What cannot be read is listed.")
            .AsQuestion<KnowledgeRequest, DiscoveryResult>();
        group.MapPost("/discover/hybrid", DiscoverHybrid)
            .WithName("discover_hybrid")
            .WithSummary("Which causal graph do data and plain sentences suggest together?")
            .WithDescription(
                "Stated edges are soft priors of weight 1 - data_weight; where they and the data disagree is told edge by edge. CSV bodies as for discover.")
            .AsQuestion<HybridRequest, DiscoveryResult>(CsvContentType);
        return group;
    }

    private static async Task Discover(HttpContext context, IGrainFactory grains, GrainCallPolicy policy, IOptions<DataLimits> limits)
    {
        var request = IsCsv(context) ? await ReadCsv(context) : await RequestBody.ReadJson<DiscoverRequest>(context);
        await Answer(context, request.ToQuestion(), request, grains, policy, limits.Value);
    }

    private static async Task DiscoverHybrid(HttpContext context, IGrainFactory grains, GrainCallPolicy policy, IOptions<DataLimits> limits)
    {
        var request = IsCsv(context) ? await ReadCsv(context) : await RequestBody.ReadJson<HybridRequest>(context);
        await Answer(context, request.ToHybridQuestion(limits.Value), request, grains, policy, limits.Value);
    }

    private static async Task DiscoverKnowledge(HttpContext context, IGrainFactory grains, GrainCallPolicy policy, IOptions<DataLimits> limits)
    {
        var request = await RequestBody.ReadJson<KnowledgeRequest>(context);
        var question = request.ToQuestion(limits.Value);
        var grain = grains.GetGrain<IDatasetGrain>(KnowledgeSubject.Hash(question));
        await AnswerWriter.Write(context, await policy.Call(token => grain.ReadKnowledge(question, token), context.RequestAborted));
    }

    private static async Task Answer(
        HttpContext context,
        DiscoveryQuestion question,
        DiscoverRequest request,
        IGrainFactory grains,
        GrainCallPolicy policy,
        DataLimits limits)
    {
        var data = request.ToDataset(limits);
        var grain = grains.GetGrain<IDatasetGrain>(data.Hash());
        var answer = await policy.Call(
            async token => await grain.Discover(question, null, token) ?? await grain.Discover(question, data, token),
            context.RequestAborted);
        await AnswerWriter.Write(
            context,
            answer ?? throw new IslException(ErrorCode.SubjectNeeded, "The grain took the data and asked for them again."));
    }

    private static bool IsCsv(HttpContext context) =>
        context.Request.ContentType?.StartsWith(CsvContentType, StringComparison.OrdinalIgnoreCase) == true;

    private static async Task<HybridRequest> ReadCsv(HttpContext context) =>
        DiscoveryQuery.Read(context.Request.Query, await RequestBody.ReadBytes(context));
}
