using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Isl.Grains.Numerics;

/// <summary>Differential entropy of a standardised sample by the maximum-entropy approximation.</summary>
/// <remarks>
/// Source: Hyvärinen (1998), "New approximations of differential entropy", with the two contrasts and constants of Hyvärinen &amp; Smith (2013),
/// section 3.3: H(u) ≈ ½(1 + log 2π) − k₁ (E log cosh u − γ)² − k₂ (E u exp(−u²/2))².
/// </remarks>
internal static class MaximumEntropy
{
    private const double K1 = 79.047;
    private const double K2 = 7.4129;
    private const double Gamma = 0.37457;

    /// <summary>Entropy of the standard normal distribution, the largest there is at variance 1.</summary>
    public static readonly double Gaussian = (1 + Math.Log(2 * Math.PI)) / 2;

    /// <summary>Factors 1 + exp(−2|u|) ≤ 2 are multiplied up and their logarithm taken once: this many stay far below overflow.</summary>
    private const int FactorsPerLogarithm = 512;

    /// <summary>Entropy of (first − slope · second) · scale, which must have mean 0 and variance 1, and the same with the two exchanged.</summary>
    /// <param name="first">A standardised sample.</param>
    /// <param name="second">Another of the same length.</param>
    /// <param name="slope">Regression slope of each on the other.</param>
    /// <param name="scale">One over the standard deviation of the residuals.</param>
    /// <remarks>One pass, nothing is stored. O(n).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double First, double Second) OfResiduals(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double slope, double scale)
    {
        if (second.Length < first.Length)
        {
            throw new ArgumentException("The samples differ in length.", nameof(second));
        }

        ref var left = ref MemoryMarshal.GetReference(first);
        ref var right = ref MemoryMarshal.GetReference(second);
        var (own, other) = (new Vector<double>(scale), new Vector<double>(-slope * scale));
        var (a, b) = (Sums.Start, Sums.Start);
        var at = 0;
        for (var factors = 0; at + Vector<double>.Count <= first.Length; at += Vector<double>.Count)
        {
            var x = Vector.LoadUnsafe(ref left, (nuint)at);
            var y = Vector.LoadUnsafe(ref right, (nuint)at);
            a.Add((x * own) + (y * other));
            b.Add((y * own) + (x * other));
            if (++factors == FactorsPerLogarithm)
            {
                a.Flush();
                b.Flush();
                factors = 0;
            }
        }

        a.Flush();
        b.Flush();
        for (; at < first.Length; at++)
        {
            a.Add((first[at] - (slope * second[at])) * scale);
            b.Add((second[at] - (slope * first[at])) * scale);
        }

        return (a.Entropy(first.Length), b.Entropy(first.Length));
    }

    /// <summary>Entropy of a standardised sample. O(n).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Of(ReadOnlySpan<double> sample)
    {
        ref var values = ref MemoryMarshal.GetReference(sample);
        var sums = Sums.Start;
        var at = 0;
        for (var factors = 0; at + Vector<double>.Count <= sample.Length; at += Vector<double>.Count)
        {
            sums.Add(Vector.LoadUnsafe(ref values, (nuint)at));
            if (++factors == FactorsPerLogarithm)
            {
                sums.Flush();
                factors = 0;
            }
        }

        sums.Flush();
        for (; at < sample.Length; at++)
        {
            sums.Add(sample[at]);
        }

        return sums.Entropy(sample.Length);
    }

    /// <summary>Running sums of log cosh u = |u| + log(1 + exp(−2|u|)) − log 2, a form that cannot overflow, and of u exp(−u²/2).</summary>
    private struct Sums
    {
        private Vector<double> _absolute;
        private Vector<double> _factors;
        private Vector<double> _odd;
        private double _scalarLogCosh;
        private double _scalarOdd;

        public static Sums Start => new() { _factors = Vector<double>.One };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector<double> u)
        {
            var absolute = Vector.Abs(u);
            _absolute += absolute;
            _factors *= Vector<double>.One + Vector.Exp(absolute * -2.0);
            _odd += u * Vector.Exp(u * u * -0.5);
        }

        public void Add(double u)
        {
            var absolute = Math.Abs(u);
            _scalarLogCosh += absolute + Math.Log(1 + Math.Exp(-2 * absolute));
            _scalarOdd += u * Math.Exp(-0.5 * u * u);
        }

        public void Flush()
        {
            for (var lane = 0; lane < Vector<double>.Count; lane++)
            {
                _scalarLogCosh += Math.Log(_factors[lane]);
            }

            _factors = Vector<double>.One;
        }

        public readonly double Entropy(int count)
        {
            var logCosh = ((Vector.Sum(_absolute) + _scalarLogCosh) / count) - Math.Log(2) - Gamma;
            var odd = (Vector.Sum(_odd) + _scalarOdd) / count;
            return Gaussian - (K1 * logCosh * logCosh) - (K2 * odd * odd);
        }
    }
}
