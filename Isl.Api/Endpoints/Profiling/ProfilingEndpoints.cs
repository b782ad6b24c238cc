using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Front;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Profiling;
using Isl.Grains.Interfaces.Resilience;

namespace Isl.Api.Endpoints.Profiling;

/// <summary>What stands in a table.</summary>
public static class ProfilingEndpoints
{
    /// <summary>Maps the question about a table.</summary>
    public static RouteGroupBuilder MapProfiling(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/data").WithTags("Data");
        group.MapPost("/profile", Profile)
            .WithName("profile")
            .WithSummary("What stands in a table, and what should be done about it?")
            .WithDescription("Exact figures for each column. Gaps, constants and texts that cannot be used are findings here, not mistakes.")
            .AsQuestion<ProfileRequest, ProfileResult>()
            .Fronted(ServiceNames.ModelFit);
        return group;
    }

    private static async Task<IResult> Profile(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var (question, data) = await RequestBody.Read<ProfileRequest, ProfileAsked>(context, limits, ProfilingMapping.Read);
        return new AnswerResult(await grains.Table<IProfileGrain>(
            data, (grain, sent, token) => grain.Profile(question, sent, token), context.RequestAborted));
    }
}
