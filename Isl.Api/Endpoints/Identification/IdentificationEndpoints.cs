using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Front;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Interfaces.Validation;

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
            .AsQuestion<ValidateRequest, IdentificationResult>()
            .Fronted(ServiceNames.CausalValidation);
        group.MapPost("/validation/strategies", FindStrategies)
            .WithName("strategies")
            .WithSummary("Which ways are there to identify an effect, and along which paths?")
            .AsQuestion<ValidateRequest, StrategiesResult>()
            .Fronted(ServiceNames.PathAnalysis);
        group.MapPost("/validation/validate", CheckGraph)
            .WithName("graph_validation")
            .WithSummary("How good is a causal graph, by itself, against equations and against data?")
            .AsQuestion<GraphValidationRequest, ValidationResult>()
            .Fronted(ServiceNames.CausalValidation);
        group.MapPost("/causal/separation", Separate)
            .WithName("separation")
            .WithSummary("Does a set of nodes m-separate two others?")
            .AsQuestion<SeparationRequest, SeparationResult>()
            .Fronted(ServiceNames.PathAnalysis);
        group.MapPost("/causal/paths", FindPaths)
            .WithName("paths")
            .WithSummary("Along which paths can association flow, and what blocks them?")
            .AsQuestion<PathsRequest, PathsResult>()
            .Fronted(ServiceNames.PathAnalysis);
        group.MapPost("/batch/validate", ValidateBatch)
            .WithName("batch_validate")
            .WithSummary("Many validate questions in one call, each with its own status")
            .AsQuestion<BatchValidateRequest, BatchValidateResult>();
        return group;
    }

    private static async Task<IResult> Validate(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var (graph, query, data) = await RequestBody.Read<ValidateRequest, GraphQuery>(context, limits, ValidateMapping.Read);
        return new AnswerResult(await grains.Identify(graph, query, data, context.RequestAborted));
    }

    private static async Task<IResult> FindStrategies(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var (graph, query, _) = await RequestBody.Read<ValidateRequest, GraphQuery>(context, limits, ValidateMapping.ReadWithoutData);
        var question = new StrategiesQuestion(query);
        return new AnswerResult(await grains.Graph(graph, (grain, token) => grain.FindStrategies(graph, question, token), context.RequestAborted));
    }

    private static async Task<IResult> Separate(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var (graph, question) = await RequestBody.Read<SeparationRequest, (CausalGraph, SeparationQuestion)>(
            context, limits, SeparationMapping.Read);
        return new AnswerResult(await grains.Separate(graph, question, context.RequestAborted));
    }

    private static async Task<IResult> FindPaths(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var (graph, question) = await RequestBody.Read<PathsRequest, (CausalGraph, PathsQuestion)>(context, limits, PathsMapping.Read);
        return new AnswerResult(await grains.Graph(graph, (grain, token) => grain.FindPaths(graph, question, token), context.RequestAborted));
    }

    private static async Task<IResult> ValidateBatch(HttpContext context, RequestLimits limits, BatchValidate batch)
    {
        var (items, name) = await RequestBody.Read<RawBatch, BatchAsked>(context, limits, BatchItems.Read, RawBatch.ItemsName);
        return new AnswerResult(BatchAnswer.Of(await batch.AskAll(items, context.RequestAborted), name));
    }

    private static async Task<IResult> CheckGraph(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var (graph, model, data, question) = await RequestBody.Read<GraphValidationRequest, GraphValidationAsked>(
            context, limits, GraphValidationMapping.Read);
        return new AnswerResult(await grains.Decision(
            DagHash.Of(graph).Value, (grain, token) => grain.Validate(graph, model, data, question, token), context.RequestAborted));
    }
}
