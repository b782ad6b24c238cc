using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Counterfactuals;

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
            .AsQuestion<CounterfactualRequest, CounterfactualResult>();
        group.MapPost("/batch/counterfactuals", Compare)
            .WithName("counterfactuals_batch")
            .WithSummary("How do several interventions compare, on the same draws?")
            .AsQuestion<ScenariosRequest, ScenariosResult>();
        return group;
    }

    private static async Task Predict(HttpContext context, IGrainFactory grains, GrainCallPolicy policy)
    {
        var (model, hash, question) = (await RequestBody.ReadJson<CounterfactualRequest>(context)).ToQuestion();
        var grain = grains.GetGrain<IStructuralModelGrain>(hash);
        await AnswerWriter.Write(context, await policy.Call(token => grain.Predict(model, question, token), context.RequestAborted));
    }

    private static async Task Compare(HttpContext context, IGrainFactory grains, GrainCallPolicy policy)
    {
        var (model, hash, question) = (await RequestBody.ReadJson<ScenariosRequest>(context)).ToQuestion();
        var grain = grains.GetGrain<IStructuralModelGrain>(hash);
        await AnswerWriter.Write(context, await policy.Call(token => grain.Compare(model, question, token), context.RequestAborted));
    }
}
