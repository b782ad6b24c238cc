using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Front;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Alignment;
using Isl.Grains.Interfaces.Resilience;

namespace Isl.Api.Endpoints.Team;

/// <summary>Questions about teams.</summary>
public static class TeamEndpoints
{
    /// <summary>Maps the questions about teams.</summary>
    public static RouteGroupBuilder MapTeam(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/team").WithTags("Decisions");
        group.MapPost("/align", Align)
            .WithName("team_align")
            .WithSummary("Which option can a team agree on, and where do its members pull apart?")
            .AsQuestion<AlignRequest, AlignmentResult>()
            .Fronted(ServiceNames.CausalValidation);
        return group;
    }

    private static async Task<IResult> Align(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var question = await RequestBody.Read<AlignRequest, AlignmentQuestion>(context, limits, TeamMapping.Read);
        return new AnswerResult(await grains.Team(question, context.RequestAborted));
    }
}
