using System.Numerics.Tensors;

#pragma warning disable RS0030 // the banned functions are to be called through this

namespace Isl.Grains.Numerics;

/// <summary>Functions of many numbers, each by itself: whatever stands beside a number, and wherever that is, its result has the same bits.</summary>
/// <remarks>
/// Those of <see cref="TensorPrimitives"/> take another way, which differs in the last place, for all numbers of a vector when one of them is out of
/// their range; and which numbers share a vector depends on where they happen to lie. Here only what is out of range goes that way. Their sines and
/// cosines have no range in which all numbers go one way: those are taken one by one.
/// </remarks>
internal static class VectorFunctions
{
    /// <summary>Exponentials within are finite, and no smaller than the least number of full precision.</summary>
    private const double MostExponent = 700;

    /// <summary>Numbers looked at together; fewer than <see cref="Lanes"/> would not fill a vector.</summary>
    private const int PartLength = 512;
    private const int Lanes = 16;

    /// <summary>eˣ. The destination may be the source.</summary>
    public static void Exp(ReadOnlySpan<double> source, Span<double> destination)
    {
        if (source.Length >= Lanes && TensorPrimitives.MaxMagnitude(source) <= MostExponent)
        {
            TensorPrimitives.Exp(source, destination);
            return;
        }

        Span<double> inside = stackalloc double[PartLength];
        while (!source.IsEmpty)
        {
            var length = Math.Min(source.Length, PartLength);
            var filled = inside[..Math.Max(length, Lanes)];
            filled.Clear();
            for (var i = 0; i < length; i++)
            {
                filled[i] = Math.Abs(source[i]) <= MostExponent ? source[i] : 0;
            }

            TensorPrimitives.Exp(filled, filled);
            for (var i = 0; i < length; i++)
            {
                destination[i] = Math.Abs(source[i]) <= MostExponent ? filled[i] : Math.Exp(source[i]);
            }

            source = source[length..];
            destination = destination[length..];
        }
    }
}
