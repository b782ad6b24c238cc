using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Isl.Grains.Counterfactuals;

/// <summary>
/// Sums of weights, of powers of the deviation d = (x − centre) / scale, and of squared weights: everything that means, spreads and their errors
/// need.
/// </summary>
/// <remarks>
/// Centre and scale come from a pilot, close to mean and standard deviation, so that the sums lose no digits and add up plainly,
/// chunk after chunk. Always four lanes in a fixed order: the same bits on every processor.
/// </remarks>
internal struct DrawSums
{
    /// <summary>Number of sums.</summary>
    public const int Count = 8;

    /// <summary>Σw, Σwd, Σwd², Σwd³, Σwd⁴.</summary>
    public double S0, S1, S2, S3, S4;

    /// <summary>Σw², Σw²d, Σw²d².</summary>
    public double Q0, Q1, Q2;

    /// <summary>Sums over a block where every weight is 1.</summary>
    /// <param name="block">Draws, a multiple of four.</param>
    /// <param name="centre">Centre.</param>
    /// <param name="inverseScale">1 / scale.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static DrawSums Of(ReadOnlySpan<double> block, double centre, double inverseScale)
    {
        var (s1, s2, s3, s4) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        ref var data = ref MemoryMarshal.GetReference(block);
        var (c, k) = (Vector256.Create(centre), Vector256.Create(inverseScale));
        for (var i = 0; i < block.Length; i += 4)
        {
            var d = (Vector256.LoadUnsafe(ref data, (nuint)i) - c) * k;
            var square = d * d;
            s1 += d;
            s2 += square;
            s3 = Vector256.FusedMultiplyAdd(square, d, s3);
            s4 = Vector256.FusedMultiplyAdd(square, square, s4);
        }

        var sums = new DrawSums { S0 = block.Length, S1 = Sum(s1), S2 = Sum(s2), S3 = Sum(s3), S4 = Sum(s4) };
        (sums.Q0, sums.Q1, sums.Q2) = (sums.S0, sums.S1, sums.S2);
        return sums;
    }

    /// <summary>Sums over a block with weights; what weighs 0 may be anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static DrawSums Of(ReadOnlySpan<double> block, ReadOnlySpan<double> weights, double centre, double inverseScale)
    {
        var (s0, s1, s2, s3, s4) = (
            Vector256<double>.Zero,
            Vector256<double>.Zero,
            Vector256<double>.Zero,
            Vector256<double>.Zero,
            Vector256<double>.Zero);
        var (q0, q1, q2) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        ref var data = ref MemoryMarshal.GetReference(block);
        ref var weight = ref MemoryMarshal.GetReference(weights);
        var (c, k) = (Vector256.Create(centre), Vector256.Create(inverseScale));
        for (var i = 0; i < block.Length; i += 4)
        {
            var w = Vector256.LoadUnsafe(ref weight, (nuint)i);
            var d = Vector256.ConditionalSelect(
                Vector256.Equals(w, Vector256<double>.Zero),
                Vector256<double>.Zero,
                (Vector256.LoadUnsafe(ref data, (nuint)i) - c) * k);
            var (wd, ww) = (w * d, w * w);
            var (wd2, wwd) = (wd * d, ww * d);
            s0 += w;
            s1 += wd;
            s2 += wd2;
            s3 = Vector256.FusedMultiplyAdd(wd2, d, s3);
            s4 = Vector256.FusedMultiplyAdd(wd2, d * d, s4);
            q0 += ww;
            q1 += wwd;
            q2 = Vector256.FusedMultiplyAdd(wwd, d, q2);
        }

        return new DrawSums { S0 = Sum(s0), S1 = Sum(s1), S2 = Sum(s2), S3 = Sum(s3), S4 = Sum(s4), Q0 = Sum(q0), Q1 = Sum(q1), Q2 = Sum(q2) };
    }

    /// <summary>Adds the sums of further draws.</summary>
    public void Add(in DrawSums other)
    {
        S0 += other.S0;
        S1 += other.S1;
        S2 += other.S2;
        S3 += other.S3;
        S4 += other.S4;
        Q0 += other.Q0;
        Q1 += other.Q1;
        Q2 += other.Q2;
    }

    private static double Sum(Vector256<double> v) => v[0] + v[1] + (v[2] + v[3]);
}

/// <summary>Mean and spread with their standard errors.</summary>
/// <param name="Mean">Mean.</param>
/// <param name="Std">Standard deviation.</param>
/// <param name="StandardError">Standard error of the mean.</param>
/// <param name="StdStandardError">Standard error of the standard deviation; null where fourth powers leave the range of a double.</param>
/// <param name="EffectiveSamples">Number of equally weighted draws that would tell as much.</param>
public readonly record struct MomentEstimate(double Mean, double Std, double StandardError, double? StdStandardError, double EffectiveSamples)
{
    /// <summary>A variance below this share of the mean square about the centre is the rounding of equal draws.</summary>
    private const double Rounding = 1e-14;

    /// <summary>The estimate that sums amount to.</summary>
    internal static MomentEstimate From(in DrawSums sums, double centre, double scale)
    {
        var n = sums.S0 * sums.S0 / sums.Q0;
        var shift = sums.S1 / sums.S0;
        var central = Math.Max(0, (sums.S2 / sums.S0) - (shift * shift));
        if (central <= Rounding * sums.S2 / sums.S0)
        {
            var value = centre + (scale * shift);
            return new MomentEstimate(Math.Abs(value) <= Rounding * Math.Abs(centre) ? 0 : value, 0, 0, 0, n);
        }

        var variance = n > 1 ? central * n / (n - 1) : 0;
        var squaredError = Math.Max(0, sums.Q2 - (2 * shift * sums.Q1) + (shift * shift * sums.Q0)) / (sums.S0 * sums.S0) * (n > 1 ? n / (n - 1) : 0);
        var fourth = (sums.S4 / sums.S0) - (4 * shift * sums.S3 / sums.S0) + (6 * shift * shift * sums.S2 / sums.S0) - (3 * Math.Pow(shift, 4));
        double? spreadError = variance == 0 ? 0 : Math.Sqrt(Math.Max(0, fourth - (central * central)) / (4 * central * n)) * scale;
        return new MomentEstimate(
            centre + (scale * shift),
            scale * Math.Sqrt(variance),
            scale * Math.Sqrt(squaredError),
            spreadError is { } error && double.IsFinite(error) ? error : null,
            n);
    }
}
