using System.Numerics;

namespace Isl.Grains.Discovery.Searches.Constraint.Tests;

/// <summary>Takes a variable's share out of the covariances of others. A vector's lanes round as single entries do.</summary>
internal static class Elimination
{
    /// <summary>to ← from − factor · row · inverse, entry by entry in this order, for the length of the row.</summary>
    public static void Subtract(ReadOnlySpan<double> from, ReadOnlySpan<double> row, double factor, double inverse, Span<double> to)
    {
        var (factors, inverses) = (new Vector<double>(factor), new Vector<double>(inverse));
        var at = 0;
        for (; at + Vector<double>.Count <= row.Length; at += Vector<double>.Count)
        {
            (new Vector<double>(from[at..]) - (factors * new Vector<double>(row[at..]) * inverses)).CopyTo(to[at..]);
        }

        for (; at < row.Length; at++)
        {
            to[at] = from[at] - (factor * row[at] * inverse);
        }
    }

    /// <summary>to ← from − row² · inverse, likewise.</summary>
    public static void SubtractSquares(ReadOnlySpan<double> from, ReadOnlySpan<double> row, double inverse, Span<double> to)
    {
        var at = 0;
        for (; at + Vector<double>.Count <= row.Length; at += Vector<double>.Count)
        {
            var entries = new Vector<double>(row[at..]);
            (new Vector<double>(from[at..]) - (entries * entries * new Vector<double>(inverse))).CopyTo(to[at..]);
        }

        for (; at < row.Length; at++)
        {
            to[at] = from[at] - (row[at] * row[at] * inverse);
        }
    }
}
