namespace Isl.Grains.Optimisation;

/// <summary>The volume that points dominate, above a reference; all coordinates are maximised.</summary>
/// <remarks>Source: While, Bradstreet and Barone (2012), A fast way of calculating exact hypervolumes: exclusive volumes of limited sets.</remarks>
internal static class Hypervolume
{
    /// <summary>The volume dominated by points and not below the reference.</summary>
    public static double Of(IReadOnlyList<double[]> points, double[] reference)
    {
        var within = points.Select(point => point.Zip(reference, (value, least) => Math.Max(0, value - least)).ToArray()).ToList();
        return Volume(Front(within));
    }

    /// <summary>By how much the volume is less without each point.</summary>
    public static double[] Contributions(IReadOnlyList<double[]> points, double[] reference)
    {
        var all = Of(points, reference);
        return [.. points.Select((_, i) => Math.Max(0, all - Of([.. points.Where((_, j) => j != i)], reference)))];
    }

    /// <summary>Is a point at least as good everywhere and better somewhere?</summary>
    public static bool Dominates(double[] a, double[] b, double tolerance = 0)
    {
        var better = false;
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] < b[i] - tolerance)
            {
                return false;
            }

            better |= a[i] > b[i] + tolerance;
        }

        return better;
    }

    private static double Volume(List<double[]> front)
    {
        if (front.Count == 0)
        {
            return 0;
        }

        if (front[0].Length == 1)
        {
            return front.Max(point => point[0]);
        }

        if (front[0].Length == 2)
        {
            return Area(front);
        }

        // Worst in the last coordinate first, so that the sets that are limited stay small.
        var sorted = front.OrderBy(point => point[^1]).ToList();
        var sum = 0.0;
        for (var i = 0; i < sorted.Count; i++)
        {
            var own = sorted[i];
            var limited = sorted.Skip(i + 1).Select(other => other.Zip(own, Math.Min).ToArray()).ToList();
            sum += own.Aggregate(1.0, (product, side) => product * side) - Volume(Front(limited));
        }

        return sum;
    }

    private static double Area(List<double[]> front)
    {
        var (area, height) = (0.0, 0.0);
        foreach (var point in front.OrderByDescending(point => point[0]).ThenByDescending(point => point[1]))
        {
            area += point[0] * Math.Max(0, point[1] - height);
            height = Math.Max(height, point[1]);
        }

        return area;
    }

    private static List<double[]> Front(List<double[]> points)
    {
        var front = new List<double[]>();
        foreach (var point in points)
        {
            if (!front.Exists(held => held.AsSpan().SequenceEqual(point) || Dominates(held, point)))
            {
                front.RemoveAll(held => Dominates(point, held));
                front.Add(point);
            }
        }

        return front;
    }
}
