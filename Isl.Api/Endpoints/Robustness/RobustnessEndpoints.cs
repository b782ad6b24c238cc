using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Front;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Interfaces.Robustness;

namespace Isl.Api.Endpoints.Robustness;

/// <summary>Questions on how far decisions may miss.</summary>
public static class RobustnessEndpoints
{
    /// <summary>Maps the questions on how far decisions may miss.</summary>
    public static RouteGroupBuilder MapRobustness(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/robustness").WithTags("Decisions");
        group.MapPost("/analyze", Analyze)
            .WithName("robustness")
            .WithSummary("How far may an intervention miss its values before an outcome leaves its range?")
            .AsQuestion<RobustnessRequest, RobustnessResult>()
            .Fronted(ServiceNames.Optimisation);
        return group;
    }

    private static async Task<IResult> Analyze(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var (model, hash, question) = await RequestBody.Read<RobustnessRequest, RobustnessAsked>(context, limits, RobustnessMapping.Read);
        return new AnswerResult(await grains.Decision(hash, (grain, token) => grain.Robustness(model, question, token), context.RequestAborted));
    }
}
