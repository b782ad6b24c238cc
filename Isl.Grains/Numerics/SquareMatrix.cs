using System.Numerics.Tensors;

namespace Isl.Numerics;

/// <summary>Kernels on square row-major matrices held in spans.</summary>
public static class SquareMatrix
{
    /// <summary>C = A · B.</summary>
    /// <param name="a">Row-major d×d.</param>
    /// <param name="b">Row-major d×d.</param>
    /// <param name="destination">Row-major d×d, overwritten; must not overlap the others.</param>
    /// <param name="d">Order of the matrices.</param>
    /// <remarks>Row by row as sums of scaled rows of B, so that every inner loop runs over contiguous memory; zero entries of A are skipped. O(d³).</remarks>
    public static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> destination, int d)
    {
        destination[..(d * d)].Clear();
        for (var i = 0; i < d; i++)
        {
            var row = destination.Slice(i * d, d);
            for (var k = 0; k < d; k++)
            {
                var factor = a[(i * d) + k];
                if (factor != 0)
                {
                    TensorPrimitives.MultiplyAdd(b.Slice(k * d, d), factor, row, row);
                }
            }
        }
    }

    /// <summary>A += value · I.</summary>
    public static void AddToDiagonal(Span<double> a, double value, int d)
    {
        for (var i = 0; i < d; i++)
        {
            a[(i * d) + i] += value;
        }
    }

    /// <summary>Sum of the diagonal.</summary>
    public static double Trace(ReadOnlySpan<double> a, int d)
    {
        var sum = 0.0;
        for (var i = 0; i < d; i++)
        {
            sum += a[(i * d) + i];
        }

        return sum;
    }

    /// <summary>Largest absolute row sum, the norm that bounds the powers of A.</summary>
    public static double NormInfinity(ReadOnlySpan<double> a, int d)
    {
        var norm = 0.0;
        for (var i = 0; i < d; i++)
        {
            norm = Math.Max(norm, TensorPrimitives.SumOfMagnitudes(a.Slice(i * d, d)));
        }

        return norm;
    }
}
