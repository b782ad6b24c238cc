using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Front;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Optimisation;
using Isl.Grains.Interfaces.Resilience;

namespace Isl.Api.Endpoints.Optimisation;

/// <summary>Questions about plans.</summary>
public static class OptimisationEndpoints
{
    /// <summary>Maps the questions about plans.</summary>
    public static RouteGroupBuilder MapOptimisation(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/optimize").WithTags("Optimisation");
        group.MapPost("/sequential", Plan)
            .WithName("sequential")
            .WithSummary("Which decisions, step by step, are best?")
            .AsQuestion<SequentialRequest, SequentialResult>()
            .Fronted(ServiceNames.Optimisation);
        group.MapPost("/multi_objective", Weigh)
            .WithName("multi_objective")
            .WithSummary("Which decisions are best by several objectives at once?")
            .AsQuestion<MultiObjectiveRequest, MultiObjectiveResult>(); // a front's address is in a header, which stored bytes do not have
        return group;
    }

    private static async Task<IResult> Plan(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var (model, hash, question) = await RequestBody.Read<SequentialRequest, PlanAsked<SequentialQuestion>>(context, limits, PlanMapping.Read);
        return new AnswerResult(await grains.Model(hash, (grain, token) => grain.Plan(model, question, token), context.RequestAborted));
    }

    private static async Task<IResult> Weigh(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var (model, hash, question) = await RequestBody.Read<MultiObjectiveRequest, PlanAsked<MultiObjectiveQuestion>>(context, limits,
            PlanMapping.Read);
        var answer = await grains.Model(hash, (grain, token) => grain.Weigh(model, question, token), context.RequestAborted);
        return question.Front ? AnswerResult.List(answer) : new AnswerResult(answer);
    }
}
