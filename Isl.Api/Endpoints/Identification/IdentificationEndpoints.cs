using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Tables;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Microsoft.Extensions.Options;

namespace Isl.Api.Endpoints.Identification;

/// <summary>Questions about causal graphs.</summary>
public static class IdentificationEndpoints
{
    /// <summary>Maps the questions about causal graphs.</summary>
    public static RouteGroupBuilder MapIdentification(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1").WithTags("Causal structure");
        group.MapPost("/causal/validate", Validate)
            .WithName("validate")
            .WithSummary("Is an effect identifiable, and what to adjust for?")
            .AsQuestion<ValidateRequest, IdentificationResult>();
        group.MapPost("/validation/strategies", FindStrategies)
            .WithName("strategies")
            .WithSummary("Which ways are there to identify an effect, and along which paths?")
            .AsQuestion<ValidateRequest, StrategiesResult>();
        group.MapPost("/causal/separation", Separate)
            .WithName("separation")
            .WithSummary("Does a set of nodes m-separate two others?")
            .AsQuestion<SeparationRequest, SeparationResult>();
        group.MapPost("/causal/paths", FindPaths)
            .WithName("paths")
            .WithSummary("Along which paths can association flow, and what blocks them?")
            .AsQuestion<PathsRequest, PathsResult>();
        group.MapPost("/batch/validate", BatchValidate.Answer)
            .WithName("batch_validate")
            .WithSummary("Many validate questions in one call, each with its own status")
            .AsQuestion<BatchValidateRequest, BatchValidateResult>();
        return group;
    }

    private static async Task Validate(
        HttpContext context,
        IGrainFactory grains,
        GrainCallPolicy policy,
        IOptions<GraphLimits> limits,
        IOptions<DataLimits> dataLimits)
    {
        var request = await RequestBody.ReadJson<ValidateRequest>(context);
        var (graph, query, data) = request.Read(limits.Value, dataLimits.Value);
        await AnswerWriter.Write(context, await Ask(context, grains, policy, graph, (grain, token) => grain.Identify(graph, query, data, token)));
    }

    private static async Task FindStrategies(
        HttpContext context,
        IGrainFactory grains,
        GrainCallPolicy policy,
        IOptions<GraphLimits> limits,
        IOptions<DataLimits> dataLimits)
    {
        var request = await RequestBody.ReadJson<ValidateRequest>(context);
        var (graph, query, _) = (request with { Data = null, DataCsv = null }).Read(limits.Value, dataLimits.Value);
        var question = new StrategiesQuestion(query);
        await AnswerWriter.Write(context, await Ask(context, grains, policy, graph, (grain, token) => grain.FindStrategies(graph, question, token)));
    }

    private static async Task Separate(HttpContext context, IGrainFactory grains, GrainCallPolicy policy, IOptions<GraphLimits> limits)
    {
        var request = await RequestBody.ReadJson<SeparationRequest>(context);
        var graph = GraphReader.Read(request.DagStructure, request.Dag, limits.Value);
        var question = request.ToQuestion();
        await AnswerWriter.Write(context, await Ask(context, grains, policy, graph, (grain, token) => grain.Separate(graph, question, token)));
    }

    private static async Task FindPaths(HttpContext context, IGrainFactory grains, GrainCallPolicy policy, IOptions<GraphLimits> limits)
    {
        var request = await RequestBody.ReadJson<PathsRequest>(context);
        var (graph, roles) = GraphReader.ReadWithRoles(request.DagStructure, request.Dag, limits.Value);
        var question = request.WithRoles(roles).ToQuestion();
        await AnswerWriter.Write(context, await Ask(context, grains, policy, graph, (grain, token) => grain.FindPaths(graph, question, token)));
    }

    private static Task<Answer> Ask(
        HttpContext context,
        IGrainFactory grains,
        GrainCallPolicy policy,
        CausalGraph graph,
        Func<ICausalGraphGrain, CancellationToken, Task<Answer>> ask)
    {
        var grain = grains.GetGrain<ICausalGraphGrain>(DagHash.Of(graph).Value);
        return policy.Call(token => ask(grain, token), context.RequestAborted);
    }
}
