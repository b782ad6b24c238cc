using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using Isl.Grains.Drawing;
using Isl.Grains.Interfaces.Graphs;
using Isl.Tests.Properties;

namespace Isl.Tests.Unit.Drawing;

[Collection(TimedTests.Name)]
public sealed class SvgDrawingTests
{
    private static readonly string[] Names =
    [
        "x",
        "Treatment",
        "Average number of completed education years",
        new string('W', 100),
        "変数の名前がとても長い場合の表示を確認する",
        "été_à.la-mode",
        "snake_case_name_of_some_length",
        "i",
    ];

    [Fact]
    public void Draw_RandomGraphs_IsWellFormedDeterministicAndKeepsBoxesApart()
    {
        var random = new Random(40);
        for (var k = 0; k < 150; k++)
        {
            var graph = RandomGraphs.Mixed(random, random.Next(1, 25), 0.15, 0.05, i => i < Names.Length ? Names[i] : $"V{i}");

            var svg = SvgDrawing.Draw(graph, GraphHighlights.None);

            Assert.Equal(svg, SvgDrawing.Draw(graph, GraphHighlights.None));
            var root = XDocument.Parse(svg).Root!;
            var view = root.Attribute("viewBox")!.Value.Split(' ').Select(Number).ToArray();
            var boxes = root.Elements()
                .Where(element =>
                    element.Attribute("class")?.Value.StartsWith("isl-box", StringComparison.Ordinal) == true && element.Attribute("rx")?.Value == "8")
                .Select(Rectangle)
                .ToList();
            Assert.Equal(graph.Nodes.Length, boxes.Count);
            Assert.All(
                boxes,
                box => Assert.True(box.Left >= view[0] && box.Top >= view[1] && box.Right <= view[0] + view[2] && box.Bottom <= view[1] + view[3]));
            for (var i = 0; i < boxes.Count; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    Assert.True(
                        boxes[i].Right < boxes[j].Left
                            || boxes[j].Right < boxes[i].Left
                            || boxes[i].Bottom < boxes[j].Top
                            || boxes[j].Bottom < boxes[i].Top,
                        svg);
                }
            }

            Assert.All(graph.Edges, edge => Assert.True(boxes[edge.From].Right < boxes[edge.To].Left));
            Assert.Equal(
                graph.Edges.Length + graph.Bidirected.Length + (graph.Bidirected.Length > 0 ? 1 : 0),
                root.Elements().Count(element => element.Attribute("class")?.Value.StartsWith("isl-edge", StringComparison.Ordinal) == true));
        }
    }

    [Fact]
    public void Label_AnyName_KeepsEveryLetterAndFitsItsBox()
    {
        foreach (var name in Names)
        {
            var label = new SvgLabel(name);

            Assert.Equal(name.Replace(" ", "", StringComparison.Ordinal), string.Concat(label.Lines).Replace(" ", "", StringComparison.Ordinal));
            Assert.All(label.Lines, line => Assert.True(SvgLabel.WidthOf(line) < label.Width - 10 && line.Length > 0));
        }
    }

    [Theory]
    [InlineData(400, 1500, 400)]
    [InlineData(64, 1900, 0)]
    [InlineData(1, 0, 0)]
    public void Draw_LargestGraphs_TakesLittleTime(int nodes, int directed, int bidirected)
    {
        var random = new Random(41);
        var (edges, both) = (new SortedSet<(int, int)>(), new SortedSet<(int, int)>());
        while (edges.Count < directed)
        {
            var (a, b) = (random.Next(nodes), random.Next(nodes));
            edges.UnionWith(a < b ? [(a, b)] : []);
        }

        while (both.Count < bidirected)
        {
            var (a, b) = (random.Next(nodes), random.Next(nodes));
            both.UnionWith(a < b ? [(a, b)] : []);
        }

        var graph = new CausalGraph
        {
            Nodes = [.. Enumerable.Range(0, nodes).Select(i => i.ToString("000", CultureInfo.InvariantCulture))],
            Edges = [.. edges.Select(edge => new Edge(edge.Item1, edge.Item2))],
            Bidirected = [.. both.Select(edge => new Edge(edge.Item1, edge.Item2))],
            Latent = [],
        };
        var started = Stopwatch.GetTimestamp();

        XDocument.Parse(SvgDrawing.Draw(graph, GraphHighlights.None));

        // Generous against a busy machine.
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 8);
    }

    [Fact]
    public void Draw_TooLarge_Throws() =>
        Assert.Throws<ArgumentException>(() =>
            SvgDrawing.Draw(
                new CausalGraph
                {
                    Nodes = [.. Enumerable.Range(0, 401).Select(i => $"{i:000}")],
                    Edges = [],
                    Bidirected = [],
                    Latent = [],
                },
                GraphHighlights.None)
        );

    private static (double Left, double Top, double Right, double Bottom) Rectangle(XElement element)
    {
        var (x, y) = (Number(element.Attribute("x")!.Value), Number(element.Attribute("y")!.Value));
        return (x, y, x + Number(element.Attribute("width")!.Value), y + Number(element.Attribute("height")!.Value));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
