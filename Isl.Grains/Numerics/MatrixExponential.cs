using System.Numerics.Tensors;

namespace Isl.Numerics;

/// <summary>The exponential of a square matrix by scaling and squaring; allocates its work space once and then nothing.</summary>
/// <remarks>
/// Source: Higham (2008), "Functions of Matrices", section 10.3, with a Taylor polynomial of degree 8 or 16 in place of a Padé approximant,
/// evaluated with Paterson &amp; Stockmeyer's (1973) four or six products: for matrices without negative entries, which is what it serves
/// here, the polynomial has no cancellation. Works on exp(A) − I throughout (squaring: F ← F² + 2F), so that a trace of 1e-15 is still
/// right to its last digits. After scaling the remainder is below 3e-15 relative to the result. Not safe for concurrent use.
/// </remarks>
/// <param name="d">Largest order of the matrices.</param>
public sealed class MatrixExponential(int d)
{
    private const int Degree = 16;
    private const int LowDegree = 8;
    private const double LowDegreeNorm = 0.1;
    private const int Block = 4;
    private const int MaxSquarings = 200;

    private static readonly double[] Coefficients = InverseFactorials();

    private readonly double[] _scaled = new double[d * d];
    private readonly double[] _square = new double[d * d];
    private readonly double[] _cube = new double[d * d];
    private readonly double[] _fourth = new double[d * d];
    private readonly double[] _work = new double[d * d];

    /// <summary>E = exp(A).</summary>
    /// <param name="a">Row-major n×n; entries finite.</param>
    /// <param name="destination">Row-major n×n, overwritten; must not overlap <paramref name="a"/>.</param>
    /// <param name="n">Order, at most the largest.</param>
    public void Compute(ReadOnlySpan<double> a, Span<double> destination, int n)
    {
        ComputeMinusIdentity(a, destination, n);
        SquareMatrix.AddToDiagonal(destination, 1, n);
    }

    /// <summary>F = exp(A) − I, without the cancellation of subtracting.</summary>
    /// <param name="a">Row-major n×n; entries finite.</param>
    /// <param name="destination">Row-major n×n, overwritten; must not overlap <paramref name="a"/>.</param>
    /// <param name="n">Order, at most the largest.</param>
    public void ComputeMinusIdentity(ReadOnlySpan<double> a, Span<double> destination, int n)
    {
        var size = n * n;
        var scaled = _scaled.AsSpan(0, size);
        var square = _square.AsSpan(0, size);
        var cube = _cube.AsSpan(0, size);
        var fourth = _fourth.AsSpan(0, size);
        var work = _work.AsSpan(0, size);
        var result = destination[..size];
        a[..size].CopyTo(scaled);
        SquareMatrix.Multiply(scaled, scaled, square, n);
        SquareMatrix.Multiply(square, scaled, cube, n);
        SquareMatrix.Multiply(square, square, fourth, n);

        // The high powers shrink with the fourth root of ‖A⁴‖, which for a nearly acyclic graph is far below ‖A‖ (Al-Mohy & Higham 2009).
        var norm = Math.Min(SquareMatrix.NormInfinity(scaled, n), Math.Max(Math.Cbrt(SquareMatrix.NormInfinity(cube, n)), Math.Sqrt(Math.Sqrt(SquareMatrix.NormInfinity(fourth, n)))));
        var degree = norm <= LowDegreeNorm ? LowDegree : Degree;
        var squarings = norm <= 1 ? 0 : Math.Min(MaxSquarings, (int)Math.Ceiling(Math.Log2(norm)));
        if (squarings > 0)
        {
            TensorPrimitives.Multiply(scaled, Math.ScaleB(1, -squarings), scaled);
            TensorPrimitives.Multiply(square, Math.ScaleB(1, -2 * squarings), square);
            TensorPrimitives.Multiply(cube, Math.ScaleB(1, -3 * squarings), cube);
            TensorPrimitives.Multiply(fourth, Math.ScaleB(1, -4 * squarings), fourth);
        }

        // Horner in A⁴ over blocks c₀I + c₁A + c₂A² + c₃A³, the highest coefficient first; the last block goes without c₀I.
        TensorPrimitives.Multiply(fourth, Coefficients[degree], result);
        for (var power = degree - Block; ; power -= Block)
        {
            TensorPrimitives.MultiplyAdd(scaled, Coefficients[power + 1], result, result);
            TensorPrimitives.MultiplyAdd(square, Coefficients[power + 2], result, result);
            TensorPrimitives.MultiplyAdd(cube, Coefficients[power + 3], result, result);
            if (power == 0)
            {
                break;
            }

            SquareMatrix.AddToDiagonal(result, Coefficients[power], n);
            SquareMatrix.Multiply(result, fourth, work, n);
            work.CopyTo(result);
        }

        for (var i = 0; i < squarings; i++)
        {
            SquareMatrix.Multiply(result, result, work, n);
            TensorPrimitives.MultiplyAdd(result, 2, work, result);
        }
    }

    private static double[] InverseFactorials()
    {
        var coefficients = new double[Degree + 1];
        coefficients[0] = 1;
        for (var i = 1; i <= Degree; i++)
        {
            coefficients[i] = coefficients[i - 1] / i;
        }

        return coefficients;
    }
}
