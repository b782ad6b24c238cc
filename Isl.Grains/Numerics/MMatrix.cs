using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Isl.Grains.Numerics;

/// <summary>Matrices sI − A with A ≥ 0 whose inverse is non-negative.</summary>
internal static class MMatrix
{
    private const int Block = 16;
    private const int SmallBlock = 8;

    /// <summary>−log det(I − A/s), and (sI − A)⁻¹.</summary>
    /// <param name="a">Row-major n×n, entries not negative; overwritten.</param>
    /// <param name="inverse">Row-major n×n, overwritten with the inverse.</param>
    /// <param name="s">Scale, positive.</param>
    /// <param name="n">Order.</param>
    /// <returns>Infinity when sI − A is no nonsingular M-matrix: exactly when elimination without pivoting meets a pivot that is not
    /// positive.</returns>
    /// <remarks>
    /// Gauss-Jordan in place, a block of columns at a time, so that most of the work is a product of panels in registers; the pivots are those of
    /// elimination column by column. Source of the criterion: Berman &amp; Plemmons (1994), theorem 6.2.3 (E18). O(n³).
    /// </remarks>
    public static double NegativeLogDeterminant(Span<double> a, Span<double> inverse, double s, int n)
    {
        var matrix = inverse[..(n * n)];
        for (var at = 0; at < matrix.Length; at++)
        {
            matrix[at] = -a[at];
        }

        SquareMatrix.AddToDiagonal(matrix, s, n);
        if (n <= Block)
        {
            Span<double> all = stackalloc double[Block * Block];
            matrix.CopyTo(all);
            var value = InvertBlock(all, s, n);
            all[..(n * n)].CopyTo(matrix);
            return value;
        }

        // Both panels fit into the input, which is no longer needed: 2·n·width ≤ n².
        var width = n >= 2 * Block ? Block : SmallBlock;
        var left = a[..(n * width)];
        var right = a.Slice(n * width, n * width);
        Span<double> pivots = stackalloc double[Block * Block];
        var sum = 0.0;
        for (var start = 0; start < n; start += width)
        {
            var b = Math.Min(width, n - start);
            for (var i = 0; i < b; i++)
            {
                matrix.Slice(((start + i) * n) + start, b).CopyTo(pivots[(i * b)..]);
            }

            var value = InvertBlock(pivots, s, b);
            if (double.IsPositiveInfinity(value))
            {
                return value;
            }

            sum += value;
            Eliminate(matrix, left, right, pivots, start, b, n);
        }

        return sum;
    }

    /// <summary>Inverts a small block in place, without pivoting; −Σ log(pivot / s), or infinity.</summary>
    private static double InvertBlock(Span<double> block, double s, int b)
    {
        var sum = 0.0;
        for (var k = 0; k < b; k++)
        {
            var pivot = block[(k * b) + k];
            if (!(pivot > 0))
            {
                return double.PositiveInfinity;
            }

            sum -= Math.Log(pivot / s);
            var reciprocal = 1 / pivot;
            var row = block.Slice(k * b, b);
            row[k] = 1;
            for (var j = 0; j < b; j++)
            {
                row[j] *= reciprocal;
            }

            for (var i = 0; i < b; i++)
            {
                var factor = block[(i * b) + k];
                if (i != k && factor != 0)
                {
                    var other = block.Slice(i * b, b);
                    other[k] = 0;
                    for (var j = 0; j < b; j++)
                    {
                        other[j] -= factor * row[j];
                    }
                }
            }
        }

        return sum;
    }

    /// <summary>
    /// One step of block Gauss-Jordan: rows of the block become P · them (with I in the block's own columns), all others lose their share.
    /// </summary>
    private static void Eliminate(Span<double> matrix, Span<double> left, Span<double> right, ReadOnlySpan<double> pivots, int start, int b, int n)
    {
        for (var i = 0; i < n; i++)
        {
            var own = matrix.Slice((i * n) + start, b);
            own.CopyTo(left[(i * b)..]);
            own.Clear();
        }

        for (var i = 0; i < b; i++)
        {
            matrix[((start + i) * n) + start + i] = 1;
            left.Slice((start + i) * b, b).Clear();
        }

        right[..(b * n)].Clear();
        for (var i = 0; i < b; i++)
        {
            var target = right.Slice(i * n, n);
            for (var k = 0; k < b; k++)
            {
                TensorPrimitives.MultiplyAdd(matrix.Slice((start + k) * n, n), pivots[(i * b) + k], target, target);
            }
        }

        SubtractProduct(matrix, left, right, n, b);
        right[..(b * n)].CopyTo(matrix[(start * n)..]);
    }

    /// <summary>C −= L · R with C n×n, L n×b, R b×n.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SubtractProduct(Span<double> c, ReadOnlySpan<double> l, ReadOnlySpan<double> r, int n, int b)
    {
        if (c.Length < n * n || l.Length < n * b || r.Length < n * b)
        {
            throw new ArgumentException($"A span is too short for order {n}.", nameof(n));
        }

        ref var product = ref MemoryMarshal.GetReference(c);
        ref var left = ref MemoryMarshal.GetReference(l);
        ref var right = ref MemoryMarshal.GetReference(r);
        var width = Vector<double>.Count;
        var row = 0;
        for (; row + 4 <= n; row += 4)
        {
            ref var rows = ref Unsafe.Add(ref left, row * b);
            var column = 0;
            for (; column + width <= n; column += width)
            {
                ref var target = ref Unsafe.Add(ref product, (row * n) + column);
                var (s0, s1) = (Vector.LoadUnsafe(ref target, 0), Vector.LoadUnsafe(ref target, (nuint)n));
                var (s2, s3) = (Vector.LoadUnsafe(ref target, (nuint)(2 * n)), Vector.LoadUnsafe(ref target, (nuint)(3 * n)));
                for (var k = 0; k < b; k++)
                {
                    var vector = Vector.LoadUnsafe(ref right, (nuint)((k * n) + column));
                    s0 = Vector.FusedMultiplyAdd(new Vector<double>(-Unsafe.Add(ref rows, k)), vector, s0);
                    s1 = Vector.FusedMultiplyAdd(new Vector<double>(-Unsafe.Add(ref rows, b + k)), vector, s1);
                    s2 = Vector.FusedMultiplyAdd(new Vector<double>(-Unsafe.Add(ref rows, (2 * b) + k)), vector, s2);
                    s3 = Vector.FusedMultiplyAdd(new Vector<double>(-Unsafe.Add(ref rows, (3 * b) + k)), vector, s3);
                }

                s0.StoreUnsafe(ref target, 0);
                s1.StoreUnsafe(ref target, (nuint)n);
                s2.StoreUnsafe(ref target, (nuint)(2 * n));
                s3.StoreUnsafe(ref target, (nuint)(3 * n));
            }

            Rest(c, l, r, row, row + 4, column, n, b);
        }

        Rest(c, l, r, row, n, 0, n, b);
    }

    private static void Rest(Span<double> c, ReadOnlySpan<double> l, ReadOnlySpan<double> r, int firstRow, int lastRow, int firstColumn, int n, int b)
    {
        for (var i = firstRow; i < lastRow; i++)
        {
            for (var j = firstColumn; j < n; j++)
            {
                for (var k = 0; k < b; k++)
                {
                    c[(i * n) + j] -= l[(i * b) + k] * r[(k * n) + j];
                }
            }
        }
    }
}
