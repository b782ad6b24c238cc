using Isl.Grains.Drawing;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;

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
                $"The graph of {graph.Nodes.Length} nodes and {graph.Edges.Length + graph.Bidirected.Length} edges, written as {question.Format.ToString().ToLowerInvariant()}.",
                question.Format == GraphFormat.Svg
                    ? "Every directed edge points to the right. Coloured are all edges on causal paths, and those on back-door paths that are open while nothing is adjusted for."
                    : "Read back, the text gives the same graph with the same hash.",
                question.Format == GraphFormat.Svg
                    ? "Layered drawing (Sugiyama, Tagawa & Toda 1981). The drawing shows the graph as it is, hence the confidence of 1."
                    : "The languages of dagitty (Textor et al. 2016) and Graphviz. The text is the graph as it is, hence the confidence of 1.",
                [],
                [],
                1),
        };
    }

    private static string Draw(CausalGraph graph, int[] treatments, int[] outcomes, int[]? adjusted)
    {
        var edges = graph.Edges.Length + graph.Bidirected.Length;
        if (graph.Nodes.Length > SvgDrawing.MaxNodes || edges > SvgDrawing.MaxEdges)
        {
            throw new InputException(
                "/format",
                $"The graph has {graph.Nodes.Length} nodes and {edges} edges; drawings are limited to {SvgDrawing.MaxNodes} nodes and {SvgDrawing.MaxEdges} edges. Ask for format=dot and lay it out with Graphviz, or draw a part of it.");
        }

        return SvgDrawing.Draw(graph, EffectHighlights.Of(graph, treatments, outcomes, adjusted));
    }
}
