using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Isl.Grains.Numerics;

/// <summary>Values by rank, sorted only where a rank is asked for.</summary>
/// <remarks>
/// The values are put into buckets of equal width, and a bucket is sorted when one of its ranks is wanted: a few quantiles of many values then cost
/// O(n), and what is found at a rank is what a full sort would put there. Not safe for concurrent use.
/// </remarks>
internal sealed class RankedValues
{
    /// <summary>Below this many values sorting them all costs no more.</summary>
    private const int Least = 1 << 12;

    /// <summary>Values of a bucket on average, and most buckets: so few that the place where each grows stays in the nearest memory.</summary>
    private const int PerBucket = 16;
    private const int MostBuckets = 1 << 11;

    private double[] _values;
    private bool _isRented;
    private (int From, int To) _last;
    private int[] _ends;
    private readonly bool[] _isSorted;
    private readonly double _low;
    private readonly double _scale;

    /// <summary>Copies values, none of them NaN.</summary>
    public RankedValues(ReadOnlySpan<double> values)
    {
        (_values, _isRented, Count) = (ArrayPool<double>.Shared.Rent(values.Length), true, values.Length);
        var buckets = Math.Min(values.Length / PerBucket, MostBuckets);
        var (low, high) = values.Length < Least ? (0, 0) : (TensorPrimitives.Min(values), TensorPrimitives.Max(values));
        (_low, _scale) = (low, buckets / (high - low));
        if (!(_scale > 0) || !double.IsFinite(_scale))
        {
            values.CopyTo(_values);
            BucketSort.Sort(_values.AsSpan(0, Count));
            (_ends, _isSorted) = ([], []);
            return;
        }

        (_ends, _isSorted) = (new int[buckets], new bool[buckets]);
        var places = ArrayPool<int>.Shared.Rent(values.Length);
        BucketSort.Distribute(values, low, _scale, places, _ends, _values);
        ArrayPool<int>.Shared.Return(places);
    }

    private RankedValues(double[] values, bool[] isSorted) => (_values, Count, _ends, _isSorted) = (values, values.Length, [], isSorted);

    /// <summary>Number of values.</summary>
    public int Count { get; private set; }

    /// <summary>The value of a rank, 0 the smallest.</summary>
    public double this[int rank]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rank, Count); // what lies behind is borrowed memory
            if (_ends.Length > 0 && (rank < _last.From || rank >= _last.To))
            {
                var at = _ends.AsSpan().BinarySearch(rank + 1);
                var bucket = FirstOf(at < 0 ? ~at : at);
                SortBucket(bucket);
                _last = (StartOf(bucket), _ends[bucket]);
            }

            return _values[rank];
        }
    }

    /// <summary>Takes over values that are sorted already.</summary>
    public static RankedValues OfSorted(double[] values) => new(values, []);

    /// <summary>How many values are less than a value.</summary>
    public int CountBelow(double value)
    {
        var (from, to) = (0, Count);
        if (_ends.Length > 0)
        {
            if (!(value > _low))
            {
                return 0;
            }

            var bucket = BucketSort.Place(value, _low, _scale, _ends.Length - 1);
            (from, to) = (StartOf(bucket), _ends[bucket]);
            if (!_isSorted[bucket])
            {
                return from + CountBelow(_values.AsSpan(from..to), value);
            }
        }

        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = _values[middle] < value ? (middle + 1, to) : (from, middle);
        }

        return from;
    }

    /// <summary>The same in any order: a bucket is looked through sooner than it is sorted.</summary>
    private static int CountBelow(ReadOnlySpan<double> values, double value)
    {
        var (count, i, wanted) = (0, 0, Vector512.Create(value));
        for (; i <= values.Length - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            count += BitOperations.PopCount(Vector512.LessThan(Vector512.Create(values[i..]), wanted).ExtractMostSignificantBits());
        }

        for (; i < values.Length; i++)
        {
            count += values[i] < value ? 1 : 0;
        }

        return count;
    }

    /// <summary>All values, ascending.</summary>
    public ReadOnlySpan<double> Sorted()
    {
        for (var bucket = 0; bucket < _ends.Length; bucket++)
        {
            SortBucket(bucket);
        }

        return _values.AsSpan(0, Count);
    }

    /// <summary>Gives the memory back: there are no values any more. Without it the collector does.</summary>
    public void Release()
    {
        if (_isRented)
        {
            ArrayPool<double>.Shared.Return(_values);
        }

        (_values, _isRented, Count, _ends) = ([], false, 0, []);
    }

    /// <summary>The first of the buckets that end where this one does: the others are empty.</summary>
    private int FirstOf(int bucket)
    {
        while (bucket > 0 && _ends[bucket - 1] == _ends[bucket])
        {
            bucket--;
        }

        return bucket;
    }

    private int StartOf(int bucket) => bucket == 0 ? 0 : _ends[bucket - 1];

    private void SortBucket(int bucket)
    {
        if (!_isSorted[bucket])
        {
            BucketSort.Sort(_values.AsSpan(StartOf(bucket).._ends[bucket]));
            _isSorted[bucket] = true;
        }
    }
}
