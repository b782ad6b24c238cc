using System.Globalization;
using System.Text;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Grains.Drawing;

/// <summary>Tells what the colours and dashes of a drawing mean; only of what occurs in it.</summary>
internal sealed class SvgLegend
{
    private const double Swatch = 28;
    private const double TextGap = 7;
    private const double ItemGap = 20;
    private const double LetterScale = 12 / SvgLabel.FontSize;

    private readonly List<Item> _items = [];

    /// <summary>Collects the entries.</summary>
    public SvgLegend(CausalGraph graph, GraphHighlights highlights)
    {
        var (treatments, outcomes, adjusted) = highlights.Marks;
        AddIf(treatments.Count > 0, "treatment", "Treatment");
        AddIf(outcomes.Count > 0, "outcome", "Outcome");
        AddIf(adjusted.Count > 0, "adjusted", "Adjusted for");
        AddIf(graph.Latent.Length > 0, "latent", "Not observed");
        AddIf(highlights.Causal.Count > 0, "causal", "Causal path", isEdge: true);
        AddIf(highlights.Confounding.Count + highlights.ConfoundingBidirected.Count > 0, "confounding", "Confounding path", isEdge: true);
        AddIf(graph.Bidirected.Length > 0, "both", "Unobserved common cause", isEdge: true);
        if (highlights.Adjustment is { } words && adjusted.Count == 0)
        {
            _items.Add(new Item("", words.TrimEnd('.'), false));
        }

        void AddIf(bool condition, string kind, string text, bool isEdge = false)
        {
            if (condition)
            {
                _items.Add(new Item(kind, text, isEdge));
            }
        }
    }

    /// <summary>Width of all entries side by side.</summary>
    public double WidthInOneRow => _items.Count == 0 ? 0 : _items.Sum(item => item.Width + ItemGap) - ItemGap;

    /// <summary>Entries in rows of at most the given width.</summary>
    public List<List<Item>> Arrange(double width)
    {
        var rows = new List<List<Item>>();
        var used = double.PositiveInfinity;
        foreach (var item in _items)
        {
            if (used + item.Width > width)
            {
                rows.Add([]);
                used = 0;
            }

            rows[^1].Add(item);
            used += item.Width + ItemGap;
        }

        return rows;
    }

    /// <summary>Draws the rows below the graph.</summary>
    public static void Draw(StringBuilder svg, List<List<Item>> rows, double left, double top, double rowHeight)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            var (x, y) = (left, top + ((row + 0.5) * rowHeight));
            foreach (var item in rows[row])
            {
                if (item.IsEdge)
                {
                    var both = item.Kind == "both";
                    var colour = both ? "" : $"-{item.Kind}";
                    var start = both ? " marker-start=\"url(#isl-arrow)\"" : "";
                    svg.Append(
                        CultureInfo.InvariantCulture,
                        $"<path class=\"isl-edge isl-{item.Kind}\" d=\"M{SvgDrawing.Text(x)} {SvgDrawing.Text(y)}h{Swatch}\"{start} "
                        + $"marker-end=\"url(#isl-arrow{colour})\"/>\n");
                }
                else if (item.Kind.Length > 0)
                {
                    svg.Append(
                        CultureInfo.InvariantCulture,
                        $"<rect class=\"isl-box isl-{item.Kind}\" x=\"{SvgDrawing.Text(x)}\" y=\"{SvgDrawing.Text(y - 7)}\" "
                        + $"width=\"{Swatch}\" height=\"14\" rx=\"4\"/>\n");
                }

                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<text class=\"isl-text isl-legend\" x=\"{SvgDrawing.Text(x + item.TextAt)}\" y=\"{SvgDrawing.Text(y + 4.2)}\">"
                    + $"{SvgDrawing.Escape(item.Text)}</text>\n");
                x += item.Width + ItemGap;
            }
        }
    }

    /// <summary>An entry.</summary>
    internal sealed record Item(string Kind, string Text, bool IsEdge)
    {
        public double TextAt => Kind.Length == 0 ? 0 : Swatch + TextGap;

        public double Width => TextAt + (SvgLabel.WidthOf(Text) * LetterScale);
    }
}
