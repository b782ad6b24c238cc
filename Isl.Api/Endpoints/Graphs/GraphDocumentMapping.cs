using System.Collections.Immutable;
using System.Text.Json;
using Isl.Api.Answers;
using Isl.Api.Requests;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Api.Endpoints.Graphs;

/// <summary>Requests for the forms of a graph, and their answers.</summary>
internal static class GraphDocumentMapping
{
    private const int HashDigits = 64;

    private static readonly ImmutableArray<(string Name, GraphFormat Value)> Formats =
        [("json", GraphFormat.Json), ("dagitty", GraphFormat.Dagitty), ("dot", GraphFormat.Dot), ("svg", GraphFormat.Svg)];

    /// <summary>The question of a request.</summary>
    /// <exception cref="InputException">The hash is none, or there is no such format.</exception>
    public static GraphDocumentQuestion Read(string dagHash, string? format, string[]? treatments, string[]? outcomes, string[]? adjustmentSet)
    {
        var errors = new RequestErrors();
        if (dagHash.Length != HashDigits || !dagHash.All(char.IsAsciiHexDigit))
        {
            errors.Add(
                JsonPointer.Root.Member("dag_hash"),
                $"The dag_hash has {dagHash.Length} characters or others than 0-9 and a-f; "
                + $"it is the {HashDigits} hexadecimal digits that every answer about a graph carries.");
        }

        var form = Fields.Choice(format?.ToLowerInvariant(), Formats, GraphFormat.Json, JsonPointer.Root.Member("format"), errors);
        errors.ThrowIfAny();
        return new GraphDocumentQuestion(form, Names(treatments), Names(outcomes), adjustmentSet is null ? null : Names(adjustmentSet));
    }

    /// <summary>The response of an answer.</summary>
    public static AnswerResult ToResult(Answer answer, GraphFormat format) => format switch
    {
        GraphFormat.Json => new AnswerResult(answer),
        GraphFormat.Dot => Document(answer, "text/vnd.graphviz; charset=utf-8"),
        GraphFormat.Svg => Document(answer, "image/svg+xml; charset=utf-8"),
        _ => Document(answer, "text/plain; charset=utf-8"),
    };

    private static AnswerResult Document(Answer answer, string contentType) =>
        AnswerResult.Document(answer, JsonSerializer.Deserialize<GraphDocument>(answer.Body.Span, IslJson.Options)!.Text, contentType);

    private static ImmutableArray<string> Names(string[]? values) =>
        [
            .. (values ?? [])
                .SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
}
