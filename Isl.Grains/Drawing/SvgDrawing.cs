using System.Globalization;
using System.Net;
using System.Text;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Grains.Drawing;

/// <summary>
/// Draws a graph as a stand-alone SVG document: scales by its viewBox, follows the reader's light or dark scheme, and is described for those who do
/// not see it.
/// </summary>
public static class SvgDrawing
{
    /// <summary>Largest graph that is drawn, in nodes.</summary>
    public const int MaxNodes = 400;

    /// <summary>Largest graph that is drawn, in edges.</summary>
    public const int MaxEdges = 2_000;

    private const double Margin = 18;
    private const double LegendGap = 22;
    private const double LegendRow = 22;
    private const double LegendMinWidth = 420;

    private const string Style = """
        .isl-bg{fill:#fff}
        .isl-text{font:13px system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','DejaVu Sans',sans-serif;fill:#1b1f24}
        .isl-legend{font-size:12px;fill:#57606a}
        .isl-box{fill:#f6f8fa;stroke:#8c959f;stroke-width:1.2}
        .isl-latent{fill:#fff;stroke-dasharray:5 4}
        .isl-adjusted{fill:#efe3fb;stroke:#7c3fb8;stroke-width:2.4}
        .isl-treatment{fill:#d8ebfb;stroke:#0b62a8;stroke-width:2.4}
        .isl-outcome{fill:#ffedc7;stroke:#b77400;stroke-width:2.4}
        .isl-edge{fill:none;stroke:#8c959f;stroke-width:1.3}
        .isl-both{stroke-dasharray:6 4}
        .isl-causal{stroke:#00805c;stroke-width:2.4}
        .isl-confounding{stroke:#cc4a00;stroke-width:2}
        .isl-head{fill:#8c959f;stroke:none}
        .isl-head-causal{fill:#00805c;stroke:none}
        .isl-head-confounding{fill:#cc4a00;stroke:none}
        @media (prefers-color-scheme:dark){
        .isl-bg{fill:#0d1117}
        .isl-text{fill:#e6edf3}
        .isl-legend{fill:#9da7b1}
        .isl-box{fill:#1b222b;stroke:#6e7681}
        .isl-latent{fill:#0d1117}
        .isl-adjusted{fill:#33204a;stroke:#b98aee}
        .isl-treatment{fill:#0f2f4a;stroke:#58a6e8}
        .isl-outcome{fill:#43310b;stroke:#e3a72f}
        .isl-edge{stroke:#6e7681}
        .isl-causal{stroke:#2fc296}
        .isl-confounding{stroke:#ff8a4c}
        .isl-head{fill:#6e7681}
        .isl-head-causal{fill:#2fc296}
        .isl-head-confounding{fill:#ff8a4c}
        }
        """;

    /// <summary>Draws the graph.</summary>
    /// <exception cref="ArgumentException">It is larger than <see cref="MaxNodes"/> or <see cref="MaxEdges"/>.</exception>
    public static string Draw(CausalGraph graph, GraphHighlights highlights)
    {
        if (graph.Nodes.Length > MaxNodes || graph.Edges.Length + graph.Bidirected.Length + graph.Undirected.Length > MaxEdges)
        {
            throw new ArgumentException($"At most {MaxNodes} nodes and {MaxEdges} edges are drawn.", nameof(graph));
        }

        return Draw(graph, highlights, GraphPlanner.Of(graph));
    }

    /// <summary>Draws a graph that is laid out.</summary>
    internal static string Draw(CausalGraph graph, GraphHighlights highlights, GraphPlan plan)
    {
        var extent = plan.Extent();
        var legend = new SvgLegend(graph, highlights);
        var width = Math.Max(extent.Width, Math.Min(LegendMinWidth, legend.WidthInOneRow));
        var rows = legend.Arrange(width);
        var height = extent.Height + (rows.Count == 0 ? 0 : LegendGap + (rows.Count * LegendRow));

        var svg = new StringBuilder();
        var (left, top) = (extent.Left - ((width - extent.Width) / 2) - Margin, extent.Top - Margin);
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{Text(left)} {Text(top)} "
            + $"{Text(width + (2 * Margin))} {Text(height + (2 * Margin))}\" role=\"img\" aria-labelledby=\"isl-title isl-desc\">\n");
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<title id=\"isl-title\">{Escape(Title(graph, highlights))}</title>\n"
            + $"<desc id=\"isl-desc\">{Escape(Description(graph, highlights))}</desc>\n");
        svg.Append("<style>\n").Append(Style).Append("\n</style>\n<defs>\n");
        foreach (var kind in new[] { "", "-causal", "-confounding" })
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<marker id=\"isl-arrow{kind}\" viewBox=\"0 0 10 10\" refX=\"9.5\" refY=\"5\" "
                + $"markerWidth=\"9\" markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" orient=\"auto-start-reverse\">"
                + $"<path class=\"isl-head{kind}\" d=\"M0 1L10 5L0 9z\"/></marker>\n");
        }

        svg.Append(
            CultureInfo.InvariantCulture,
            $"</defs>\n<rect class=\"isl-bg\" x=\"{Text(left)}\" y=\"{Text(top)}\" "
            + $"width=\"{Text(width + (2 * Margin))}\" height=\"{Text(height + (2 * Margin))}\"/>\n");
        DrawEdges(svg, graph, highlights, plan);
        for (var node = 0; node < plan.Labels.Length; node++)
        {
            DrawNode(svg, graph.Nodes[node], plan.Boxes[node], plan.Labels[node], ClassOf(graph, highlights.Marks, node));
        }

        SvgLegend.Draw(svg, rows, left + Margin, extent.Bottom + LegendGap, LegendRow);
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>A number with one decimal.</summary>
    internal static string Text(double value) => SvgLines.Text(value);

    /// <summary>A text inside an element.</summary>
    internal static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static void DrawEdges(StringBuilder svg, CausalGraph graph, GraphHighlights highlights, GraphPlan plan)
    {
        foreach (var i in Enumerable.Range(0, plan.Undirected.Length))
        {
            Path(svg, NameOf(graph, graph.Undirected[i], "--"), plan.Undirected[i].Data, "", "");
        }

        // Coloured edges last, so that they lie on top.
        foreach (var i in Enumerable.Range(0, plan.Bidirected.Length).OrderBy(i => highlights.ConfoundingBidirected.Contains(i)))
        {
            var kind = highlights.ConfoundingBidirected.Contains(i) ? "confounding" : "";
            Path(svg, NameOf(graph, graph.Bidirected[i], "<->"), plan.Bidirected[i].Data, kind, "<->");
        }

        foreach (
            var i in Enumerable
                .Range(0, plan.Directed.Length)
                .OrderBy(i =>
                    highlights.Causal.Contains(i) ? 2
                    : highlights.Confounding.Contains(i) ? 1
                    : 0)
        )
        {
            Path(
                svg,
                NameOf(graph, graph.Edges[i], "->"),
                plan.Directed[i].Data,
                highlights.Causal.Contains(i) ? "causal"
                    : highlights.Confounding.Contains(i) ? "confounding"
                    : "",
                "->");
        }
    }

    private static void Path(StringBuilder svg, string name, string data, string kind, string heads)
    {
        var (colour, marker) = kind.Length == 0 ? ("", "") : ($" isl-{kind}", $"-{kind}");
        var start = heads == "<->" ? $" marker-start=\"url(#isl-arrow{marker})\"" : "";
        var end = heads.Length > 0 ? $" marker-end=\"url(#isl-arrow{marker})\"" : "";
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<path class=\"isl-edge{(heads == "<->" ? " isl-both" : "")}{colour}\" data-edge=\"{Escape(name)}\" d=\"{data}\"{start}{end}/>\n");
    }

    private static string NameOf(CausalGraph graph, Edge edge, string arrow) => $"{graph.Nodes[edge.From]} {arrow} {graph.Nodes[edge.To]}";

    private static void DrawNode(StringBuilder svg, string name, Box box, SvgLabel label, string kind)
    {
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<rect class=\"isl-box{kind}\" data-node=\"{Escape(name)}\" x=\"{Text(box.Left)}\" y=\"{Text(box.Top)}\" "
            + $"width=\"{Text(box.Width)}\" height=\"{Text(box.Height)}\" rx=\"8\"/>\n");
        svg.Append("<text class=\"isl-text\" text-anchor=\"middle\">");
        for (var i = 0; i < label.Lines.Count; i++)
        {
            var baseline = box.Y + ((i - ((label.Lines.Count - 1) / 2.0)) * SvgLabel.LineHeight) + (SvgLabel.FontSize * 0.35);
            svg.Append(CultureInfo.InvariantCulture, $"<tspan x=\"{Text(box.X)}\" y=\"{Text(baseline)}\">{Escape(label.Lines[i])}</tspan>");
        }

        svg.Append("</text>\n");
    }

    private static string ClassOf(CausalGraph graph, GraphMarks marks, int node) =>
        (marks.Treatments.Contains(node) ? " isl-treatment"
            : marks.Outcomes.Contains(node) ? " isl-outcome"
            : marks.Adjusted.Contains(node) ? " isl-adjusted"
            : "")
        + (graph.Latent.AsSpan().BinarySearch(node) >= 0 ? " isl-latent" : "");

    private static string Title(CausalGraph graph, GraphHighlights highlights) =>
        highlights.Marks is { Treatments.Count: > 0, Outcomes.Count: > 0 } marks
            ? $"Causal graph of {graph.Nodes.Length} variables: the effect of {Names(graph, marks.Treatments)} on {Names(graph, marks.Outcomes)}"
            : $"Causal graph of {graph.Nodes.Length} variables";

    private static string Description(CausalGraph graph, GraphHighlights highlights)
    {
        const int most = 60;
        var edges = graph.Edges.Select(edge => $"{graph.Nodes[edge.From]} causes {graph.Nodes[edge.To]}")
            .Concat(graph.Bidirected.Select(edge => $"{graph.Nodes[edge.From]} and {graph.Nodes[edge.To]} share an unobserved cause"))
            .Concat(graph.Undirected.Select(edge => $"{graph.Nodes[edge.From]} and {graph.Nodes[edge.To]} are joined in either direction"))
            .ToList();
        var text =
            edges.Count == 0
                ? "There are no edges."
                : string.Join("; ", edges.Take(most)) + (edges.Count > most ? $"; and {edges.Count - most} more edges." : ".");
        var latent = graph.Latent.Length == 0 ? "" : $" Not observed: {Names(graph, graph.Latent)}.";
        return text + latent + (highlights.Adjustment is { } words ? " " + words : "");
    }

    private static string Names(CausalGraph graph, IEnumerable<int> nodes) => string.Join(", ", nodes.Select(node => graph.Nodes[node]));
}
