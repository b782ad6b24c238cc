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
        var (options, models) = await RequestBody.Read<AlignRequest, TeamAsked>(context, limits, ModelsMapping.ReadEither);
        return new AnswerResult(models is not null
            ? await grains.Team(models, context.RequestAborted)
            : await grains.Team(options!, context.RequestAborted));
    }
}
