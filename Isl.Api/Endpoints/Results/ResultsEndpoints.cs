using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Api.Endpoints.Results;

/// <summary>Results by their content address.</summary>
public static class ResultsEndpoints
{
    /// <summary>Maps <c>GET /api/v1/results/{result_id}</c>.</summary>
    public static RouteGroupBuilder MapResults(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1").WithTags("Results");
        group.MapGet("/results/{result_id}", GetResult)
            .WithName("get_result")
            .WithSummary("The same bytes as the answer with this result_id, while it is held")
            .Produces<object>(StatusCodes.Status200OK, "application/json")
            .Produces(StatusCodes.Status304NotModified)
            .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");
        return group;
    }

    private static async Task GetResult(HttpContext context, string result_id, IGrainFactory grains, GrainCallPolicy policy)
    {
        var answer = ResultId.TryParse(result_id, out var id)
            ? await policy.Call(token => GrainOf(grains, id).Find(id, token), context.RequestAborted)
            : null;
        if (answer is null)
        {
            await ProblemWriter.Write(context, ProblemTypes.ResultNotHeld, $"No result is held under '{result_id}'.");
            return;
        }

        await AnswerWriter.WriteImmutable(context, answer);
    }

    private static ISubjectGrain GrainOf(IGrainFactory grains, ResultId id) => id.Kind switch
    {
        SubjectKind.Graph => grains.GetGrain<ICausalGraphGrain>(id.Subject),
        SubjectKind.Dataset => grains.GetGrain<IDatasetGrain>(id.Subject),
        SubjectKind.Model => grains.GetGrain<IStructuralModelGrain>(id.Subject),
        var kind => throw new ArgumentOutOfRangeException(nameof(id), kind, "No grain holds results of this kind."),
    };
}
