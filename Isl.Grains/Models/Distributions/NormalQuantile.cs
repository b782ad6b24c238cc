using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Isl.Grains.Models.Distributions;

/// <summary>Quantiles of the normal distribution, four or eight at a time, to a few units in the last place.</summary>
/// <remarks>
/// With x = 2u − 1 and w = −ln(1 − x²) the quantile is x·P(w), where P is smooth, so that one polynomial serves all but 0.34 % of
/// the draws without a branch; the rest take a polynomial in √w. The idea is that of Giles (2010), Approximating the erfinv
/// function; the coefficients here are our own, truncated Chebyshev series computed with 60 digits (largest relative error of
/// the polynomials 4·10⁻¹⁷, 3·10⁻¹⁷ and 2·10⁻¹⁷). Multiply-adds are fused everywhere, so the same bits come from every processor.
/// </remarks>
internal static class NormalQuantile
{
    /// <summary>Below this w the central polynomial serves.</summary>
    private const double CentreEnd = 5;

    /// <summary>Below this √w the first tail polynomial serves.</summary>
    private const double NearEnd = 3.75;

    /// <summary>Middles of the intervals that the polynomials are centred on: [0, 5], [√5, 3.75], [3.75, 6.25].</summary>
    private const double CentreMiddle = 2.5;
    private const double NearMiddle = 2.9930339887498949;
    private const double FarMiddle = 5;

    /// <summary>Draws of one pass: their logarithms stay in the first cache level.</summary>
    private const int PassLength = 512;

    private const int MaxLanes = 8;

    private const double Ln2 = 0.69314718055994530942;
    private const long RootHalfBits = 0x3FE6A09E667F3BCD;
    private const long MantissaBits = 0x000FFFFFFFFFFFFF;

    // Coefficients of 2·atanh(s)/s in s², for s up to (√2 − 1)/(√2 + 1).
    private const double L0 = 2.0;
    private const double L1 = 0.6666666666666765;
    private const double L2 = 0.3999999999929959;
    private const double L3 = 0.28571428761202744;
    private const double L4 = 0.22222197002224325;
    private const double L5 = 0.18183634397553158;
    private const double L6 = 0.15312460976233883;
    private const double L7 = 0.14810362639817992;

    // Coefficients of P in w − 2.5.
    private const double C0 = 2.12331346701467;
    private const double C1 = 0.348802024399054;
    private const double C2 = -0.005907619380163813;
    private const double C3 = -0.0017715965129132451;
    private const double C4 = 0.00030865248382033836;
    private const double C5 = -7.065523545157252e-06;
    private const double C6 = -4.831829754593169e-06;
    private const double C7 = 6.77019724843911e-07;
    private const double C8 = 1.8974204920867268e-08;
    private const double C9 = -1.5360036943758893e-08;
    private const double C10 = 1.2831367416089154e-09;
    private const double C11 = 1.6916266849038997e-10;
    private const double C12 = -4.399325092198885e-11;
    private const double C13 = 1.2849337249319464e-12;
    private const double C14 = 7.596737423296368e-13;
    private const double C15 = -1.0678582737329417e-13;
    private const double C16 = -4.491608953169142e-15;
    private const double C17 = 2.571385905631867e-15;
    private const double C18 = -1.434838773837354e-16;
    private const double C19 = -3.0048530372513526e-17;
    private const double C20 = 3.593071312278506e-18;

    private static readonly double[] Near = [
        3.996309801836841, 1.4178431882726061, 0.009780724168910371, -0.0049171781731526774,
        0.001626506793118724, -0.0003106050617266167, -5.562067486619211e-05, 8.089858288478498e-05,
        -3.4282039642432425e-05, 3.2901223918136985e-06, 4.672614775025461e-06, -2.8890635069706603e-06,
        5.092913316574735e-07, 2.9069005465422247e-07, -2.2600533473723277e-07, 5.213639419883562e-08,
        1.6654834103048664e-08, -1.7696641634055182e-08, 4.5967827800732165e-09, 1.5894487828060023e-09,
        -1.0206796536261335e-09,
    ];

    private static readonly double[] Far = [
        6.8588034090644845, 1.428780619949634, -0.00019618097593799, -0.00030409153628437323,
        0.00010745762013136828, -2.78058809617661e-05, 6.359982325986946e-06, -1.3555435844019928e-06,
        2.746524817874249e-07, -5.308179625063736e-08, 9.572434093872766e-09, -1.4387172466420784e-09,
        6.310356574829824e-11, 8.724373587546404e-11, -5.381597143234071e-11, 2.447384696522743e-11,
        -1.1115875119542405e-11, 3.0686524102168378e-12, 1.9954276289622618e-13, -2.2557462794926955e-13,
    ];

    /// <summary>Replaces each u by mean + std · Φ⁻¹(u).</summary>
    /// <param name="block">Values in [2⁻⁵³, 1 − 2⁻⁵³].</param>
    /// <param name="mean">Mean.</param>
    /// <param name="std">Standard deviation.</param>
    /// <remarks>
    /// Two passes with short chains of operations rather than one with a long chain: a processor that shares its core keeps only so many in flight.
    /// </remarks>
    public static void Transform(Span<double> block, double mean = 0, double std = 1)
    {
        Span<double> logs = stackalloc double[PassLength];
        while (block.Length >= MaxLanes)
        {
            var part = block[..(Math.Min(block.Length, PassLength) / MaxLanes * MaxLanes)];
            if (Vector512.IsHardwareAccelerated)
            {
                LogarithmsOfEight(part, logs);
                QuantilesOfEight(part, logs, mean, std);
            }
            else
            {
                LogarithmsOfFour(part, logs);
                QuantilesOfFour(part, logs, mean, std);
            }

            block = block[part.Length..];
        }

        if (block.Length > 0)
        {
            Span<double> rest = stackalloc double[MaxLanes];
            rest.Fill(0.5);
            block.CopyTo(rest);
            Transform(rest, mean, std);
            rest[..block.Length].CopyTo(block);
        }
    }

    /// <summary>Φ⁻¹(u).</summary>
    public static double Of(double u)
    {
        Span<double> one = [u];
        Transform(one);
        return one[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LogarithmsOfEight(ReadOnlySpan<double> block, Span<double> logs)
    {
        ref var data = ref MemoryMarshal.GetReference(block);
        ref var target = ref MemoryMarshal.GetReference(logs);
        var one = Vector512.Create(1.0);
        for (var i = 0; i < block.Length; i += 8)
        {
            // t = 2ᵉ·m with m in [√½, √2): the offset carries from the mantissa into the exponent at √½.
            var u = Vector512.LoadUnsafe(ref data, (nuint)i);
            var t = (u * (one - u)) * 4.0;
            var bits = t.AsInt64() - Vector512.Create(RootHalfBits);
            var e = Vector512.ConvertToDouble(bits >> 52);
            var m = ((bits & Vector512.Create(MantissaBits)) + Vector512.Create(RootHalfBits)).AsDouble();
            var s = (m - one) / (m + one);
            var q = s * s;
            var q2 = q * q;
            var even = Vector512.Create(L6);
            even = Vector512.FusedMultiplyAdd(even, q2, Vector512.Create(L4));
            even = Vector512.FusedMultiplyAdd(even, q2, Vector512.Create(L2));
            even = Vector512.FusedMultiplyAdd(even, q2, Vector512.Create(L0));
            var odd = Vector512.Create(L7);
            odd = Vector512.FusedMultiplyAdd(odd, q2, Vector512.Create(L5));
            odd = Vector512.FusedMultiplyAdd(odd, q2, Vector512.Create(L3));
            odd = Vector512.FusedMultiplyAdd(odd, q2, Vector512.Create(L1));
            var w = -Vector512.FusedMultiplyAdd(e, Vector512.Create(Ln2), s * Vector512.FusedMultiplyAdd(odd, q, even));
            w.StoreUnsafe(ref target, (nuint)i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void QuantilesOfEight(Span<double> block, ReadOnlySpan<double> logs, double mean, double std)
    {
        ref var data = ref MemoryMarshal.GetReference(block);
        ref var source = ref MemoryMarshal.GetReference(logs);
        for (var i = 0; i < block.Length; i += 8)
        {
            var u = Vector512.LoadUnsafe(ref data, (nuint)i);
            var w = Vector512.LoadUnsafe(ref source, (nuint)i);
            var x = (u + u) - Vector512.Create(1.0);
            if (Vector512.GreaterThanAny(w, Vector512.Create(CentreEnd)))
            {
                Slowly(block.Slice(i, 8), logs.Slice(i, 8), mean, std);
                continue;
            }

            var v = w - Vector512.Create(CentreMiddle);
            var v2 = v * v;
            var low = Vector512.Create(C20);
            low = Vector512.FusedMultiplyAdd(low, v2, Vector512.Create(C18));
            low = Vector512.FusedMultiplyAdd(low, v2, Vector512.Create(C16));
            low = Vector512.FusedMultiplyAdd(low, v2, Vector512.Create(C14));
            low = Vector512.FusedMultiplyAdd(low, v2, Vector512.Create(C12));
            low = Vector512.FusedMultiplyAdd(low, v2, Vector512.Create(C10));
            low = Vector512.FusedMultiplyAdd(low, v2, Vector512.Create(C8));
            low = Vector512.FusedMultiplyAdd(low, v2, Vector512.Create(C6));
            low = Vector512.FusedMultiplyAdd(low, v2, Vector512.Create(C4));
            low = Vector512.FusedMultiplyAdd(low, v2, Vector512.Create(C2));
            low = Vector512.FusedMultiplyAdd(low, v2, Vector512.Create(C0));
            var high = Vector512.Create(C19);
            high = Vector512.FusedMultiplyAdd(high, v2, Vector512.Create(C17));
            high = Vector512.FusedMultiplyAdd(high, v2, Vector512.Create(C15));
            high = Vector512.FusedMultiplyAdd(high, v2, Vector512.Create(C13));
            high = Vector512.FusedMultiplyAdd(high, v2, Vector512.Create(C11));
            high = Vector512.FusedMultiplyAdd(high, v2, Vector512.Create(C9));
            high = Vector512.FusedMultiplyAdd(high, v2, Vector512.Create(C7));
            high = Vector512.FusedMultiplyAdd(high, v2, Vector512.Create(C5));
            high = Vector512.FusedMultiplyAdd(high, v2, Vector512.Create(C3));
            high = Vector512.FusedMultiplyAdd(high, v2, Vector512.Create(C1));
            var z = x * Vector512.FusedMultiplyAdd(high, v, low);
            ((z * std) + Vector512.Create(mean)).StoreUnsafe(ref data, (nuint)i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LogarithmsOfFour(ReadOnlySpan<double> block, Span<double> logs)
    {
        ref var data = ref MemoryMarshal.GetReference(block);
        ref var target = ref MemoryMarshal.GetReference(logs);
        var one = Vector256.Create(1.0);
        for (var i = 0; i < block.Length; i += 4)
        {
            // t = 2ᵉ·m with m in [√½, √2): the offset carries from the mantissa into the exponent at √½.
            var u = Vector256.LoadUnsafe(ref data, (nuint)i);
            var t = (u * (one - u)) * 4.0;
            var bits = t.AsInt64() - Vector256.Create(RootHalfBits);
            var e = Vector256.ConvertToDouble(bits >> 52);
            var m = ((bits & Vector256.Create(MantissaBits)) + Vector256.Create(RootHalfBits)).AsDouble();
            var s = (m - one) / (m + one);
            var q = s * s;
            var q2 = q * q;
            var even = Vector256.Create(L6);
            even = Vector256.FusedMultiplyAdd(even, q2, Vector256.Create(L4));
            even = Vector256.FusedMultiplyAdd(even, q2, Vector256.Create(L2));
            even = Vector256.FusedMultiplyAdd(even, q2, Vector256.Create(L0));
            var odd = Vector256.Create(L7);
            odd = Vector256.FusedMultiplyAdd(odd, q2, Vector256.Create(L5));
            odd = Vector256.FusedMultiplyAdd(odd, q2, Vector256.Create(L3));
            odd = Vector256.FusedMultiplyAdd(odd, q2, Vector256.Create(L1));
            var w = -Vector256.FusedMultiplyAdd(e, Vector256.Create(Ln2), s * Vector256.FusedMultiplyAdd(odd, q, even));
            w.StoreUnsafe(ref target, (nuint)i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void QuantilesOfFour(Span<double> block, ReadOnlySpan<double> logs, double mean, double std)
    {
        ref var data = ref MemoryMarshal.GetReference(block);
        ref var source = ref MemoryMarshal.GetReference(logs);
        for (var i = 0; i < block.Length; i += 4)
        {
            var u = Vector256.LoadUnsafe(ref data, (nuint)i);
            var w = Vector256.LoadUnsafe(ref source, (nuint)i);
            var x = (u + u) - Vector256.Create(1.0);
            if (Vector256.GreaterThanAny(w, Vector256.Create(CentreEnd)))
            {
                Slowly(block.Slice(i, 4), logs.Slice(i, 4), mean, std);
                continue;
            }

            var v = w - Vector256.Create(CentreMiddle);
            var v2 = v * v;
            var low = Vector256.Create(C20);
            low = Vector256.FusedMultiplyAdd(low, v2, Vector256.Create(C18));
            low = Vector256.FusedMultiplyAdd(low, v2, Vector256.Create(C16));
            low = Vector256.FusedMultiplyAdd(low, v2, Vector256.Create(C14));
            low = Vector256.FusedMultiplyAdd(low, v2, Vector256.Create(C12));
            low = Vector256.FusedMultiplyAdd(low, v2, Vector256.Create(C10));
            low = Vector256.FusedMultiplyAdd(low, v2, Vector256.Create(C8));
            low = Vector256.FusedMultiplyAdd(low, v2, Vector256.Create(C6));
            low = Vector256.FusedMultiplyAdd(low, v2, Vector256.Create(C4));
            low = Vector256.FusedMultiplyAdd(low, v2, Vector256.Create(C2));
            low = Vector256.FusedMultiplyAdd(low, v2, Vector256.Create(C0));
            var high = Vector256.Create(C19);
            high = Vector256.FusedMultiplyAdd(high, v2, Vector256.Create(C17));
            high = Vector256.FusedMultiplyAdd(high, v2, Vector256.Create(C15));
            high = Vector256.FusedMultiplyAdd(high, v2, Vector256.Create(C13));
            high = Vector256.FusedMultiplyAdd(high, v2, Vector256.Create(C11));
            high = Vector256.FusedMultiplyAdd(high, v2, Vector256.Create(C9));
            high = Vector256.FusedMultiplyAdd(high, v2, Vector256.Create(C7));
            high = Vector256.FusedMultiplyAdd(high, v2, Vector256.Create(C5));
            high = Vector256.FusedMultiplyAdd(high, v2, Vector256.Create(C3));
            high = Vector256.FusedMultiplyAdd(high, v2, Vector256.Create(C1));
            var z = x * Vector256.FusedMultiplyAdd(high, v, low);
            ((z * std) + Vector256.Create(mean)).StoreUnsafe(ref data, (nuint)i);
        }
    }

    /// <summary>One vector of which some draws are far from the middle, draw by draw, with the same operations for the others.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Slowly(Span<double> draws, ReadOnlySpan<double> logs, double mean, double std)
    {
        for (var lane = 0; lane < draws.Length; lane++)
        {
            var x = (draws[lane] + draws[lane]) - 1;
            draws[lane] = ((logs[lane] > CentreEnd ? Tail(logs[lane], x) : Central(logs[lane], x)) * std) + mean;
        }
    }

    private static double Central(double w, double x)
    {
        var v = w - CentreMiddle;
        var v2 = v * v;
        var low = C20;
        low = Math.FusedMultiplyAdd(low, v2, C18);
        low = Math.FusedMultiplyAdd(low, v2, C16);
        low = Math.FusedMultiplyAdd(low, v2, C14);
        low = Math.FusedMultiplyAdd(low, v2, C12);
        low = Math.FusedMultiplyAdd(low, v2, C10);
        low = Math.FusedMultiplyAdd(low, v2, C8);
        low = Math.FusedMultiplyAdd(low, v2, C6);
        low = Math.FusedMultiplyAdd(low, v2, C4);
        low = Math.FusedMultiplyAdd(low, v2, C2);
        low = Math.FusedMultiplyAdd(low, v2, C0);
        var high = C19;
        high = Math.FusedMultiplyAdd(high, v2, C17);
        high = Math.FusedMultiplyAdd(high, v2, C15);
        high = Math.FusedMultiplyAdd(high, v2, C13);
        high = Math.FusedMultiplyAdd(high, v2, C11);
        high = Math.FusedMultiplyAdd(high, v2, C9);
        high = Math.FusedMultiplyAdd(high, v2, C7);
        high = Math.FusedMultiplyAdd(high, v2, C5);
        high = Math.FusedMultiplyAdd(high, v2, C3);
        high = Math.FusedMultiplyAdd(high, v2, C1);
        return x * Math.FusedMultiplyAdd(high, v, low);
    }

    private static double Tail(double w, double x)
    {
        var root = Math.Sqrt(w);
        var (coefficients, at) = root < NearEnd ? (Near, root - NearMiddle) : (Far, root - FarMiddle);
        var value = coefficients[^1];
        for (var k = coefficients.Length - 2; k >= 0; k--)
        {
            value = Math.FusedMultiplyAdd(value, at, coefficients[k]);
        }

        return Math.CopySign(value, x);
    }
}
