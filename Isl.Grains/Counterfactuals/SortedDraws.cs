using System.Collections.Immutable;
using Isl.Grains.Numerics;

namespace Isl.Grains.Counterfactuals;

/// <summary>Draws in ascending order, perhaps weighted.</summary>
/// <remarks>Unweighted ones are sorted where they are looked at only. Not safe for concurrent use.</remarks>
public sealed class SortedDraws
{
    /// <summary>Values closer than this, relative to their size, are one value.</summary>
    private const double Rounding = 1e-10;

    private const int LeastBins = 10;
    private const int MostBins = 40;

    /// <summary>A histogram spans this part of the distribution on either side of the middle; heavy tails would flatten it otherwise.</summary>
    private const double HistogramTail = 0.001;

    private readonly RankedValues _values;
    private readonly double[]? _cumulative;
    private TailWeight? _tail;

    /// <summary>Sorts draws that weigh the same; they are copied.</summary>
    internal SortedDraws(ReadOnlySpan<double> values)
    {
        _values = new RankedValues(values);
        EffectiveCount = values.Length;
    }

    /// <summary>Sorts draws; both arrays are taken over.</summary>
    internal SortedDraws(double[] values, double[] weights)
    {
        Array.Sort(values, weights);
        _values = RankedValues.OfSorted(values);
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            squares += weights[i] * weights[i];
            weights[i] = sum += weights[i];
        }

        _cumulative = weights;
        EffectiveCount = squares > 0 ? sum * sum / squares : 0;
    }

    /// <summary>Number of draws.</summary>
    public int Count => _values.Count;

    /// <summary>Equally weighted draws that would tell as much.</summary>
    public double EffectiveCount { get; }

    /// <summary>Their median.</summary>
    public double Median => ValueAt(0.5);

    /// <summary>How heavy their tail is.</summary>
    internal TailWeight Tail => _tail ??= TailIndex.Of(this);

    /// <summary>The draws, ascending: sorts them all.</summary>
    public ReadOnlySpan<double> Values => _values.Sorted();

    /// <summary>The draw of a rank, 0 the smallest.</summary>
    public double this[int rank] => _values[rank];

    /// <summary>Gives the memory back, once nobody asks any more: there are no draws then. Without it the collector does.</summary>
    internal void Release() => _values.Release();

    /// <summary>
    /// A quantile with its standard error; interpolated between order statistics (type 7 of Hyndman and Fan 1996) where nothing is weighted.
    /// </summary>
    /// <param name="level">In (0, 1).</param>
    public QuantileEstimate Quantile(double level)
    {
        var spread = Math.Sqrt(level * (1 - level) / EffectiveCount);
        return new QuantileEstimate(
            level,
            ValueAt(level),
            Math.Max(0, (ValueAt(Math.Min(1, level + spread)) - ValueAt(Math.Max(0, level - spread))) / 2));
    }

    /// <summary>Share of the draws from one value to another, both included.</summary>
    public double ShareWithin(double low, double high) => ShareAtMost(high) - ShareBefore(LowerBound(low));

    /// <summary>How many draws have another value than the commonest of those near the middle, its value, and their weights' share.</summary>
    public (double Usual, int Others) OtherThanMedian()
    {
        var usual = Median;
        return (usual, _values.Count - (UpperBound(usual) - LowerBound(usual)));
    }

    /// <summary>Weight of the draws before an index, as a share.</summary>
    internal double WeightBefore(int index) => ShareBefore(index);

    /// <summary>Share of the draws that are at most a value.</summary>
    public double ShareAtMost(double value) => ShareBefore(UpperBound(value));

    /// <summary>
    /// A histogram with round edges: the width is the rule of Freedman and Diaconis (1981), rounded to 1, 2 or 5 times a power of ten.
    /// </summary>
    public DrawHistogram Histogram()
    {
        var (low, high) = (ValueAt(HistogramTail), ValueAt(1 - HistogramTail));
        if (!(high - low > Rounding * Math.Max(Math.Abs(low), Math.Abs(high))) || !double.IsFinite(high - low))
        {
            return Single(low, high);
        }

        var wanted = 2 * (ValueAt(0.75) - ValueAt(0.25)) / Math.Cbrt(EffectiveCount);
        var width = Round(Math.Clamp(wanted, (high - low) / MostBins, (high - low) / LeastBins));
        var first = Math.Floor(low / width);
        var bins = (int)Math.Clamp(Math.Floor(high / width) - first + 1, 1, 4 * MostBins);
        var edges = Enumerable.Range(0, bins + 1).Select(i => (first + i) * width).ToImmutableArray();
        var shares = edges.Select(edge => ShareBefore(LowerBound(edge))).ToArray();
        return new DrawHistogram(edges, [.. Enumerable.Range(0, bins).Select(i => shares[i + 1] - shares[i])], shares[0], 1 - shares[^1]);
    }

    /// <summary>One bin around what is a single value, wide enough that its edges differ in every digit that is sent.</summary>
    private DrawHistogram Single(double low, double high)
    {
        var size = Math.Max(Math.Abs(low), Math.Abs(high));
        var half = size > 0 && double.IsFinite(size) ? Round(size) / 100 : 0.5;
        var edges = double.IsFinite(high - low)
            ? ImmutableArray.Create(low - half, high + half)
            : [low, high];
        return new DrawHistogram(edges, [ShareWithin(edges[0], edges[1])], ShareBefore(LowerBound(edges[0])), 1 - ShareAtMost(edges[1]));
    }

    private static double Round(double width)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(width)));
        return (width / power) switch { >= 5 => 5, >= 2 => 2, _ => 1 } * power;
    }

    private double ValueAt(double level)
    {
        if (_cumulative is null)
        {
            var rank = level * (_values.Count - 1);
            var below = Math.Min((int)rank, _values.Count - 2);
            if (below < 0)
            {
                return _values[0];
            }

            var (a, b) = (_values[below], _values[below + 1]);
            return a == b ? a : ((1 - (rank - below)) * a) + ((rank - below) * b);
        }

        var at = Array.BinarySearch(_cumulative, level * _cumulative[^1]);
        return _values[Math.Min(at < 0 ? ~at : at, _values.Count - 1)];
    }

    private double ShareBefore(int index) =>
        index == 0 ? 0
        : _cumulative is null ? (double)index / _values.Count
        : _cumulative[index - 1] / _cumulative[^1];

    private int LowerBound(double value) => _values.CountBelow(value);

    private int UpperBound(double value) => LowerBound(Math.BitIncrement(value));
}
