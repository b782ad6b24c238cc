using System.Numerics.Tensors;

namespace Isl.Grains.Regression;

/// <summary>The Cholesky factor of a symmetric positive definite matrix.</summary>
internal sealed class Cholesky
{
    private const double Singular = 1e-14;
    private readonly double[] _factor;
    private readonly int _order;

    private Cholesky(double[] factor, int order) => (_factor, _order) = (factor, order);

    /// <summary>Factorises; null where the matrix is not positive definite, to rounding.</summary>
    /// <param name="matrix">Row-major d×d; overwritten and kept.</param>
    /// <param name="order">d.</param>
    public static Cholesky? TryOf(double[] matrix, int order)
    {
        for (var j = 0; j < order; j++)
        {
            var row = matrix.AsSpan(j * order, j);
            for (var k = 0; k < j; k++)
            {
                var other = matrix.AsSpan(k * order, k);
                row[k] = (row[k] - TensorPrimitives.Dot<double>(row[..k], other)) / matrix[(k * order) + k];
            }

            var own = matrix[(j * order) + j];
            var left = own - TensorPrimitives.SumOfSquares<double>(row);
            if (!(left > Singular * Math.Abs(own)))
            {
                return null;
            }

            matrix[(j * order) + j] = Math.Sqrt(left);
        }

        return new Cholesky(matrix, order);
    }

    /// <summary>Solves A x = b in place.</summary>
    public void Solve(Span<double> b)
    {
        for (var i = 0; i < _order; i++)
        {
            b[i] = (b[i] - TensorPrimitives.Dot<double>(_factor.AsSpan(i * _order, i), b[..i])) / _factor[(i * _order) + i];
        }

        for (var i = _order - 1; i >= 0; i--)
        {
            b[i] /= _factor[(i * _order) + i];
            TensorPrimitives.MultiplyAdd(_factor.AsSpan(i * _order, i), -b[i], b[..i], b[..i]);
        }
    }
}
