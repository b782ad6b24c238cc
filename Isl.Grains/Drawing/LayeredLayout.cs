using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Grains.Drawing;

/// <summary>A place in a drawing.</summary>
internal readonly record struct Point(double X, double Y);

/// <summary>A box in a drawing, by its centre.</summary>
internal readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Left => X - (Width / 2);

    public double Right => X + (Width / 2);

    public double Top => Y - (Height / 2);

    public double Bottom => Y + (Height / 2);
}

/// <summary>Where everything stands.</summary>
/// <param name="Boxes">One box a node.</param>
/// <param name="Routes">For each directed edge, in the order of the graph, the points it runs through from box to box.</param>
internal sealed record LayoutResult(Box[] Boxes, Point[][] Routes);

/// <summary>Lays out a graph from left to right in layers, so that every directed edge points to the right.</summary>
/// <remarks>
/// Source: Sugiyama, Tagawa &amp; Toda (1981): layers by longest paths, long edges cut by dummy vertices, crossings reduced by barycentre sweeps
/// (<see cref="LayerOrder"/>), then coordinates (<see cref="LayerCoordinates"/>). The same graph gives the same layout.
/// </remarks>
internal static class LayeredLayout
{
    /// <summary>Most dummy vertices; longer edges than these allow for are drawn straight.</summary>
    private const int MaxDummies = 6_000;

    private const double MinGap = 56;
    private const double MaxGap = 130;

    /// <summary>Places nodes of the given sizes.</summary>
    public static LayoutResult Place(CausalDiagram diagram, IReadOnlyList<Edge> edges, (double Width, double Height)[] sizes)
    {
        var layers = new Layers(diagram.Count, LayerOf(diagram), sizes);
        var chains = new int[edges.Count][];
        var spent = 0;
        foreach (
            var (edge, i) in edges
                .Select((edge, i) => (edge, i))
                .OrderBy(one => layers.Layer[one.edge.To] - layers.Layer[one.edge.From])
                .ThenBy(one => one.i))
        {
            var dummies = layers.Layer[edge.To] - layers.Layer[edge.From] - 1;
            spent += dummies;
            chains[i] = spent <= MaxDummies || dummies == 0 ? layers.Join(edge.From, edge.To) : [edge.From, edge.To];
        }

        LayerOrder.Reduce(layers);
        var y = LayerCoordinates.Assign(layers);
        var x = Columns(layers, sizes, edges);
        var boxes = new Box[diagram.Count];
        for (var node = 0; node < diagram.Count; node++)
        {
            boxes[node] = new Box(x[layers.Layer[node]].X, y[node], sizes[node].Width, sizes[node].Height);
        }

        return new LayoutResult(boxes, Routes(edges, chains, layers, boxes, x, y));
    }

    /// <summary>Longest path from a source; then nodes with more children than parents move as near to their children as they can.</summary>
    private static int[] LayerOf(CausalDiagram diagram)
    {
        var layer = new int[diagram.Count];
        var order = diagram.TopologicalOrder();
        foreach (var node in order)
        {
            foreach (var child in diagram.Children(node))
            {
                layer[child] = Math.Max(layer[child], layer[node] + 1);
            }
        }

        for (var i = order.Length - 1; i >= 0; i--)
        {
            var node = order[i];
            if (diagram.Children(node).Length > diagram.Parents(node).Length)
            {
                var nearest = int.MaxValue;
                foreach (var child in diagram.Children(node))
                {
                    nearest = Math.Min(nearest, layer[child]);
                }

                layer[node] = nearest - 1;
            }
        }

        // Nodes without arrows: beside a sibling, else one to each layer in turn.
        var (last, turn) = (layer.Length == 0 ? 0 : layer.Max(), 0);
        for (var node = 0; node < diagram.Count; node++)
        {
            if (diagram.Children(node).Length + diagram.Parents(node).Length == 0)
            {
                layer[node] =
                    diagram.Siblings(node).Length > 0 ? layer[diagram.Siblings(node)[0]] : turn++ % Math.Max(last + 1, (int)Math.Sqrt(diagram.Count));
            }
        }

        return layer;
    }

    /// <summary>Centre and width of each layer's column; the more edges lie between two, the wider the gap.</summary>
    private static (double X, double Width)[] Columns(Layers layers, (double Width, double Height)[] sizes, IReadOnlyList<Edge> edges)
    {
        var columns = new (double X, double Width)[layers.Count];
        var between = new int[layers.Count + 1];
        foreach (var edge in edges)
        {
            between[layers.Layer[edge.From] + 1]++;
        }

        for (var node = 0; node < sizes.Length; node++)
        {
            ref var column = ref columns[layers.Layer[node]];
            column.Width = Math.Max(column.Width, sizes[node].Width);
        }

        var left = 0.0;
        for (var layer = 0; layer < layers.Count; layer++)
        {
            left += layer == 0 ? 0 : Math.Min(MaxGap, MinGap + (4 * between[layer]));
            columns[layer].X = left + (columns[layer].Width / 2);
            left += columns[layer].Width;
        }

        return columns;
    }

    private static Point[][] Routes(IReadOnlyList<Edge> edges, int[][] chains, Layers layers, Box[] boxes, (double X, double Width)[] x, double[] y)
    {
        var routes = new Point[edges.Count][];
        var starts = Ports(edges, chains, boxes, y, atStart: true);
        var ends = Ports(edges, chains, boxes, y, atStart: false);
        for (var i = 0; i < edges.Count; i++)
        {
            var points = new List<Point> { new(boxes[edges[i].From].Right, starts[i]) };
            foreach (var dummy in chains[i].AsSpan(1..^1))
            {
                // A dummy is as wide as its column, so that the edge runs level past the boxes there.
                var (centre, width) = x[layers.Layer[dummy]];
                points.Add(new Point(centre - (width / 2), y[dummy]));
                points.Add(new Point(centre + (width / 2), y[dummy]));
            }

            points.Add(new Point(boxes[edges[i].To].Left, ends[i]));
            routes[i] = [.. points];
        }

        return routes;
    }

    /// <summary>Spreads the edges over the side of a box in the order of where they come from.</summary>
    private static double[] Ports(IReadOnlyList<Edge> edges, int[][] chains, Box[] boxes, double[] y, bool atStart)
    {
        const double most = 9;
        var ports = new double[edges.Count];
        foreach (var side in Enumerable.Range(0, edges.Count).GroupBy(i => atStart ? edges[i].From : edges[i].To))
        {
            var box = boxes[side.Key];
            int[] sorted = [.. side.OrderBy(i => atStart ? y[chains[i][1]] : y[chains[i][^2]]).ThenBy(i => i)];
            var step = sorted.Length == 1 ? 0 : Math.Min(most, box.Height * 0.7 / (sorted.Length - 1));
            for (var k = 0; k < sorted.Length; k++)
            {
                ports[sorted[k]] = box.Y + ((k - ((sorted.Length - 1) / 2.0)) * step);
            }
        }

        return ports;
    }
}

/// <summary>Vertices in layers: the nodes first, dummies after them; edges join neighbouring layers only.</summary>
internal sealed class Layers
{
    private const double DummyHeight = 4;
    private readonly List<int> _layer;
    private readonly List<double> _height;
    private readonly List<List<int>> _before = [];
    private readonly List<List<int>> _after = [];
    private readonly int _nodes;

    public Layers(int nodes, int[] layer, (double Width, double Height)[] sizes)
    {
        _nodes = nodes;
        _layer = [.. layer];
        _height = [.. sizes.Select(size => size.Height)];
        Count = nodes == 0 ? 0 : layer.Max() + 1;
        Order = [.. Enumerable.Range(0, Count).Select(_ => new List<int>())];
        for (var node = 0; node < nodes; node++)
        {
            Order[layer[node]].Add(node);
            _before.Add([]);
            _after.Add([]);
        }
    }

    /// <summary>Number of layers.</summary>
    public int Count { get; }

    /// <summary>Number of vertices.</summary>
    public int Vertices => _layer.Count;

    /// <summary>Vertices of each layer from top to bottom.</summary>
    public List<int>[] Order { get; }

    /// <summary>Layer by vertex.</summary>
    public IReadOnlyList<int> Layer => _layer;

    /// <summary>Height by vertex.</summary>
    public IReadOnlyList<double> Height => _height;

    public bool IsDummy(int vertex) => vertex >= _nodes;

    /// <summary>Neighbours in the layer before, or after.</summary>
    public List<int> Neighbours(int vertex, bool before) => before ? _before[vertex] : _after[vertex];

    /// <summary>Joins two nodes by a chain of dummies, one for each layer between, and returns the chain.</summary>
    public int[] Join(int from, int to)
    {
        var chain = new List<int> { from };
        for (var layer = _layer[from] + 1; layer < _layer[to]; layer++)
        {
            var dummy = _layer.Count;
            _layer.Add(layer);
            _height.Add(DummyHeight);
            _before.Add([]);
            _after.Add([]);
            Order[layer].Add(dummy);
            chain.Add(dummy);
        }

        chain.Add(to);
        for (var i = 1; i < chain.Count; i++)
        {
            _after[chain[i - 1]].Add(chain[i]);
            _before[chain[i]].Add(chain[i - 1]);
        }

        return [.. chain];
    }
}
