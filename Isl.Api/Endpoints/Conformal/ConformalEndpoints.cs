using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Front;
using Isl.Api.Requests;
using Isl.Api.Requests.Fitting;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Conformal;
using Isl.Grains.Interfaces.Resilience;

namespace Isl.Api.Endpoints.Conformal;

/// <summary>Intervals with a coverage guarantee.</summary>
public static class ConformalEndpoints
{
    /// <summary>Maps the conformal question.</summary>
    public static RouteGroupBuilder MapConformal(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/causal").WithTags("Counterfactuals");
        group.MapPost("/conformal", Conform)
            .WithName("conformal")
            .WithSummary("Between which bounds will the outcome of a new case lie, with which guarantee?")
            .AsQuestion<ConformalRequest, ConformalResult>()
            .Fronted(ServiceNames.ConformalPrediction);
        return group;
    }

    private static async Task<IResult> Conform(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var asked = await RequestBody.Read<ConformalRequest, ModelOrFit<ConformalAsked>?>(context, limits, ConformalMapping.Read);
        return new AnswerResult(await grains.About(asked!, Ask, context.RequestAborted));

        Task<Answer> Ask(ConformalAsked about) => grains.ModelWithData(
            about.Hash, about.Calibration, (grain, sent, token) => grain.Conform(about.Model, about.Question, sent, token), context.RequestAborted);
    }
}
