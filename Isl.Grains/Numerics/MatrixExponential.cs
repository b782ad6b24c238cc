using System.Numerics.Tensors;

namespace Isl.Numerics;

/// <summary>The exponential of a square matrix by scaling and squaring; allocates its work space once and then nothing.</summary>
/// <remarks>
/// Source: Higham (2008), "Functions of Matrices", section 10.3, with a Taylor polynomial of degree 16 in place of a Padé approximant,
/// evaluated with six products (Paterson &amp; Stockmeyer 1973): for matrices without negative entries, which is what it serves here, the
/// polynomial has no cancellation. After scaling to norm 1 the remainder is below 1/17! = 3e-15 relative to the result.
/// </remarks>
/// <param name="d">Order of the matrices.</param>
public sealed class MatrixExponential(int d)
{
    private const int Degree = 16;
    private const int Block = 4;

    private static readonly double[] Coefficients = InverseFactorials();

    private readonly double[] _scaled = new double[d * d];
    private readonly double[] _square = new double[d * d];
    private readonly double[] _cube = new double[d * d];
    private readonly double[] _fourth = new double[d * d];
    private readonly double[] _work = new double[d * d];

    /// <summary>E = exp(A).</summary>
    /// <param name="a">Row-major d×d; entries finite.</param>
    /// <param name="destination">Row-major d×d, overwritten; must not overlap <paramref name="a"/>.</param>
    public void Compute(ReadOnlySpan<double> a, Span<double> destination)
    {
        var norm = SquareMatrix.NormInfinity(a, d);
        var squarings = norm <= 1 ? 0 : (int)Math.Ceiling(Math.Log2(norm));
        TensorPrimitives.Multiply(a, Math.ScaleB(1, -squarings), _scaled);
        SquareMatrix.Multiply(_scaled, _scaled, _square, d);
        SquareMatrix.Multiply(_square, _scaled, _cube, d);
        SquareMatrix.Multiply(_square, _square, _fourth, d);

        // Horner in A⁴ over blocks c₀I + c₁A + c₂A² + c₃A³, the highest coefficient first.
        destination.Clear();
        SquareMatrix.AddToDiagonal(destination, Coefficients[Degree], d);
        for (var power = Degree - Block; power >= 0; power -= Block)
        {
            SquareMatrix.Multiply(destination, _fourth, _work, d);
            _work.CopyTo(destination);
            SquareMatrix.AddToDiagonal(destination, Coefficients[power], d);
            TensorPrimitives.MultiplyAdd(_scaled, Coefficients[power + 1], destination, destination);
            TensorPrimitives.MultiplyAdd(_square, Coefficients[power + 2], destination, destination);
            TensorPrimitives.MultiplyAdd(_cube, Coefficients[power + 3], destination, destination);
        }

        for (var i = 0; i < squarings; i++)
        {
            SquareMatrix.Multiply(destination, destination, _work, d);
            _work.CopyTo(destination);
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
