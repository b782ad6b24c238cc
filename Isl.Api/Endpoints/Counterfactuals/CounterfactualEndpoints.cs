using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Front;
using Isl.Api.Requests;
using Isl.Api.Requests.Fitting;
using Isl.Grains.Interfaces.Answering;
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
        var asked = await RequestBody.Read<CounterfactualRequest, ModelOrFit<ModelAsked<CounterfactualQuestion>>?>(
            context, limits, CounterfactualMapping.Read);
        return new AnswerResult(await grains.About(asked!, Ask, context.RequestAborted));

        Task<Answer> Ask(ModelAsked<CounterfactualQuestion> about) =>
            grains.Predict(about.Model, about.Hash, about.Question, context.RequestAborted);
    }

    private static async Task<IResult> Compare(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var asked = await RequestBody.Read<ScenariosRequest, ModelOrFit<ModelAsked<ScenariosQuestion>>?>(context, limits, ScenariosMapping.Read);
        return new AnswerResult(await grains.About(asked!, Ask, context.RequestAborted));

        Task<Answer> Ask(ModelAsked<ScenariosQuestion> about) => grains.Model(
            about.Hash, (grain, token) => grain.Compare(about.Model, about.Question, token), context.RequestAborted);
    }
}
