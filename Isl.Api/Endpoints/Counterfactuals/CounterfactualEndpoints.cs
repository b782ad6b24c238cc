using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Front;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Resilience;

namespace Isl.Api.Endpoints.Counterfactuals;

/// <summary>Questions about structural models.</summary>
public static class CounterfactualEndpoints
{
    /// <summary>Maps the questions about structural models.</summary>
    public static RouteGroupBuilder MapCounterfactuals(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1").WithTags("Counterfactuals");
        group.MapPost("/causal/counterfactual", Predict)
            .WithName("counterfactual")
            .WithSummary("What would the variables be under an intervention?")
            .AsQuestion<CounterfactualRequest, CounterfactualResult>()
            .Fronted(ServiceNames.Counterfactual);
        group.MapPost("/batch/counterfactuals", Compare)
            .WithName("counterfactuals_batch")
            .WithSummary("How do several interventions compare, on the same draws?")
            .AsQuestion<ScenariosRequest, ScenariosResult>()
            .Fronted(ServiceNames.Counterfactual);
        return group;
    }

    private static async Task<IResult> Predict(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var (model, hash, question) = await RequestBody.Read<CounterfactualRequest, ModelAsked<CounterfactualQuestion>>(
            context, limits, CounterfactualMapping.Read);
        return new AnswerResult(await grains.Model(hash, (grain, token) => grain.Predict(model, question, token), context.RequestAborted));
    }

    private static async Task<IResult> Compare(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var (model, hash, question) = await RequestBody.Read<ScenariosRequest, ModelAsked<ScenariosQuestion>>(
            context, limits, ScenariosMapping.Read);
        return new AnswerResult(await grains.Model(hash, (grain, token) => grain.Compare(model, question, token), context.RequestAborted));
    }
}
