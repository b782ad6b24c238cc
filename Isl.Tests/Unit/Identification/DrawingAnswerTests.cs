using System.Globalization;
using System.Text.RegularExpressions;
using Isl.Grains.Identification;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;
using Isl.Tests.Properties;

namespace Isl.Tests.Unit.Identification;

public sealed partial class DrawingAnswerTests
{
    private static readonly DrawingQuestion Plain = new([], [], null, DrawingDirection.Right, DrawnPart.All, DrawingFormat.Json, []);

    [Fact]
    public void Biasing_RandomGraphs_AreTheEdgesOfOpenNonCausalPaths()
    {
        var random = new Random(7);
        for (var k = 0; k < 150; k++)
        {
            var graph = RandomGraphs.Mixed(random, 6, 0.35, 0.12);
            var (treatment, outcome, given) = (graph.Nodes[0], graph.Nodes[5], graph.Nodes[random.Next(1, 5)]);

            var drawing = DrawingAnswer.Compute(graph, Plain with { Treatments = [treatment], Outcomes = [outcome], AdjustmentSet = [given] });

            var paths = PathsAnswer.Compute(graph, new PathsQuestion([treatment], [outcome], [given], 1000), WorkBudget.Unlimited);
            var expected = paths.Paths.Where(path => path.Open && path.Kind != PathKind.Causal).SelectMany(EdgesOf).Distinct();
            Assert.Equal(
                expected.Order(StringComparer.Ordinal), drawing.Edges.Where(edge => edge.Biasing).Select(NameOf).Order(StringComparer.Ordinal));
            var causal = paths.Paths.Where(path => path.Kind == PathKind.Causal).SelectMany(EdgesOf).Distinct();
            Assert.Equal(
                causal.Order(StringComparer.Ordinal),
                drawing.Edges.Where(edge => edge.Role == DrawnEdgeRole.Causal).Select(NameOf).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Relevant_RandomGraphs_LeavesOutWhatAffectsNothingAskedAbout()
    {
        var random = new Random(8);
        for (var k = 0; k < 60; k++)
        {
            var graph = RandomGraphs.Mixed(random, 9, 0.2, 0.05);
            var question = Plain with { Treatments = [graph.Nodes[2]], Outcomes = [graph.Nodes[6]], AdjustmentSet = [] };

            var (all, part) = (DrawingAnswer.Compute(graph, question), DrawingAnswer.Compute(graph, question with { Only = DrawnPart.Relevant }));

            var kept = new HashSet<string> { graph.Nodes[2], graph.Nodes[6] };
            while (graph.Edges.FirstOrDefault(edge => kept.Contains(graph.Nodes[edge.To]) && !kept.Contains(graph.Nodes[edge.From])) is var edge
                && edge != default)
            {
                kept.Add(graph.Nodes[edge.From]);
            }

            Assert.Equal(graph.Nodes.Except(kept), part.Hidden);
            Assert.Equal(kept.Order(StringComparer.Ordinal), part.Nodes.Select(node => node.Name));
            Assert.Equal(all.DagHash, part.DagHash);
            Assert.Equal(
                all.Edges.Where(edge => kept.Contains(edge.From) && kept.Contains(edge.To)).Select(Seen),
                part.Edges.Select(Seen));
        }
    }

    [Theory]
    [InlineData(DrawingDirection.Right)]
    [InlineData(DrawingDirection.Down)]
    public void Layout_RandomGraphs_PointsItsWay_AndKeepsBoxesApart(DrawingDirection direction)
    {
        var random = new Random(9);
        for (var k = 0; k < 60; k++)
        {
            var graph = RandomGraphs.Mixed(random, random.Next(1, 20), 0.15, 0.05);

            var drawing = DrawingAnswer.Compute(graph, Plain with { Direction = direction });

            var nodes = drawing.Nodes.ToDictionary(node => node.Name);
            Assert.All(drawing.Edges.Where(edge => edge.Kind == DrawnEdgeKind.Directed), edge =>
            {
                var (from, to) = (nodes[edge.From], nodes[edge.To]);
                Assert.True(direction == DrawingDirection.Right
                    ? from.X + (from.Width / 2) < to.X - (to.Width / 2)
                    : from.Y + (from.Height / 2) < to.Y - (to.Height / 2));
                AssertEndsAt(edge.Path, from, to);
            });
            AssertApart(drawing);
            Assert.All(drawing.Nodes, node => Assert.True(
                node.X - (node.Width / 2) >= drawing.View.X - 0.2 && node.X + (node.Width / 2) <= drawing.View.X + drawing.View.Width + 0.2));
        }
    }

    [Fact]
    public void Positions_AreKept_AndTheOthersMakeRoom()
    {
        var random = new Random(10);
        for (var k = 0; k < 60; k++)
        {
            var graph = RandomGraphs.Mixed(random, 12, 0.2, 0.05);
            var free = DrawingAnswer.Compute(graph, Plain);
            var (one, other) = (free.Nodes[random.Next(12)], free.Nodes[random.Next(12)]);
            NodePosition[] positions = [new(one.Name, other.X + 3, other.Y - 2)];

            var drawing = DrawingAnswer.Compute(graph, Plain with { Positions = [.. positions] });

            var kept = Assert.Single(drawing.Nodes, node => node.Kept);
            Assert.Equal((one.Name, Math.Round(other.X + 3, 1), Math.Round(other.Y - 2, 1)), (kept.Name, kept.X, kept.Y));
            AssertApart(drawing);
            var nodes = drawing.Nodes.ToDictionary(node => node.Name);
            Assert.All(
                drawing.Edges.Where(edge => edge.Kind == DrawnEdgeKind.Directed),
                edge => AssertEndsAt(edge.Path, nodes[edge.From], nodes[edge.To]));
        }
    }

    [Fact]
    public void OpenDirections_AreDrawnWithoutHeads_AndMarkNoPath()
    {
        var graph = new CausalGraph
        {
            Nodes = ["A", "B", "C", "D"],
            Edges = [new(2, 3)],
            Bidirected = [],
            Latent = [],
            Undirected = [new(0, 1), new(1, 2)],
        };

        var drawing = DrawingAnswer.Compute(
            graph, Plain with { Treatments = ["C"], Outcomes = ["D"], Format = DrawingFormat.Svg });

        Assert.Equal(["C -> D", "A -- B", "B -- C"], drawing.Edges.Select(NameOf));
        Assert.All(drawing.Edges, edge => Assert.Null(edge.Role));
        Assert.Single(drawing.Explanation.Caveats);
        Assert.Contains("data-edge=\"A -- B\"", drawing.Svg, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(drawing.Svg!, "<path class=\"isl-edge[^>]*marker-end"));
    }

    [Fact]
    public void Names_ThatAreNoNodesOrTwice_AreRefused()
    {
        var graph = new CausalGraph { Nodes = ["A", "B"], Edges = [new(0, 1)], Bidirected = [], Latent = [] };

        var refused = Assert.Throws<InputException>(
            () => DrawingAnswer.Compute(graph, Plain with { Treatments = ["A"], Outcomes = ["A"], AdjustmentSet = ["Q"] }));

        Assert.Equal(2, refused.Errors.Length);
    }

    private static IEnumerable<string> EdgesOf(CausalPath path)
    {
        var parts = Arrow().Split(path.Text);
        for (var i = 0; i + 2 < parts.Length; i += 2)
        {
            var (a, arrow, b) = (parts[i].Trim(), parts[i + 1], parts[i + 2].Trim());
            yield return arrow switch
            {
                "->" => $"{a} -> {b}",
                "<-" => $"{b} -> {a}",
                _ => string.CompareOrdinal(a, b) < 0 ? $"{a} <-> {b}" : $"{b} <-> {a}",
            };
        }
    }

    private static string NameOf(DrawnEdge edge) => edge.Kind switch
    {
        DrawnEdgeKind.Directed => $"{edge.From} -> {edge.To}",
        DrawnEdgeKind.Bidirected => $"{edge.From} <-> {edge.To}",
        _ => $"{edge.From} -- {edge.To}",
    };

    private static (string Name, DrawnEdgeRole? Role, bool Biasing) Seen(DrawnEdge edge) => (NameOf(edge), edge.Role, edge.Biasing);

    private static void AssertApart(DrawingResult drawing)
    {
        var nodes = drawing.Nodes;
        for (var i = 0; i < nodes.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (a, b) = (nodes[i], nodes[j]);
                Assert.True(
                    Math.Abs(a.X - b.X) > ((a.Width + b.Width) / 2) - 0.3 || Math.Abs(a.Y - b.Y) > ((a.Height + b.Height) / 2) - 0.3,
                    $"{a} and {b} overlap");
            }
        }
    }

    /// <summary>A line begins and ends on the rims of its boxes.</summary>
    private static void AssertEndsAt(string path, DrawnNode from, DrawnNode to)
    {
        double[] numbers = [.. Number().Matches(path).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];
        AssertOnRim(numbers[0], numbers[1], from);
        AssertOnRim(numbers[^2], numbers[^1], to);
    }

    private static void AssertOnRim(double x, double y, DrawnNode node)
    {
        var (dx, dy) = (Math.Abs(x - node.X) - (node.Width / 2), Math.Abs(y - node.Y) - (node.Height / 2));
        Assert.True(dx < 0.3 && dy < 0.3 && Math.Max(dx, dy) > -0.3, $"({x}, {y}) is not on the rim of {node}");
    }

    [GeneratedRegex(" (<->|->|<-) ")]
    private static partial Regex Arrow();

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Number();
}
