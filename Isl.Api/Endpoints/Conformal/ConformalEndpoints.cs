using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Requests;
using Isl.Api.Requests.Tables;
using Isl.Grains.Interfaces.Conformal;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Errors;
using Microsoft.Extensions.Options;

namespace Isl.Api.Endpoints.Conformal;

/// <summary>Intervals with a coverage guarantee.</summary>
public static class ConformalEndpoints
{
    /// <summary>Maps the conformal question.</summary>
    public static RouteGroupBuilder MapConformal(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/causal").WithTags("Counterfactuals");
        group.MapPost("/conformal", Conform)
            .WithName("conformal")
            .WithSummary("Between which bounds will the outcome of a new case lie, with which guarantee?")
            .AsQuestion<ConformalRequest, ConformalResult>();
        return group;
    }

    private static async Task Conform(HttpContext context, IGrainFactory grains, GrainCallPolicy policy, IOptions<DataLimits> limits)
    {
        var (model, hash, question, calibration) = (await RequestBody.ReadJson<ConformalRequest>(context)).ToQuestion(limits.Value);
        var grain = grains.GetGrain<IStructuralModelGrain>(hash);
        var answer = await policy.Call(
            async token => await grain.Conform(model, question, null, token) ?? await grain.Conform(model, question, calibration, token),
            context.RequestAborted);
        await AnswerWriter.Write(
            context,
            answer ?? throw new IslException(ErrorCode.SubjectNeeded, "The grain took the data and asked for them again."));
    }
}
