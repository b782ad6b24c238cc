using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Front;
using Isl.Api.Requests;
using Isl.Grains.Hosting.Access;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Resilience;
using Microsoft.AspNetCore.Mvc;

namespace Isl.Api.Endpoints.Graphs;

/// <summary>Graphs by their hash.</summary>
public static class GraphEndpoints
{
    /// <summary>Maps <c>GET /api/v1/dags/{dag_hash}</c> and <c>POST /api/v1/causal/drawing</c>.</summary>
    public static RouteGroupBuilder MapGraphs(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1").WithTags("Causal structure");
        group.MapGet("/dags/{dag_hash}", GetGraph)
            .WithQuery("format", "treatment", "outcome", "adjustment_set")
            .WithName("get_dag")
            .WithSummary("The graph of a dag_hash as JSON, dagitty or DOT text, or a drawing")
            .WithDescription(
                "A graph is held once any question about it was asked, for as long as answers are. Text reads back as the same graph; "
                + "the drawing colours the causal paths, the confounding paths and the adjustment set of the effect that treatment and outcome name.")
            .WithInlineStyles()
            .Produces<GraphResult>(StatusCodes.Status200OK, "application/json", "text/plain", "text/vnd.graphviz", "image/svg+xml")
            .Produces(StatusCodes.Status304NotModified)
            .Produces<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")
            .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");
        group.MapPost("/causal/drawing", Draw)
            .WithName("drawing")
            .WithSummary("Where do the nodes and edges of a graph stand in a drawing, and what are they to an effect?")
            .WithDescription(
                "Gives a layout with the role of every node and edge, for whoever draws it, or with format svg the drawing itself. "
                + "Nodes with positions stay where they are, and the others are laid out around them.")
            .WithInlineStyles()
            .AsQuestion<DrawingRequest, DrawingResult>()
            .Fronted(ServiceNames.PathAnalysis);
        return group;
    }

    private static async Task<IResult> Draw(HttpContext context, RequestLimits limits, GrainCalls grains)
    {
        var (graph, question) = await RequestBody.Read<DrawingRequest, (CausalGraph, DrawingQuestion)>(context, limits, DrawingMapping.Read);
        var answer = await grains.Graph(graph, (grain, token) => grain.Draw(graph, question, token), context.RequestAborted);
        return DrawingMapping.ToResult(answer, question.Format);
    }

    /// <param name="context">The request.</param>
    /// <param name="dag_hash">Hash of the graph, as in the answers about it.</param>
    /// <param name="format">json (the default), dagitty, dot or svg.</param>
    /// <param name="treatment">Nodes to mark as treatments; repeated or separated by commas.</param>
    /// <param name="outcome">Nodes to mark as outcomes.</param>
    /// <param name="adjustment_set">Nodes to mark as adjusted for; left out, a drawing marks a smallest valid set.</param>
    /// <param name="grains">Grains.</param>
    private static async Task<IResult> GetGraph(
        HttpContext context,
        string dag_hash,
        [FromQuery] string? format,
        [FromQuery] string[]? treatment,
        [FromQuery] string[]? outcome,
        [FromQuery] string[]? adjustment_set,
        GrainCalls grains)
    {
        var isAdjusted = context.Request.Query.ContainsKey(nameof(adjustment_set));
        var question = GraphDocumentMapping.Read(dag_hash, format, treatment, outcome, isAdjusted ? adjustment_set ?? [] : null);
        var answer = await grains.GraphByHash(dag_hash.ToLowerInvariant(), (grain, token) => Ask(grain, question, token), context.RequestAborted);
        return answer is null
            ? new ProblemResult(ProblemTypes.GraphNotHeld, $"No graph is held under '{dag_hash}'.")
            : GraphDocumentMapping.ToResult(answer, question.Format);
    }

    private static Task<Answer?> Ask(ICausalGraphGrain grain, GraphDocumentQuestion question, CancellationToken cancellationToken) =>
        question.Format == GraphFormat.Json
            ? grain.Find(GraphQuestion.AddressOf(grain.GetPrimaryKeyString()), cancellationToken)
            : grain.Write(question, cancellationToken);
}
