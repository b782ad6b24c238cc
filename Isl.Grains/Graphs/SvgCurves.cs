namespace Isl.Graphs;

/// <summary>A cubic Bézier curve.</summary>
internal readonly record struct Curve(Point From, Point FirstControl, Point SecondControl, Point To)
{
    /// <summary>The point at <paramref name="t"/> of the way.</summary>
    public Point At(double t)
    {
        var (a, b, c, d) = ((1 - t) * (1 - t) * (1 - t), 3 * (1 - t) * (1 - t) * t, 3 * (1 - t) * t * t, t * t * t);
        return new Point(
            (a * From.X) + (b * FirstControl.X) + (c * SecondControl.X) + (d * To.X),
            (a * From.Y) + (b * FirstControl.Y) + (c * SecondControl.Y) + (d * To.Y));
    }
}

/// <summary>Chooses curves for bidirected edges: out of one side of both boxes, past what stands between them.</summary>
/// <remarks>Of a few curves over, under and beside the boxes the one that runs through the fewest boxes, and of those the flattest, is taken.</remarks>
internal static class SvgCurves
{
    private const int Samples = 14;
    private const double PortStep = 9;
    private static readonly double[] Lifts = [26, 44, 70, 110, 160, 230, 320];

    private enum Side
    {
        Top,
        Bottom,
        Left,
        Right,
    }

    /// <summary>A curve for every bidirected edge.</summary>
    public static Curve[] Route(IReadOnlyList<Edge> edges, Box[] boxes)
    {
        var used = new int[boxes.Length, Enum.GetValues<Side>().Length];
        var curves = new Curve[edges.Count];
        for (var i = 0; i < edges.Count; i++)
        {
            curves[i] = Choose(edges[i], boxes, used);
        }

        return curves;
    }

    private static Curve Choose(Edge edge, Box[] boxes, int[,] used)
    {
        var (a, b) = (boxes[edge.From], boxes[edge.To]);
        var sameColumn = Math.Abs(a.X - b.X) < 1;
        var (best, bestSide, bestCost) = (default(Curve), Side.Top, double.PositiveInfinity);
        foreach (var side in sameColumn ? [Side.Left, Side.Right] : new[] { Side.Top, Side.Bottom })
        {
            foreach (var lift in Lifts)
            {
                var curve = Make(a, b, side, lift, Shift(used[edge.From, (int)side]), Shift(used[edge.To, (int)side]));
                var cost = (Hits(curve, edge, boxes) * 1000.0) + lift + (3 * (used[edge.From, (int)side] + used[edge.To, (int)side]));
                if (cost < bestCost)
                {
                    (best, bestSide, bestCost) = (curve, side, cost);
                }
            }
        }

        used[edge.From, (int)bestSide]++;
        used[edge.To, (int)bestSide]++;
        return best;
    }

    /// <summary>Where along a side the next curve starts: in the middle, then in turn to both hands of it.</summary>
    private static double Shift(int used) => (used + 1) / 2 * PortStep * (used % 2 == 0 ? 1 : -1);

    private static Curve Make(Box a, Box b, Side side, double lift, double shiftA, double shiftB)
    {
        if (side is Side.Top or Side.Bottom)
        {
            var up = side == Side.Top;
            var from = new Point(Within(a.X + shiftA, a.Left, a.Right), up ? a.Top : a.Bottom);
            var to = new Point(Within(b.X + shiftB, b.Left, b.Right), up ? b.Top : b.Bottom);
            var level = up ? Math.Min(from.Y, to.Y) - lift : Math.Max(from.Y, to.Y) + lift;
            var inset = (to.X - from.X) * 0.2;
            return new Curve(from, new Point(from.X + inset, level), new Point(to.X - inset, level), to);
        }

        var left = side == Side.Left;
        var start = new Point(left ? a.Left : a.Right, Within(a.Y + shiftA, a.Top, a.Bottom));
        var end = new Point(left ? b.Left : b.Right, Within(b.Y + shiftB, b.Top, b.Bottom));
        var column = left ? Math.Min(start.X, end.X) - lift : Math.Max(start.X, end.X) + lift;
        return new Curve(start, new Point(column, start.Y), new Point(column, end.Y), end);
    }

    private static double Within(double value, double low, double high)
    {
        const double corner = 8;
        return Math.Clamp(value, Math.Min(low + corner, (low + high) / 2), Math.Max(high - corner, (low + high) / 2));
    }

    private static int Hits(Curve curve, Edge edge, Box[] boxes)
    {
        const double margin = 4;
        var hits = 0;
        for (var i = 0; i < boxes.Length; i++)
        {
            var own = i == edge.From || i == edge.To;
            var box = boxes[i];
            for (var k = own ? 2 : 1; k <= Samples - (own ? 2 : 1); k++)
            {
                var point = curve.At((double)k / Samples);
                var slack = own ? -1 : margin;
                if (point.X > box.Left - slack && point.X < box.Right + slack && point.Y > box.Top - slack && point.Y < box.Bottom + slack)
                {
                    hits++;
                }
            }
        }

        return hits;
    }
}
