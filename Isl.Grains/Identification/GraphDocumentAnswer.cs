using Isl.Grains.Drawing;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Words.Paths;

namespace Isl.Grains.Identification;

/// <summary>Writes and draws graphs.</summary>
public static class GraphDocumentAnswer
{
    /// <summary>The document asked for.</summary>
    /// <exception cref="InputException">A name is not a node or has two roles, or the graph is too large to be drawn.</exception>
    public static GraphDocument Compute(CausalGraph graph, GraphDocumentQuestion question)
    {
        var names = new QueryNodes(graph);
        var treatments = names.Take(question.Treatments, "treatment", mayBeLatent: true);
        var outcomes = names.Take(question.Outcomes, "outcome", mayBeLatent: true);
        var adjusted = question.AdjustmentSet is { } set ? names.Take(set, "adjustment_set", mayBeLatent: true) : null;
        names.ThrowIfAny();

        var text = question.Format switch
        {
            GraphFormat.Dagitty => GraphText.ToDagitty(graph, new GraphMarks(treatments, outcomes, adjusted ?? [])),
            GraphFormat.Dot => GraphText.ToDot(graph, new GraphMarks(treatments, outcomes, adjusted ?? [])),
            GraphFormat.Svg => Draw(graph, treatments, outcomes, adjusted),
            var format => throw new ArgumentOutOfRangeException(nameof(question), format, "This form is not a document."),
        };
        return new GraphDocument
        {
            Completion = Completion.Whole,
            DagHash = DagHash.Of(graph).Value,
            Format = question.Format,
            Text = text,
            Explanation = new Explanation(
                new GraphWritten(
                    graph.Nodes.Length,
                    graph.Edges.Length + graph.Bidirected.Length,
                    question.Format.ToString().ToLowerInvariant()).Text,
                new DocumentReading(question.Format == GraphFormat.Svg).Text,
                new DocumentBasis(question.Format == GraphFormat.Svg).Text,
                [],
                [],
                1),
        };
    }

    private static string Draw(CausalGraph graph, int[] treatments, int[] outcomes, int[]? adjusted)
    {
        if (!graph.Undirected.IsEmpty)
        {
            throw new InputException("/format", new OpenEdgesNotDrawn().Text);
        }

        var edges = graph.Edges.Length + graph.Bidirected.Length;
        if (graph.Nodes.Length > SvgDrawing.MaxNodes || edges > SvgDrawing.MaxEdges)
        {
            throw new InputException(
                "/format",
                new GraphTooLargeToDraw(graph.Nodes.Length, edges, SvgDrawing.MaxNodes, SvgDrawing.MaxEdges).Text);
        }

        return SvgDrawing.Draw(graph, EffectHighlights.Of(graph, treatments, outcomes, adjusted));
    }
}
