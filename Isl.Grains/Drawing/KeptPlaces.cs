namespace Isl.Grains.Drawing;

/// <summary>Puts nodes where somebody wants them, and moves out of their way what stands there.</summary>
internal static class KeptPlaces
{
    private const double Gap = 14;

    /// <summary>Moves boxes in place, and tells which no longer stand where the layout put them.</summary>
    /// <param name="boxes">The layout's boxes.</param>
    /// <param name="kept">Wanted centres by node; these may overlap, for somebody wants them so.</param>
    public static bool[] Apply(Box[] boxes, IReadOnlyDictionary<int, Point> kept)
    {
        var moved = new bool[boxes.Length];
        var placed = new List<Box>();
        foreach (var (node, at) in kept.OrderBy(one => one.Key))
        {
            moved[node] = boxes[node].X != at.X || boxes[node].Y != at.Y;
            boxes[node] = boxes[node] with { X = at.X, Y = at.Y };
            placed.Add(boxes[node]);
        }

        foreach (var node in Enumerable.Range(0, boxes.Length).Where(node => !kept.ContainsKey(node)))
        {
            var free = Free(boxes[node], placed);
            moved[node] = free != boxes[node];
            boxes[node] = free;
            placed.Add(free);
        }

        return moved;
    }

    /// <summary>The nearest place above or below where a box overlaps nothing: right beyond one of the boxes in its way.</summary>
    private static Box Free(Box box, List<Box> placed)
    {
        List<Box> column = [.. placed.Where(other => Math.Abs(other.X - box.X) < ((other.Width + box.Width) / 2) + Gap)];
        return column
            .SelectMany(other => new[] { other.Top - Gap - (box.Height / 2), other.Bottom + Gap + (box.Height / 2) })
            .Prepend(box.Y)
            .OrderBy(y => Math.Abs(y - box.Y))
            .Select(y => box with { Y = y })
            .First(candidate => column.TrueForAll(other => Math.Abs(other.Y - candidate.Y) >= ((other.Height + candidate.Height) / 2) + Gap - 1e-9));
    }
}
