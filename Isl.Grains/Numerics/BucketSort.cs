using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Isl.Grains.Numerics;

/// <summary>Sorts draws: what is drawn from a distribution falls into buckets of equal width so evenly that little is left to compare.</summary>
/// <remarks>
/// A distribution sort with a finish by insertion (as Flashsort, Neubert 1998, but out of place). A bucket that is too full, as with heavy tails or
/// with many equal values, is sorted the same way over its own range; what does not spread after a few ranges is left to introsort, which is never
/// worse than n log n. The order of numbers is unique, so the result is that of any other sort.
/// </remarks>
public static class BucketSort
{
    /// <summary>Below this many values introsort is as fast.</summary>
    private const int Least = 128;

    /// <summary>A bucket with more values is sorted over its own range.</summary>
    private const int Full = 64;

    /// <summary>Most buckets: their counters stay in the processor's nearest memory.</summary>
    private const int MostBuckets = 1 << 14;

    /// <summary>2⁵²: added to a number of at most 31 bits, it leaves the nearest whole number in the lowest bits.</summary>
    private const double WholeBits = 1L << 52;

    /// <summary>Ranges within ranges before introsort takes over.</summary>
    private const int MostRanges = 4;

    /// <summary>Sorts in ascending order. O(n) for draws of usual distributions, O(n log n) for anything else.</summary>
    /// <param name="values">Sorted in place; none may be NaN.</param>
    public static void Sort(Span<double> values) => Sort(values, MostRanges);

    private static void Sort(Span<double> values, int ranges)
    {
        if (values.Length < Least || ranges == 0)
        {
            values.Sort();
            return;
        }

        var (low, high) = (TensorPrimitives.Min<double>(values), TensorPrimitives.Max<double>(values));
        var buckets = Math.Min(values.Length, MostBuckets);
        var scale = buckets / (high - low);
        if (low == high)
        {
            return;
        }

        if (!(scale > 0) || !double.IsFinite(scale))
        {
            values.Sort(); // further apart, or nearer, than a double can say
            return;
        }

        var places = ArrayPool<int>.Shared.Rent(values.Length);
        var ends = ArrayPool<int>.Shared.Rent(buckets);
        var spread = ArrayPool<double>.Shared.Rent(values.Length);
        Distribute(values, low, scale, places, ends.AsSpan(0, buckets), spread);
        spread.AsSpan(0, values.Length).CopyTo(values);
        ArrayPool<double>.Shared.Return(spread);
        ArrayPool<int>.Shared.Return(places);
        Finish(values, ends.AsSpan(0, buckets), ranges);
        ArrayPool<int>.Shared.Return(ends);
    }

    /// <summary>The bucket of a value, not below the smallest.</summary>
    /// <remarks>
    /// Subtraction, multiplication and rounding keep the order, so no value lands behind a larger one. Rounding is adding 2⁵², which leaves the whole
    /// number in the lowest bits: the same in every lane of a vector on any processor.
    /// </remarks>
    internal static int Place(double value, double low, double scale, int last) =>
        (int)BitConverter.DoubleToInt64Bits(Math.Min((value - low) * scale, last) + WholeBits);

    /// <summary>Copies values in the order of their buckets, and leaves in <paramref name="ends"/> where each bucket ends.</summary>
    /// <param name="values">The values.</param>
    /// <param name="low">The smallest.</param>
    /// <param name="scale">Buckets a unit.</param>
    /// <param name="places">Scratch, as long as the values.</param>
    /// <param name="ends">Overwritten, one entry a bucket.</param>
    /// <param name="spread">Overwritten, as long as the values.</param>
    internal static void Distribute(
        ReadOnlySpan<double> values, double low, double scale, Span<int> places, Span<int> ends, Span<double> spread)
    {
        ends.Clear();
        places = places[..values.Length];
        Places(values, low, scale, ends.Length - 1, places);
        foreach (var place in places)
        {
            ends[place]++;
        }

        var at = 0;
        for (var bucket = 0; bucket < ends.Length; bucket++)
        {
            (ends[bucket], at) = (at, at + ends[bucket]);
        }

        for (var i = 0; i < places.Length; i++)
        {
            spread[ends[places[i]]++] = values[i];
        }
    }

    /// <summary>The bucket of every value.</summary>
    private static void Places(ReadOnlySpan<double> values, double low, double scale, int last, Span<int> places)
    {
        var whole = values.Length - (values.Length % Vector512<int>.Count);
        var pairs = MemoryMarshal.Cast<double, Vector512<double>>(values[..whole]);
        var rows = MemoryMarshal.Cast<int, Vector512<int>>(places[..whole]);
        var (lows, scales, lasts) = (Vector512.Create(low), Vector512.Create(scale), Vector512.Create((double)last));
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = Vector512.Narrow(Bits(pairs[2 * row], lows, scales, lasts), Bits(pairs[(2 * row) + 1], lows, scales, lasts));
        }

        for (var i = whole; i < values.Length; i++)
        {
            places[i] = Place(values[i], low, scale, last);
        }
    }

    private static Vector512<long> Bits(Vector512<double> values, Vector512<double> low, Vector512<double> scale, Vector512<double> last) =>
        (Vector512.Min((values - low) * scale, last) + Vector512.Create(WholeBits)).AsInt64();

    private static void Finish(Span<double> values, Span<int> ends, int ranges)
    {
        var start = 0;
        foreach (var end in ends)
        {
            if (end - start > Full)
            {
                Sort(values[start..end], ranges - 1);
            }
            else if (end - start > 1)
            {
                Insert(values[start..end]);
            }

            start = end;
        }
    }

    private static void Insert(Span<double> values)
    {
        for (var i = 1; i < values.Length; i++)
        {
            var value = values[i];
            var at = i;
            for (; at > 0 && values[at - 1] > value; at--)
            {
                values[at] = values[at - 1];
            }

            values[at] = value;
        }
    }
}
