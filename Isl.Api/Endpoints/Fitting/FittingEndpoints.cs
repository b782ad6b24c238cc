using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Front;
using Isl.Api.Requests;
using Isl.Api.Requests.Fitting;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Resilience;

namespace Isl.Api.Endpoints.Fitting;

/// <summary>Models from a graph and a table.</summary>
public static class FittingEndpoints
{
    /// <summary>Maps the question about a model.</summary>
    public static RouteGroupBuilder MapFitting(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/causal").WithTags("Models");
        group.MapPost("/fit", Fit)
            .WithName("fit")
            .WithSummary("Which structural model do a graph and a table give?")
            .WithDescription("The model in the answer can be sent on as it is, to counterfactual, batch/counterfactuals and conformal.")
            .AsQuestion<FitRequest, FitResult>()
            .Fronted(ServiceNames.ModelFit);
        return group;
    }

    private static async Task<IResult> Fit(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var (question, data) = await RequestBody.Read<FitRequest, FitAsked>(context, limits, (request, reading) => FitReader.Read(request, reading)!);
        return new AnswerResult(await grains.Table<IFitGrain>(
            data, (grain, sent, token) => grain.Fit(question, sent, token), context.RequestAborted));
    }
}
