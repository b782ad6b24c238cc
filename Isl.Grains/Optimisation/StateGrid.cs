namespace Isl.Grains.Optimisation;

/// <summary>A grid over the states before a step, with a number or several at each of its points, and straight lines between them.</summary>
/// <param name="ranges">Range of each number of a state; a range without width is one point.</param>
/// <param name="points">Points along each range.</param>
/// <param name="width">Numbers at each point.</param>
internal sealed class StateGrid((double Low, double High)[] ranges, int points, int width)
{
    private readonly int[] _counts = [.. ranges.Select(range => range.High > range.Low ? points : 1)];
    private readonly double[] _values = new double[ranges.Aggregate(1, (count, range) => count * (range.High > range.Low ? points : 1)) * width];

    /// <summary>Number of points.</summary>
    public int Count => _values.Length / width;

    /// <summary>The numbers at a point.</summary>
    public Span<double> this[int point] => _values.AsSpan(point * width, width);

    /// <summary>The state at a point.</summary>
    public double[] StateAt(int point)
    {
        var state = new double[_counts.Length];
        for (var i = 0; i < state.Length; i++)
        {
            (point, var place) = Math.DivRem(point, _counts[i]);
            state[i] = _counts[i] == 1 ? ranges[i].Low : ranges[i].Low + ((ranges[i].High - ranges[i].Low) * place / (_counts[i] - 1));
        }

        return state;
    }

    /// <summary>The numbers at a state, between those of the points around it; outside the grid, those at its edge.</summary>
    public void Read(ReadOnlySpan<double> state, Span<double> into)
    {
        into.Clear();
        Span<int> lower = stackalloc int[state.Length];
        Span<double> shares = stackalloc double[state.Length];
        for (var i = 0; i < state.Length; i++)
        {
            var place = _counts[i] == 1 ? 0 : (state[i] - ranges[i].Low) / (ranges[i].High - ranges[i].Low) * (_counts[i] - 1);
            place = double.IsNaN(place) ? 0 : Math.Clamp(place, 0, _counts[i] - 1);
            lower[i] = Math.Min((int)place, Math.Max(0, _counts[i] - 2));
            shares[i] = place - lower[i];
        }

        for (var corner = 0; corner < 1 << state.Length; corner++)
        {
            var (share, point, stride) = (1.0, 0, 1);
            for (var i = 0; i < state.Length && share > 0; i++)
            {
                var upper = (corner >> i) % 2;
                share *= upper == 1 ? shares[i] : 1 - shares[i];
                point += Math.Min(lower[i] + upper, _counts[i] - 1) * stride;
                stride *= _counts[i];
            }

            for (var k = 0; k < into.Length && share > 0; k++)
            {
                into[k] += share * _values[(point * width) + k];
            }
        }
    }
}
