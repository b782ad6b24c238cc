using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Front;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Interfaces.Transport;

namespace Isl.Api.Endpoints.Transport;

/// <summary>Questions about two populations.</summary>
public static class TransportEndpoints
{
    /// <summary>Maps the questions about two populations.</summary>
    public static RouteGroupBuilder MapTransport(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/causal").WithTags("Causal structure");
        group.MapPost("/transport", Transport)
            .WithName("transport")
            .WithSummary("Can an effect be carried from one population to another, and by which formula?")
            .AsQuestion<TransportRequest, TransportResult>()
            .Fronted(ServiceNames.Transport);
        return group;
    }

    private static async Task<IResult> Transport(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var (graph, question, rows) = await RequestBody.Read<TransportRequest, TransportAsked>(context, limits, TransportMapping.Read);
        return new AnswerResult(await grains.Diagram(graph, (grain, token) => grain.Transport(graph, question, rows, token), context.RequestAborted));
    }
}
