using System.Globalization;
using System.Text;

namespace Isl.Grains.Drawing;

/// <summary>Writes lines as SVG path data; what was laid out rightwards is turned where the drawing runs downwards.</summary>
/// <param name="downwards">The drawing runs downwards: its axes are exchanged.</param>
internal sealed class SvgLines(bool downwards)
{
    /// <summary>How far a line leaves its box straight, in shares of its length.</summary>
    private const double Bend = 0.45;

    /// <summary>A number with one decimal.</summary>
    public static string Text(double value) =>
        Math.Round(value, 1, MidpointRounding.AwayFromZero).ToString("0.#", CultureInfo.InvariantCulture) is var text && text == "-0" ? "0" : text;

    /// <summary>A point of the layout in the drawing, and the other way round.</summary>
    public Point Turned(Point point) => downwards ? new Point(point.Y, point.X) : point;

    /// <summary>A box of the layout in the drawing.</summary>
    public Box Turned(Box box) => downwards ? new Box(box.Y, box.X, box.Height, box.Width) : box;

    /// <summary>A line through points: level where it leaves and enters boxes and columns, and smooth between.</summary>
    public Line Along(Point[] route)
    {
        var data = new StringBuilder($"M{At(route[0])}");
        for (var i = 1; i < route.Length; i++)
        {
            var (from, to) = (route[i - 1], route[i]);
            var bend = (to.X - from.X) * Bend;
            if (Math.Abs(from.Y - to.Y) < 0.05)
            {
                data.Append(CultureInfo.InvariantCulture, $"L{At(to)}");
            }
            else
            {
                data.Append(CultureInfo.InvariantCulture, $"C{At(new Point(from.X + bend, from.Y))} {At(new Point(to.X - bend, to.Y))} {At(to)}");
            }
        }

        return new Line(data.ToString(), [.. route.Select(Turned)]);
    }

    /// <summary>A line along a curve.</summary>
    public Line Along(Curve curve, int samples) => new(
        $"M{At(curve.From)}C{At(curve.FirstControl)} {At(curve.SecondControl)} {At(curve.To)}",
        [.. Enumerable.Range(0, samples + 1).Select(k => Turned(curve.At((double)k / samples)))]);

    /// <summary>A line from box to box, out of the sides that face each other.</summary>
    public Line Between(Box a, Box b)
    {
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var level = Math.Abs(dx) - ((a.Width + b.Width) / 2) >= Math.Abs(dy) - ((a.Height + b.Height) / 2);
        var (from, to) = level
            ? (new Point(dx > 0 ? a.Right : a.Left, a.Y), new Point(dx > 0 ? b.Left : b.Right, b.Y))
            : (new Point(a.X, dy > 0 ? a.Bottom : a.Top), new Point(b.X, dy > 0 ? b.Top : b.Bottom));
        var bend = level ? new Point((to.X - from.X) * Bend, 0) : new Point(0, (to.Y - from.Y) * Bend);
        return Along(new Curve(from, new Point(from.X + bend.X, from.Y + bend.Y), new Point(to.X - bend.X, to.Y - bend.Y), to), samples: 1);
    }

    private string At(Point point)
    {
        var (x, y) = Turned(point);
        return $"{Text(x)} {Text(y)}";
    }
}
