using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Isl.Grains.Numerics;

/// <summary>Kernels on square row-major matrices held in spans.</summary>
public static class SquareMatrix
{
    /// <summary>C = A · B.</summary>
    /// <param name="a">Row-major d×d.</param>
    /// <param name="b">Row-major d×d.</param>
    /// <param name="destination">Row-major d×d, overwritten; must not overlap the others.</param>
    /// <param name="d">Order of the matrices.</param>
    /// <remarks>Tiles of four rows by two vectors are summed in registers, so that each loaded vector of B serves four rows. O(d³).</remarks>
    public static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> destination, int d)
    {
        destination[..(d * d)].Clear();
        MultiplyAdd(a, b, destination, d);
    }

    /// <summary>C += A · B: to each entry its products in ascending order, as <see cref="AddRows"/> has them.</summary>
    /// <param name="a">Row-major d×d.</param>
    /// <param name="b">Row-major d×d.</param>
    /// <param name="destination">Row-major d×d, added to; must not overlap the others.</param>
    /// <param name="d">Order of the matrices.</param>
    /// <remarks>As <see cref="Multiply"/>.</remarks>
    public static void MultiplyAdd(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> destination, int d)
    {
        // The kernels below index without bounds checks; this is the check.
        if (a.Length < d * d || b.Length < d * d || destination.Length < d * d)
        {
            throw new ArgumentException($"A span is shorter than {d}x{d}.", nameof(d));
        }

        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        ref var product = ref MemoryMarshal.GetReference(destination);
        var row = 0;
        for (; row + 4 <= d; row += 4)
        {
            var column = 0;
            for (; column + (2 * Vector<double>.Count) <= d; column += 2 * Vector<double>.Count)
            {
                FourByTwo(ref left, ref right, ref product, d, row, column);
            }

            for (; column + Vector<double>.Count <= d; column += Vector<double>.Count)
            {
                FourByOne(ref left, ref right, ref product, d, row, column);
            }

            for (var i = row; i < row + 4; i++)
            {
                Rest(a, b, destination, d, i, column);
            }
        }

        for (; row < d; row++)
        {
            var column = 0;
            for (; column + Vector<double>.Count <= d; column += Vector<double>.Count)
            {
                OneByOne(ref left, ref right, ref product, d, row, column);
            }

            Rest(a, b, destination, d, row, column);
        }
    }

    /// <summary>y += Σ x(r) B(r, ·) over the rows r listed: one row of a product whose left factor is sparse.</summary>
    /// <param name="rows">Rows of B to sum, each below d.</param>
    /// <param name="x">Length d; read at <paramref name="rows"/>.</param>
    /// <param name="b">Row-major d×d.</param>
    /// <param name="y">Length d, added to; must not overlap the others.</param>
    /// <param name="d">Order of B.</param>
    /// <remarks>Tiles of four vectors are summed in registers. O(d) per row listed.</remarks>
    public static void AddRows(ReadOnlySpan<int> rows, ReadOnlySpan<double> x, ReadOnlySpan<double> b, Span<double> y, int d)
    {
        if (x.Length < d || b.Length < d * d || y.Length < d)
        {
            throw new ArgumentException($"A span is shorter than {d} or {d}x{d}.", nameof(d));
        }

        ref var entries = ref MemoryMarshal.GetReference(b);
        ref var sums = ref MemoryMarshal.GetReference(y);
        var width = Vector<double>.Count;
        var column = 0;
        for (; column + (4 * width) <= d; column += 4 * width)
        {
            ref var target = ref Unsafe.Add(ref sums, column);
            var (s0, s1, s2, s3) = (
                Vector.LoadUnsafe(ref target),
                Vector.LoadUnsafe(ref target, (nuint)width),
                Vector.LoadUnsafe(ref target, (nuint)(2 * width)),
                Vector.LoadUnsafe(ref target, (nuint)(3 * width)));
            foreach (var row in rows)
            {
                var factor = new Vector<double>(x[row]);
                ref var source = ref Unsafe.Add(ref entries, (row * d) + column);
                s0 = Vector.FusedMultiplyAdd(factor, Vector.LoadUnsafe(ref source), s0);
                s1 = Vector.FusedMultiplyAdd(factor, Vector.LoadUnsafe(ref source, (nuint)width), s1);
                s2 = Vector.FusedMultiplyAdd(factor, Vector.LoadUnsafe(ref source, (nuint)(2 * width)), s2);
                s3 = Vector.FusedMultiplyAdd(factor, Vector.LoadUnsafe(ref source, (nuint)(3 * width)), s3);
            }

            s0.StoreUnsafe(ref target);
            s1.StoreUnsafe(ref target, (nuint)width);
            s2.StoreUnsafe(ref target, (nuint)(2 * width));
            s3.StoreUnsafe(ref target, (nuint)(3 * width));
        }

        for (; column + width <= d; column += width)
        {
            ref var target = ref Unsafe.Add(ref sums, column);
            var sum = Vector.LoadUnsafe(ref target);
            foreach (var row in rows)
            {
                sum = Vector.FusedMultiplyAdd(new Vector<double>(x[row]), Vector.LoadUnsafe(ref entries, (nuint)((row * d) + column)), sum);
            }

            sum.StoreUnsafe(ref target);
        }

        for (; column < d; column++)
        {
            foreach (var row in rows)
            {
                y[column] += x[row] * b[(row * d) + column];
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

    /// <summary>Sum of the first d entries of the diagonal.</summary>
    /// <param name="a">Row-major.</param>
    /// <param name="d">Entries to add.</param>
    /// <param name="stride">Length of a row.</param>
    public static double Trace(ReadOnlySpan<double> a, int d, int stride)
    {
        var sum = 0.0;
        for (var i = 0; i < d; i++)
        {
            sum += a[(i * stride) + i];
        }

        return sum;
    }

    /// <summary>y = x |A| for a row vector x.</summary>
    /// <param name="x">Length d.</param>
    /// <param name="a">Row-major d×d.</param>
    /// <param name="y">Length d, overwritten; must not overlap the others.</param>
    /// <param name="d">Order of the matrix.</param>
    public static void MultiplyAbsolute(ReadOnlySpan<double> x, ReadOnlySpan<double> a, Span<double> y, int d)
    {
        if (x.Length < d || a.Length < d * d || y.Length < d)
        {
            throw new ArgumentException($"A span is shorter than {d} or {d}x{d}.", nameof(d));
        }

        ref var entries = ref MemoryMarshal.GetReference(a);
        var width = Vector<double>.Count;
        var column = 0;
        for (; column + (4 * width) <= d; column += 4 * width)
        {
            var (s0, s1, s2, s3) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
            for (var i = 0; i < d; i++)
            {
                var factor = new Vector<double>(x[i]);
                ref var source = ref Unsafe.Add(ref entries, (i * d) + column);
                s0 = Vector.FusedMultiplyAdd(factor, Vector.Abs(Vector.LoadUnsafe(ref source)), s0);
                s1 = Vector.FusedMultiplyAdd(factor, Vector.Abs(Vector.LoadUnsafe(ref source, (nuint)width)), s1);
                s2 = Vector.FusedMultiplyAdd(factor, Vector.Abs(Vector.LoadUnsafe(ref source, (nuint)(2 * width))), s2);
                s3 = Vector.FusedMultiplyAdd(factor, Vector.Abs(Vector.LoadUnsafe(ref source, (nuint)(3 * width))), s3);
            }

            s0.CopyTo(y[column..]);
            s1.CopyTo(y[(column + width)..]);
            s2.CopyTo(y[(column + (2 * width))..]);
            s3.CopyTo(y[(column + (3 * width))..]);
        }

        for (; column + width <= d; column += width)
        {
            var sum = Vector<double>.Zero;
            for (var i = 0; i < d; i++)
            {
                sum = Vector.FusedMultiplyAdd(new Vector<double>(x[i]), Vector.Abs(Vector.LoadUnsafe(ref entries, (nuint)((i * d) + column))), sum);
            }

            sum.CopyTo(y[column..]);
        }

        for (; column < d; column++)
        {
            var sum = 0.0;
            for (var i = 0; i < d; i++)
            {
                sum += x[i] * Math.Abs(a[(i * d) + column]);
            }

            y[column] = sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByTwo(ref double a, ref double b, ref double product, int d, int row, int column)
    {
        ref var target = ref Unsafe.Add(ref product, (row * d) + column);
        var (width, stride) = ((nuint)Vector<double>.Count, (nuint)d);
        var (s00, s01) = (Vector.LoadUnsafe(ref target, 0), Vector.LoadUnsafe(ref target, width));
        var (s10, s11) = (Vector.LoadUnsafe(ref target, stride), Vector.LoadUnsafe(ref target, stride + width));
        var (s20, s21) = (Vector.LoadUnsafe(ref target, 2 * stride), Vector.LoadUnsafe(ref target, (2 * stride) + width));
        var (s30, s31) = (Vector.LoadUnsafe(ref target, 3 * stride), Vector.LoadUnsafe(ref target, (3 * stride) + width));
        ref var rows = ref Unsafe.Add(ref a, row * d);
        ref var columns = ref Unsafe.Add(ref b, column);
        for (var k = 0; k < d; k++)
        {
            var b0 = Vector.LoadUnsafe(ref columns, (nuint)(k * d));
            var b1 = Vector.LoadUnsafe(ref columns, (nuint)((k * d) + Vector<double>.Count));
            var factor = new Vector<double>(Unsafe.Add(ref rows, k));
            s00 = Vector.FusedMultiplyAdd(factor, b0, s00);
            s01 = Vector.FusedMultiplyAdd(factor, b1, s01);
            factor = new Vector<double>(Unsafe.Add(ref rows, d + k));
            s10 = Vector.FusedMultiplyAdd(factor, b0, s10);
            s11 = Vector.FusedMultiplyAdd(factor, b1, s11);
            factor = new Vector<double>(Unsafe.Add(ref rows, (2 * d) + k));
            s20 = Vector.FusedMultiplyAdd(factor, b0, s20);
            s21 = Vector.FusedMultiplyAdd(factor, b1, s21);
            factor = new Vector<double>(Unsafe.Add(ref rows, (3 * d) + k));
            s30 = Vector.FusedMultiplyAdd(factor, b0, s30);
            s31 = Vector.FusedMultiplyAdd(factor, b1, s31);
        }

        s00.StoreUnsafe(ref target, 0);
        s01.StoreUnsafe(ref target, width);
        s10.StoreUnsafe(ref target, stride);
        s11.StoreUnsafe(ref target, stride + width);
        s20.StoreUnsafe(ref target, 2 * stride);
        s21.StoreUnsafe(ref target, (2 * stride) + width);
        s30.StoreUnsafe(ref target, 3 * stride);
        s31.StoreUnsafe(ref target, (3 * stride) + width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByOne(ref double a, ref double b, ref double product, int d, int row, int column)
    {
        ref var target = ref Unsafe.Add(ref product, (row * d) + column);
        var stride = (nuint)d;
        var (s0, s1) = (Vector.LoadUnsafe(ref target, 0), Vector.LoadUnsafe(ref target, stride));
        var (s2, s3) = (Vector.LoadUnsafe(ref target, 2 * stride), Vector.LoadUnsafe(ref target, 3 * stride));
        ref var rows = ref Unsafe.Add(ref a, row * d);
        ref var columns = ref Unsafe.Add(ref b, column);
        for (var k = 0; k < d; k++)
        {
            var vector = Vector.LoadUnsafe(ref columns, (nuint)(k * d));
            s0 = Vector.FusedMultiplyAdd(new Vector<double>(Unsafe.Add(ref rows, k)), vector, s0);
            s1 = Vector.FusedMultiplyAdd(new Vector<double>(Unsafe.Add(ref rows, d + k)), vector, s1);
            s2 = Vector.FusedMultiplyAdd(new Vector<double>(Unsafe.Add(ref rows, (2 * d) + k)), vector, s2);
            s3 = Vector.FusedMultiplyAdd(new Vector<double>(Unsafe.Add(ref rows, (3 * d) + k)), vector, s3);
        }

        s0.StoreUnsafe(ref target, 0);
        s1.StoreUnsafe(ref target, stride);
        s2.StoreUnsafe(ref target, 2 * stride);
        s3.StoreUnsafe(ref target, 3 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneByOne(ref double a, ref double b, ref double product, int d, int row, int column)
    {
        var sum = Vector.LoadUnsafe(ref product, (nuint)((row * d) + column));
        for (var k = 0; k < d; k++)
        {
            sum = Vector.FusedMultiplyAdd(
                new Vector<double>(Unsafe.Add(ref a, (row * d) + k)),
                Vector.LoadUnsafe(ref b, (nuint)((k * d) + column)),
                sum);
        }

        sum.StoreUnsafe(ref product, (nuint)((row * d) + column));
    }

    private static void Rest(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> product, int d, int row, int column)
    {
        for (var j = column; j < d; j++)
        {
            var sum = product[(row * d) + j];
            for (var k = 0; k < d; k++)
            {
                sum += a[(row * d) + k] * b[(k * d) + j];
            }

            product[(row * d) + j] = sum;
        }
    }
}
