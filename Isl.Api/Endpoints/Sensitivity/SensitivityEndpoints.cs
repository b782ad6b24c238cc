using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Front;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Interfaces.Sensitivity;

namespace Isl.Api.Endpoints.Sensitivity;

/// <summary>Questions on what conclusions owe to their assumptions.</summary>
public static class SensitivityEndpoints
{
    private const string Data = "/data";

    /// <summary>Maps the questions on what conclusions owe to their assumptions.</summary>
    public static RouteGroupBuilder MapSensitivity(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/analysis").WithTags("Sensitivity");
        group.MapPost("/sensitivity", Examine)
            .WithName("sensitivity")
            .WithSummary("Which assumptions does a conclusion rest on, where does it turn, and what holds without them?")
            .WithDescription(
                "Three parts, each of which may stand alone: assumptions of a structural model (model and assumptions), a hidden confounder of an "
                + "estimate (confounding), and bounds of an effect from rows (bounds).")
            .AsQuestion<SensitivityRequest, SensitivityResult>()
            .Fronted(ServiceNames.Optimisation);
        return group;
    }

    private static async Task<IResult> Examine(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var (subject, question, place) = await RequestBody.Read<SensitivityRequest, SensitivityAsked>(context, limits, SensitivityMapping.Read);
        try
        {
            return new AnswerResult(await grains.Sensitivity(subject, question, context.RequestAborted));
        }
        catch (InputException e) when (place.ToString() != Data && e.Errors.Any(error => error.Path == Data))
        {
            // The engine knows the table, not how it was sent.
            throw new InputException([.. e.Errors.Select(error => error.Path == Data ? error with { Path = place.ToString() } : error)]);
        }
    }
}
