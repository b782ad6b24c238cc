namespace Isl.Grains.Numerics;

/// <summary>Functions that lose their digits near 0 in the plain form.</summary>
/// <remarks>The correction of Kahan: the rounding of the inner sum is divided out again. A unit or two in the last place.</remarks>
internal static class SmallArguments
{
    /// <summary>eˣ − 1.</summary>
    public static double Expm1(double x)
    {
        var u = Math.Exp(x);
        return u == 1 ? x
            : u - 1 == -1 ? -1
            : double.IsInfinity(u) ? u
            : (u - 1) * x / Math.Log(u);
    }

    /// <summary>ln(1 + x).</summary>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : double.IsInfinity(u) ? u : Math.Log(u) * x / (u - 1);
    }
}
