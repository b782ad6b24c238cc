namespace Isl.Grains.Drawing;

/// <summary>A line of a drawing.</summary>
/// <param name="Data">The <c>d</c> of an SVG path.</param>
/// <param name="Points">Points that it runs near, for the extent of the drawing.</param>
internal readonly record struct Line(string Data, Point[] Points);

/// <summary>A graph laid out, before it is drawn.</summary>
/// <param name="Labels">The names, broken into lines.</param>
/// <param name="Boxes">One box a node.</param>
/// <param name="Directed">One line for each directed edge.</param>
/// <param name="Bidirected">One line for each bidirected edge.</param>
/// <param name="Undirected">One line for each undirected edge.</param>
internal sealed record GraphPlan(SvgLabel[] Labels, Box[] Boxes, Line[] Directed, Line[] Bidirected, Line[] Undirected)
{
    /// <summary>The box that boxes and lines take up.</summary>
    public Box Extent()
    {
        var points = Boxes.SelectMany(box => new[] { new Point(box.Left, box.Top), new Point(box.Right, box.Bottom) })
            .Concat(Directed.Concat(Bidirected).Concat(Undirected).SelectMany(line => line.Points))
            .DefaultIfEmpty()
            .ToList();
        var (left, top, right, bottom) = (points.Min(p => p.X), points.Min(p => p.Y), points.Max(p => p.X), points.Max(p => p.Y));
        return new Box((left + right) / 2, (top + bottom) / 2, right - left, bottom - top);
    }
}
