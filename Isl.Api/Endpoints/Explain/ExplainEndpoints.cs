using System.Collections.Immutable;
using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Front;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Resilience;

namespace Isl.Api.Endpoints.Explain;

/// <summary>Questions on why outcomes differ.</summary>
public static class ExplainEndpoints
{
    /// <summary>Maps the questions on why outcomes differ.</summary>
    public static RouteGroupBuilder MapExplain(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/explain").WithTags("Counterfactuals");
        group.MapPost("/contrastive", Contrast)
            .WithName("contrastive")
            .WithSummary("Why does the outcome differ between two scenarios, and which smallest change would close the gap?")
            .AsQuestion<ContrastRequest, ContrastResult>()
            .Fronted(ServiceNames.Counterfactual);
        group.MapPost("/batch_contrastive", ContrastAll)
            .WithName("batch_contrastive")
            .WithSummary("Why does the outcome of several scenarios differ from that of a baseline?")
            .AsQuestion<BatchContrastRequest, ImmutableArray<ContrastResult>>();
        return group;
    }

    private static async Task<IResult> Contrast(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var (model, hash, contrast, recourse) = await RequestBody.Read<ContrastRequest, ExplainAsked>(context, limits, ContrastMapping.Read);
        return new AnswerResult(await grains.Contrast(
            hash,
            (grain, token) => contrast is not null ? grain.Contrast(model, contrast, token) : grain.Recourse(model, recourse!, token),
            context.RequestAborted));
    }

    private static async Task<IResult> ContrastAll(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var (model, hash, question) = await RequestBody.Read<BatchContrastRequest, BatchContrastAsked>(context, limits, ContrastMapping.ReadBatch);
        return AnswerResult.List(await grains.Contrast(hash, (grain, token) => grain.ContrastAll(model, question, token), context.RequestAborted));
    }
}
