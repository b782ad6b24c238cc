using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Front;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Experiments;
using Isl.Grains.Interfaces.Resilience;

namespace Isl.Api.Endpoints.Experiments;

/// <summary>Questions on what to try next.</summary>
public static class ExperimentEndpoints
{
    /// <summary>Maps the questions on what to try next, each under both of its names.</summary>
    public static void MapExperiments(this IEndpointRouteBuilder app)
    {
        foreach (var (group, name) in ((string, string)[])[("/api/v1/experiment", "experiment"), ("/api/v1/causal/experiment", "causal_experiment")])
        {
            app.MapGroup(group).WithTags("Decisions")
                .MapPost("/recommend", Recommend)
                .WithName(name)
                .WithSummary("Which experiment should be made next, and what would it teach?")
                .AsQuestion<ExperimentRequest, ExperimentResult>()
                .Fronted(ServiceNames.Optimisation);
        }
    }

    private static async Task<IResult> Recommend(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var (hash, model, question, graph, orientation) = await RequestBody.Read<ExperimentRequest, ExperimentAsked>(
            context, limits, ExperimentMapping.Read);
        return new AnswerResult(await grains.Decision(
            hash,
            (grain, token) => orientation is not null ? grain.Orient(graph!, orientation, token) : grain.Recommend(model!, question!, token),
            context.RequestAborted));
    }
}
