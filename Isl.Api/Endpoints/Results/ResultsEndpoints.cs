using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Answering;

namespace Isl.Api.Endpoints.Results;

/// <summary>Results by their content address.</summary>
public static class ResultsEndpoints
{
    /// <summary>Maps <c>GET /api/v1/results/{result_id}</c>.</summary>
    public static RouteGroupBuilder MapResults(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1").WithTags("Results");
        group.MapGet("/results/{result_id}", GetResult)
            .WithQuery()
            .WithName("get_result")
            .WithSummary("The same bytes as the answer with this result_id, while it is held")
            .Produces<object>(StatusCodes.Status200OK, "application/json")
            .Produces(StatusCodes.Status304NotModified)
            .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");
        return group;
    }

    private static async Task<IResult> GetResult(HttpContext context, string result_id, GrainCalls grains)
    {
        var answer = ResultId.TryParse(result_id, out var id) ? await grains.Find(id, context.RequestAborted) : null;
        return answer is null
            ? new ProblemResult(ProblemTypes.ResultNotHeld, $"No result is held under '{result_id}'.")
            : AnswerResult.ByAddress(answer);
    }
}
