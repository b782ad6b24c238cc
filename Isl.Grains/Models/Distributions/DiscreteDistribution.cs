namespace Isl.Grains.Models.Distributions;

/// <summary>Finitely many values, drawn from a table of cumulative probabilities in constant time on average.</summary>
/// <remarks>
/// A guide table gives the first candidate for u, as in Chen and Asau (1974), On generating random variates from an empirical distribution.
/// </remarks>
internal sealed class DiscreteDistribution : Distribution
{
    /// <summary>Probabilities below this share of the largest are left out of binomial and Poisson tables: no draw could tell.</summary>
    private const double Negligible = 1e-20;

    /// <summary>How far, relative to its size or 1, a number may be from a value and still be taken for it.</summary>
    private const double Tolerance = 1e-9;

    private readonly double[] _values;
    private readonly double[] _cumulative;
    private readonly double[] _logs;
    private readonly int[] _guide;

    /// <summary>Takes values with their probabilities.</summary>
    /// <param name="values">Ascending and distinct, at least one.</param>
    /// <param name="probabilities">Positive, of any sum.</param>
    public DiscreteDistribution(ReadOnlySpan<double> values, ReadOnlySpan<double> probabilities)
    {
        _values = values.ToArray();
        _cumulative = new double[values.Length];
        _logs = new double[values.Length];
        var (sum, lost) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            // Kahan: the running sum of many small terms keeps its last bits.
            var term = probabilities[i] - lost;
            var next = sum + term;
            lost = next - sum - term;
            _cumulative[i] = sum = next;
        }

        for (var i = 0; i < values.Length; i++)
        {
            _cumulative[i] /= sum;
            _logs[i] = Math.Log(probabilities[i] / sum);
        }

        _cumulative[^1] = 1;
        _guide = new int[Math.Clamp(values.Length, 1, 1 << 16)];
        for (int cell = 0, at = 0; cell < _guide.Length; cell++)
        {
            while (_cumulative[at] < (double)cell / _guide.Length)
            {
                at++;
            }

            _guide[cell] = at;
        }
    }

    /// <inheritdoc/>
    public override bool IsDiscrete => true;

    /// <inheritdoc/>
    public override long Bytes => Overhead + ((_values.Length + _cumulative.Length + _logs.Length) * sizeof(double)) + (_guide.Length * sizeof(int));

    /// <inheritdoc/>
    public override (double Low, double High) Support => (_values[0], _values[^1]);

    /// <summary>The values, ascending.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Always the same value.</summary>
    public static DiscreteDistribution Point(double value) => new([value], [1.0]);

    /// <summary>Number of successes of n trials.</summary>
    public static DiscreteDistribution Binomial(int n, double p)
    {
        if (n == 0 || p is 0 or 1)
        {
            return Point(p == 1 ? n : 0);
        }

        var odds = p / (1 - p);
        return FromMode((int)Math.Min(n, Math.Floor((n + 1) * p)), n, k => (n - k) / (k + 1.0) * odds);
    }

    /// <summary>Number of events with a mean.</summary>
    public static DiscreteDistribution Poisson(double mean) =>
        mean == 0 ? Point(0) : FromMode((int)Math.Floor(mean), int.MaxValue, k => mean / (k + 1.0));

    /// <inheritdoc/>
    public override void Transform(Span<double> block)
    {
        for (var i = 0; i < block.Length; i++)
        {
            var u = block[i];
            var at = _guide[(int)(u * _guide.Length)];
            while (_cumulative[at] < u)
            {
                at++;
            }

            block[i] = _values[at];
        }
    }

    /// <inheritdoc/>
    public override double LogDensity(double x)
    {
        var at = Array.BinarySearch(_values, x);
        if (at >= 0)
        {
            return _logs[at];
        }

        foreach (var near in (ReadOnlySpan<int>)[~at - 1, ~at])
        {
            if (near >= 0 && near < _values.Length && Math.Abs(x - _values[near]) <= Tolerance * Math.Max(1, Math.Abs(_values[near])))
            {
                return _logs[near];
            }
        }

        return double.NegativeInfinity;
    }

    /// <summary>
    /// Probabilities from the ratio p(k + 1)/p(k), outwards from the mode, where they are largest: no logarithm of a factorial loses digits.
    /// </summary>
    private static DiscreteDistribution FromMode(int mode, int last, Func<int, double> ratio)
    {
        var below = new List<double>();
        var mass = 1.0;
        for (var k = mode - 1; k >= 0 && mass > Negligible; k--)
        {
            mass /= ratio(k);
            below.Add(mass);
        }

        below.Reverse();
        var masses = new List<double>(below) { 1 };
        mass = 1;
        for (var k = mode; k < last && mass > Negligible; k++)
        {
            mass *= ratio(k);
            masses.Add(mass);
        }

        var kept = Enumerable.Range(0, masses.Count).Where(i => masses[i] > 0).ToArray();
        return new DiscreteDistribution([.. kept.Select(i => (double)(mode - below.Count + i))], [.. kept.Select(i => masses[i])]);
    }
}
