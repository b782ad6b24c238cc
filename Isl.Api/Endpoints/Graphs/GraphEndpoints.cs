using System.Collections.Immutable;
using System.Text.Json;
using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Microsoft.AspNetCore.Mvc;

namespace Isl.Api.Endpoints.Graphs;

/// <summary>Graphs by their hash.</summary>
public static class GraphEndpoints
{
    private const int HashDigits = 64;

    /// <summary>Maps <c>GET /api/v1/dags/{dag_hash}</c>.</summary>
    public static RouteGroupBuilder MapGraphs(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1").WithTags("Causal structure");
        group.MapGet("/dags/{dag_hash}", GetGraph)
            .WithName("get_dag")
            .WithSummary("The graph of a dag_hash as JSON, dagitty or DOT text, or a drawing")
            .WithDescription(
                "A graph is held once any question about it was asked, for as long as answers are. Text reads back as the same graph; the drawing colours the causal paths, the confounding paths and the adjustment set of the effect that treatment and outcome name.")
            .Produces<GraphResult>(StatusCodes.Status200OK, "application/json", "text/plain", "text/vnd.graphviz", "image/svg+xml")
            .Produces(StatusCodes.Status304NotModified)
            .Produces<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")
            .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");
        return group;
    }

    /// <param name="context">The request.</param>
    /// <param name="dag_hash">Hash of the graph, as in the answers about it.</param>
    /// <param name="format">json (the default), dagitty, dot or svg.</param>
    /// <param name="treatment">Nodes to mark as treatments; repeated or separated by commas.</param>
    /// <param name="outcome">Nodes to mark as outcomes.</param>
    /// <param name="adjustment_set">Nodes to mark as adjusted for; left out, a drawing marks a smallest valid set.</param>
    /// <param name="grains">Grains.</param>
    /// <param name="policy">How they are called.</param>
    private static async Task GetGraph(
        HttpContext context,
        string dag_hash,
        [FromQuery] string? format,
        [FromQuery] string[]? treatment,
        [FromQuery] string[]? outcome,
        [FromQuery] string[]? adjustment_set,
        IGrainFactory grains,
        GrainCallPolicy policy)
    {
        if (dag_hash.Length != HashDigits || !dag_hash.All(char.IsAsciiHexDigit))
        {
            throw new InputException(
                "/dag_hash",
                $"The dag_hash has {dag_hash.Length} characters or others than 0-9 and a-f; it is the {HashDigits} hexadecimal digits that every answer about a graph carries.");
        }

        var grain = grains.GetGrain<ICausalGraphGrain>(dag_hash.ToLowerInvariant());
        var question = ReadQuestion(format, treatment, outcome, adjustment_set, context.Request.Query.ContainsKey(nameof(adjustment_set)));
        var answer = await policy.Call(
            token =>
                question.Format == GraphFormat.Json
                    ? grain.Find(GraphQuestion.AddressOf(grain.GetPrimaryKeyString()), token)
                    : grain.Write(question, token),
            context.RequestAborted);
        if (answer is null)
        {
            await ProblemWriter.Write(context, ProblemTypes.GraphNotHeld, $"No graph is held under '{dag_hash}'.");
            return;
        }

        if (question.Format == GraphFormat.Json)
        {
            await AnswerWriter.Write(context, answer);
            return;
        }

        var document = JsonSerializer.Deserialize<GraphDocument>(answer.Body.Span, IslJson.Options)!;
        await AnswerWriter.WriteDocument(context, answer, document.Text, question.Format switch
        {
            GraphFormat.Dot => "text/vnd.graphviz; charset=utf-8",
            GraphFormat.Svg => "image/svg+xml; charset=utf-8",
            _ => "text/plain; charset=utf-8",
        });
    }

    private static GraphDocumentQuestion ReadQuestion(
        string? format,
        string[]? treatment,
        string[]? outcome,
        string[]? adjustmentSet,
        bool isAdjusted)
    {
        var form = (format ?? "json").ToUpperInvariant() switch
        {
            "JSON" => GraphFormat.Json,
            "DAGITTY" => GraphFormat.Dagitty,
            "DOT" => GraphFormat.Dot,
            "SVG" => GraphFormat.Svg,
            _ => throw new InputException("/format", $"format is '{format}'; it must be json, dagitty, dot or svg."),
        };
        return new GraphDocumentQuestion(form, Names(treatment), Names(outcome), isAdjusted ? Names(adjustmentSet) : null);
    }

    private static ImmutableArray<string> Names(string[]? values) =>
        [
            .. (values ?? [])
                .SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
}
