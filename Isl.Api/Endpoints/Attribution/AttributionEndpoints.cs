using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Front;
using Isl.Api.Requests;
using Isl.Api.Requests.Fitting;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Attribution;
using Isl.Grains.Interfaces.Resilience;

namespace Isl.Api.Endpoints.Attribution;

/// <summary>What explains changes and outliers.</summary>
public static class AttributionEndpoints
{
    /// <summary>Maps the question about causes.</summary>
    public static RouteGroupBuilder MapAttribution(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/causal").WithTags("Models");
        group.MapPost("/attribute", Attribute)
            .WithName("attribute")
            .WithSummary("What explains a change between two tables, or an outlier?")
            .WithDescription(
                "kind change: which mechanisms changed, and what each adds to the difference of the outcome's mean. "
                + "kind outlier: which noises make a case extreme; the answer has score, score_error, at_least, and contributions by noise_of.")
            .AsQuestion<AttributeRequest, ChangeResult>()
            .Fronted(ServiceNames.ModelFit);
        return group;
    }

    private static async Task<IResult> Attribute(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var (change, outlier) = await RequestBody.Read<AttributeRequest, (ChangeAsked? Change, ModelOrFit<OutlierAsked>? Outlier)>(
            context, limits, AttributionMapping.Read);
        return new AnswerResult(change is { } asked
            ? await grains.TwoTables(
                asked.Before,
                asked.After,
                (grain, before, after, token) => grain.ExplainChange(asked.Question, before, after, token),
                context.RequestAborted)
            : await grains.About(outlier!, Ask, context.RequestAborted));

        Task<Answer> Ask(OutlierAsked about) => grains.Model<IOutlierGrain>(
            about.Hash, (grain, token) => grain.ExplainOutlier(about.Model, about.Question, token), context.RequestAborted);
    }
}
