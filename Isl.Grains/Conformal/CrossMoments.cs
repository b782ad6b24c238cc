namespace Isl.Grains.Conformal;

/// <summary>Count, sums and cross-products of points with <c>width</c> coordinates; sums of disjoint groups add up.</summary>
internal sealed class CrossMoments(int width)
{
    private readonly double[] _sums = new double[width];
    private readonly double[] _products = new double[width * width];

    /// <summary>Number of coordinates.</summary>
    public int Width => width;

    /// <summary>Points added.</summary>
    public int Count { get; private set; }

    /// <summary>Adds one point.</summary>
    public void Add(ReadOnlySpan<double> point)
    {
        Count++;
        for (var i = 0; i < width; i++)
        {
            _sums[i] += point[i];
            for (var j = 0; j <= i; j++)
            {
                _products[(i * width) + j] += point[i] * point[j];
            }
        }
    }

    /// <summary>Adds a group's moments.</summary>
    public void Add(CrossMoments other)
    {
        Count += other.Count;
        for (var i = 0; i < _sums.Length; i++)
        {
            _sums[i] += other._sums[i];
        }

        for (var i = 0; i < _products.Length; i++)
        {
            _products[i] += other._products[i];
        }
    }

    /// <summary>The same moments in arrays of their own.</summary>
    public CrossMoments Copy()
    {
        var copy = new CrossMoments(width);
        copy.Add(this);
        return copy;
    }

    /// <summary>Mean of a coordinate; 0 without points.</summary>
    public double Mean(int i) => Count == 0 ? 0 : _sums[i] / Count;

    /// <summary>Covariance of two coordinates (divisor n); 0 without points.</summary>
    public double Covariance(int i, int j) => Count == 0 ? 0 : (_products[(Math.Max(i, j) * width) + Math.Min(i, j)] / Count) - (Mean(i) * Mean(j));
}
