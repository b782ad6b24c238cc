using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Front;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Resilience;

namespace Isl.Api.Endpoints.Effects;

/// <summary>Effects from a graph and a table.</summary>
public static class EffectEndpoints
{
    private const string Data = "/data";

    /// <summary>Maps the question about an effect.</summary>
    public static RouteGroupBuilder MapEffects(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/causal").WithTags("Effects");
        group.MapPost("/estimate", Estimate)
            .WithName("estimate")
            .WithSummary("How much does a treatment change an outcome, how sure is that, and what could make it wrong?")
            .WithDescription(
                "Identification by the graph first, then several estimators side by side, with overlap, balance, sensitivity to hidden confounders, "
                + "bounds and refuters. Where nothing identifies the effect, no number is given. Without a graph, send discover: the effect is then "
                + "estimated over the graphs that the table suggests, and graph_uncertainty says what hangs on them.")
            .AsQuestion<EstimateRequest, EffectResult>()
            .Fronted(ServiceNames.EffectEstimation);
        return group;
    }

    private static async Task<IResult> Estimate(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var (question, data, place, overGraphs) = await RequestBody.Read<EstimateRequest, EstimateAsked>(context, limits, EstimateMapping.Read);
        try
        {
            return new AnswerResult(await grains.Table<IEffectGrain>(
                data,
                (grain, sent, token) => overGraphs is null
                    ? grain.Estimate(question, sent, token)
                    : grain.EstimateOverGraphs(overGraphs, sent, token),
                context.RequestAborted));
        }
        catch (InputException e) when (place.ToString() != Data && e.Errors.Any(error => error.Path == Data))
        {
            // The engine knows the table, not how it was sent.
            throw new InputException([.. e.Errors.Select(error => error.Path == Data ? error with { Path = place.ToString() } : error)]);
        }
    }
}
