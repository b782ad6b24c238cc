using Isl.Grains.Interfaces.Graphs;

namespace Isl.Grains.Drawing;

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
/// <remarks>
/// Of a few curves over, under, beside and between the boxes the cheapest is taken: passing behind a box costs, and so does a wide detour.
/// </remarks>
internal static class SvgCurves
{
    private const int Samples = 14;
    private const double PortStep = 9;
    private const double CostOfHit = 60;
    private const double CostOfUsedSide = 6;

    /// <summary>Between columns a curve is easily taken for a directed edge: only where the detours are long.</summary>
    private const double CostBetween = 90;
    private static readonly double[] Lifts = [26, 44, 70, 110, 160, 230, 320];

    private enum Side
    {
        Top,
        Bottom,
        Left,
        Right,
    }

    /// <summary>A curve for every bidirected edge.</summary>
    /// <param name="edges">The bidirected edges.</param>
    /// <param name="directed">The directed ones, which take up room at the left and right sides.</param>
    /// <param name="boxes">The boxes.</param>
    public static Curve[] Route(IReadOnlyList<Edge> edges, IReadOnlyList<Edge> directed, Box[] boxes)
    {
        var used = new int[boxes.Length, Enum.GetValues<Side>().Length];
        foreach (var edge in directed)
        {
            used[edge.From, (int)Side.Right]++;
            used[edge.To, (int)Side.Left]++;
        }

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
        var (best, bestSides, bestCost) = (default(Curve), default((Side, Side)), double.PositiveInfinity);
        if (Math.Abs(a.X - b.X) < 1)
        {
            Try((Side.Left, Side.Left), Lifts, 0);
            Try((Side.Right, Side.Right), Lifts, 0);
        }
        else
        {
            Try((Side.Top, Side.Top), Lifts, 0);
            Try((Side.Bottom, Side.Bottom), Lifts, 0);
            Try(a.X < b.X ? (Side.Right, Side.Left) : (Side.Left, Side.Right), [0], CostBetween);
        }

        used[edge.From, (int)bestSides.Item1]++;
        used[edge.To, (int)bestSides.Item2]++;
        return best;

        void Try((Side A, Side B) sides, double[] lifts, double extra)
        {
            var level = sides.A is Side.Top or Side.Bottom;
            var (usedA, usedB) = (used[edge.From, (int)sides.A], used[edge.To, (int)sides.B]);
            foreach (var lift in lifts)
            {
                var curve = Make(a, b, sides, lift, Shift(usedA, level ? b.X - a.X : b.Y - a.Y), Shift(usedB, level ? a.X - b.X : a.Y - b.Y));
                var cost = (Hits(curve, edge, boxes) * CostOfHit) + lift + extra + (CostOfUsedSide * (usedA + usedB));
                if (cost < bestCost)
                {
                    (best, bestSides, bestCost) = (curve, sides, cost);
                }
            }
        }
    }

    /// <summary>Where along a side the next curve starts: in the middle, then in turn to both hands of it, first to where it goes.</summary>
    private static double Shift(int used, double towards) => (used + 1) / 2 * PortStep * (used % 2 == 0 ? -1 : 1) * (towards < 0 ? -1 : 1);

    private static Curve Make(Box a, Box b, (Side A, Side B) sides, double lift, double shiftA, double shiftB)
    {
        if (sides.A is Side.Top or Side.Bottom)
        {
            var up = sides.A == Side.Top;
            var from = new Point(Within(a.X + shiftA, a.Left, a.Right), up ? a.Top : a.Bottom);
            var to = new Point(Within(b.X + shiftB, b.Left, b.Right), up ? b.Top : b.Bottom);
            var level = up ? Math.Min(from.Y, to.Y) - lift : Math.Max(from.Y, to.Y) + lift;
            var inset = (to.X - from.X) * 0.2;
            return new Curve(from, new Point(from.X + inset, level), new Point(to.X - inset, level), to);
        }

        var start = new Point(sides.A == Side.Left ? a.Left : a.Right, Within(a.Y + shiftA, a.Top, a.Bottom));
        var end = new Point(sides.B == Side.Left ? b.Left : b.Right, Within(b.Y + shiftB, b.Top, b.Bottom));
        if (sides.A != sides.B)
        {
            var bend = (end.X - start.X) * 0.5;
            return new Curve(start, new Point(start.X + bend, start.Y), new Point(end.X - bend, end.Y), end);
        }

        var column = sides.A == Side.Left ? Math.Min(start.X, end.X) - lift : Math.Max(start.X, end.X) + lift;
        return new Curve(start, new Point(column, start.Y), new Point(column, end.Y), end);
    }

    private static double Within(double value, double low, double high)
    {
        const double corner = 8;
        return Math.Clamp(value, Math.Min(low + corner, (low + high) / 2), Math.Max(high - corner, (low + high) / 2));
    }

    /// <summary>How many points of the curve lie in boxes; near its ends those of its own boxes do not count.</summary>
    private static int Hits(Curve curve, Edge edge, Box[] boxes)
    {
        const double margin = 4;
        Span<Point> points = stackalloc Point[Samples - 1];
        var (left, right, top, bottom) = (double.MaxValue, double.MinValue, double.MaxValue, double.MinValue);
        for (var k = 0; k < points.Length; k++)
        {
            var point = points[k] = curve.At((k + 1.0) / Samples);
            (left, right) = (Math.Min(left, point.X), Math.Max(right, point.X));
            (top, bottom) = (Math.Min(top, point.Y), Math.Max(bottom, point.Y));
        }

        var hits = 0;
        for (var i = 0; i < boxes.Length; i++)
        {
            ref readonly var box = ref boxes[i];
            if (box.Right + margin < left || box.Left - margin > right || box.Bottom + margin < top || box.Top - margin > bottom)
            {
                continue;
            }

            var own = i == edge.From || i == edge.To;
            var slack = own ? -1 : margin;
            foreach (var point in own ? points[1..^1] : points)
            {
                if (point.X > box.Left - slack && point.X < box.Right + slack && point.Y > box.Top - slack && point.Y < box.Bottom + slack)
                {
                    hits++;
                }
            }
        }

        return hits;
    }
}
