using System.Collections.Immutable;
using System.Text.Json;
using Isl.Api.Answers;
using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Api.Endpoints.Graphs;

/// <summary>Requests for drawings in their canonical form, and their answers.</summary>
internal static class DrawingMapping
{
    /// <summary>Farthest that a position may lie from the middle, in units of the drawing.</summary>
    private const double Farthest = 100_000;

    private static readonly ImmutableArray<(string Name, DrawingDirection Value)> Directions =
        [("right", DrawingDirection.Right), ("down", DrawingDirection.Down)];

    private static readonly ImmutableArray<(string Name, DrawnPart Value)> Parts = [("all", DrawnPart.All), ("relevant", DrawnPart.Relevant)];

    private static readonly ImmutableArray<(string Name, DrawingFormat Value)> Formats = [("json", DrawingFormat.Json), ("svg", DrawingFormat.Svg)];

    /// <summary>The graph and the question of a request; what is wrong with it is noted and thrown.</summary>
    public static (CausalGraph Graph, DrawingQuestion Question) Read(DrawingRequest request, Reading reading)
    {
        var errors = reading.Errors;
        var parsed = GraphReader.Read(request, reading);
        var roles = parsed?.Roles ?? GraphRoles.None;
        var treatments = Marked(request.Treatment, request.Treatments, roles.Exposures, "treatment", errors);
        var outcomes = Marked(request.Outcome, request.Outcomes, roles.Outcomes, "outcome", errors);
        Fields.CheckNames(request.AdjustmentSet, JsonPointer.Root.Member("adjustment_set"), errors);
        ImmutableArray<string> adjusted = [.. roles.Adjusted.Where(node => !treatments.Contains(node) && !outcomes.Contains(node))];
        var question = new DrawingQuestion(
            treatments,
            outcomes,
            request.AdjustmentSet is { } set ? Fields.Sorted(set) : adjusted.Length > 0 ? adjusted : null,
            Fields.Choice(request.Direction, Directions, DrawingDirection.Right, JsonPointer.Root.Member("direction"), errors),
            Fields.Choice(request.Only, Parts, DrawnPart.All, JsonPointer.Root.Member("only"), errors),
            Fields.Choice(request.Format, Formats, DrawingFormat.Json, JsonPointer.Root.Member("format"), errors),
            Positions(request.Positions, parsed?.Graph, errors));
        errors.ThrowIfAny();
        return (parsed!.Graph, question);
    }

    /// <summary>The response of an answer.</summary>
    public static AnswerResult ToResult(Answer answer, DrawingFormat format) => format == DrawingFormat.Svg
        ? AnswerResult.Document(
            answer, JsonSerializer.Deserialize<DrawingResult>(answer.Body.Span, IslJson.Options)!.Svg!, "image/svg+xml; charset=utf-8")
        : new AnswerResult(answer);

    private static ImmutableArray<string> Marked(
        string? one, List<string>? several, ImmutableArray<string> marked, string name, RequestErrors errors)
    {
        if (one is not null && several is not null)
        {
            errors.Add(JsonPointer.Root.Member(name), $"Both {name} and {name}s are given; send one of them.");
        }

        else if (one is { Length: 0 })
        {
            errors.AddMissing(JsonPointer.Root.Member(name), $"{name} is empty; name a node of the graph, or leave it out.");
        }

        Fields.CheckNames(several, JsonPointer.Root.Member(name + "s"), errors);
        return one is not null ? [one] : several is not null ? Fields.Sorted(several) : marked;
    }

    private static ImmutableArray<NodePosition> Positions(Dictionary<string, List<double>>? given, CausalGraph? graph, RequestErrors errors)
    {
        var positions = ImmutableArray.CreateBuilder<NodePosition>();
        foreach (var (node, at) in (given ?? []).OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            var place = JsonPointer.Root.Member("positions").Member(node);
            if (graph is not null && graph.IndexOf(node) < 0)
            {
                errors.Add(place, $"'{Shown.Short(node)}' is not a node of the graph; give positions of its nodes only.");
            }
            else if (at is not { Count: 2 } || at.Exists(value => !(Math.Abs(value) <= Farthest)))
            {
                errors.Add(place, $"The position of '{Shown.Short(node)}' is not a pair [x, y] of numbers from -100000 to 100000.");
            }
            else
            {
                positions.Add(new NodePosition(node, at[0], at[1]));
            }
        }

        return positions.ToImmutable();
    }
}
