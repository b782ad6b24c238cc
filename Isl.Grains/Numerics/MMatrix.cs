using System.Numerics.Tensors;

namespace Isl.Numerics;

/// <summary>Matrices sI − A with A ≥ 0 whose inverse is non-negative.</summary>
internal static class MMatrix
{
    /// <summary>−log det(I − A/s), and (sI − A)⁻¹.</summary>
    /// <param name="a">Row-major n×n, entries not negative; overwritten.</param>
    /// <param name="inverse">Row-major n×n, overwritten with the inverse.</param>
    /// <param name="s">Scale, positive.</param>
    /// <param name="n">Order.</param>
    /// <returns>Infinity when sI − A is no nonsingular M-matrix: exactly when elimination without pivoting meets a pivot that is not positive.</returns>
    /// <remarks>Gauss-Jordan. Source of the criterion: Berman &amp; Plemmons (1994), theorem 6.2.3 (E18). O(n³).</remarks>
    public static double NegativeLogDeterminant(Span<double> a, Span<double> inverse, double s, int n)
    {
        TensorPrimitives.Negate(a[..(n * n)], a);
        SquareMatrix.AddToDiagonal(a, s, n);
        inverse[..(n * n)].Clear();
        SquareMatrix.AddToDiagonal(inverse, 1, n);
        var sum = 0.0;
        for (var k = 0; k < n; k++)
        {
            var pivot = a[(k * n) + k];
            if (!(pivot > 0))
            {
                return double.PositiveInfinity;
            }

            sum -= Math.Log(pivot / s);
            var row = a.Slice(k * n, n);
            var right = inverse.Slice(k * n, n);
            var reciprocal = 1 / pivot;
            TensorPrimitives.Multiply(row[k..], reciprocal, row[k..]);
            TensorPrimitives.Multiply(right[..(k + 1)], reciprocal, right[..(k + 1)]);
            for (var i = 0; i < n; i++)
            {
                var factor = a[(i * n) + k];
                if (i != k && factor != 0)
                {
                    var other = a.Slice(i * n, n);
                    var otherRight = inverse.Slice(i * n, n);
                    TensorPrimitives.MultiplyAdd(row[k..], -factor, other[k..], other[k..]);
                    TensorPrimitives.MultiplyAdd(right[..(k + 1)], -factor, otherRight[..(k + 1)], otherRight[..(k + 1)]);
                }
            }
        }

        return sum;
    }
}
