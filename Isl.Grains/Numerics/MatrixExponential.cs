using System.Numerics;
using System.Numerics.Tensors;

namespace Isl.Grains.Numerics;

/// <summary>The exponential of a square matrix by scaling and squaring; allocates its work space once and then nothing.</summary>
/// <remarks>
/// Source: Higham (2008), "Functions of Matrices", section 10.3, with a Taylor polynomial of degree 8, 12 or 16 in place of a Padé approximant,
/// evaluated with Paterson &amp; Stockmeyer's (1973) four, five or six products: for matrices without negative entries, which is what it serves
/// here, the polynomial has no cancellation. Works on exp(A) − I throughout (squaring: F ← F² + 2F), so that a trace of 1e-15 is still
/// right to its last digits. After scaling the remainder is below 3e-15 relative to the result.
/// A matrix of large norm is balanced first: exp(A) = D⁻¹ exp(D A D⁻¹) D. The weights D follow the left Perron vector of |A|, so that the
/// norm falls towards the spectral radius, which is small where a graph is nearly acyclic however large its weights are. D holds powers of
/// two: balancing rounds nothing. Not safe for concurrent use.
/// </remarks>
/// <param name="d">Largest order of the matrices.</param>
public sealed class MatrixExponential(int d)
{
    private const int MaxDegree = 16;
    private const int Block = 4;
    private const int MaxSquarings = 200;

    /// <summary>Norms up to which a degree serves: x¹²/13! and x⁸/9! are below 3e-15 there.</summary>
    private static readonly (double Norm, int Degree)[] Degrees = [(0.1, 8), (0.4, 12), (double.PositiveInfinity, MaxDegree)];

    /// <summary>The same where 1e-8 will do: x⁸/9! at 0.5 and x¹²/13! at 1.</summary>
    private static readonly (double Norm, int Degree)[] RoughDegrees = [(0.5, 8), (double.PositiveInfinity, 12)];

    /// <summary>Below this order a product costs less than finding out how to spare it.</summary>
    private const int SmallOrder = 16;

    /// <summary>The norm balancing aims at, and when it is worth its price.</summary>
    private const double BalancedNorm = 0.4;
    private const double UnbalancedNorm = 0.6;
    private const int BalancingSteps = 10;
    private const double MaxBalance = 1e100;

    /// <summary>Share of nonzero entries up to which a product by rows is faster than a dense one.</summary>
    private const double MaxSparseShare = 0.4;

    private static readonly double[] Coefficients = InverseFactorials();

    private readonly double[] _scaled = new double[d * d];
    private readonly double[] _square = new double[d * d];
    private readonly double[] _cube = new double[d * d];
    private readonly double[] _fourth = new double[d * d];
    private readonly double[] _work = new double[d * d];
    private readonly double[] _balance = new double[d];
    private readonly double[] _inverseBalance = new double[d];
    private readonly double[] _product = new double[d];
    private readonly double[] _ones = [.. Enumerable.Repeat(1.0, d)];
    private readonly int[] _starts = new int[d + 1];
    private readonly int[] _columns = new int[(d * d) + 1];

    /// <summary>Will a remainder of 1e-8 relative to the result do? It spares up to a third of the products.</summary>
    public bool IsRough { get; set; }

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
        var isBalanced = n >= SmallOrder && NormOne(scaled, n) > UnbalancedNorm && FindBalance(scaled, n);
        if (isBalanced)
        {
            ScaleBy(scaled, _balance, _inverseBalance, n);
        }

        Powers(scaled, square, cube, fourth, n);

        // The high powers shrink with the fourth root of ‖A⁴‖, which for a nearly acyclic graph is far below ‖A‖ (Al-Mohy & Higham 2009).
        var norm = Math.Min(NormOne(scaled, n), Math.Max(Math.Cbrt(NormOne(cube, n)), Math.Sqrt(Math.Sqrt(NormOne(fourth, n)))));
        var degree = Array.Find(IsRough ? RoughDegrees : Degrees, entry => norm <= entry.Norm) is { Degree: > 0 } found ? found.Degree : MaxDegree;
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
            AddBlock(result, scaled, square, cube, Coefficients.AsSpan(power + 1, Block - 1));
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

        if (isBalanced)
        {
            ScaleBy(result, _inverseBalance, _balance, n);
        }
    }

    /// <summary>Largest absolute column sum.</summary>
    private double NormOne(ReadOnlySpan<double> a, int n)
    {
        SquareMatrix.MultiplyAbsolute(_ones, a, _product, n);
        return TensorPrimitives.Max<double>(_product.AsSpan(0, n));
    }

    /// <summary>A², A³ and A⁴, each from the last by the nonzero entries of A where those are few.</summary>
    private void Powers(ReadOnlySpan<double> a, Span<double> square, Span<double> cube, Span<double> fourth, int n)
    {
        var filled = 0;
        for (var i = 0; i < n && n >= SmallOrder; i++)
        {
            _starts[i] = filled;
            for (var j = 0; j < n; j++)
            {
                _columns[filled] = j;
                filled += a[(i * n) + j] != 0 ? 1 : 0;
            }
        }

        _starts[n] = filled;
        if (n < SmallOrder || filled > MaxSparseShare * n * n)
        {
            SquareMatrix.Multiply(a, a, square, n);
            SquareMatrix.Multiply(a, square, cube, n);
            SquareMatrix.Multiply(square, square, fourth, n);
            return;
        }

        MultiplySparse(a, a, square, n);
        MultiplySparse(a, square, cube, n);
        MultiplySparse(a, cube, fourth, n);
    }

    private void MultiplySparse(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> product, int n)
    {
        product.Clear();
        for (var i = 0; i < n; i++)
        {
            SquareMatrix.AddRows(_columns.AsSpan(_starts[i].._starts[i + 1]), a.Slice(i * n, n), b, product.Slice(i * n, n), n);
        }
    }

    /// <summary>
    /// Weights z for which no column of |A|, its entries weighted z(i) / z(j), sums to much more than the norm aimed at: the fixed point of
    /// z = 1 + z|A| / θ, where z|A| ≤ θ z. It exists where θ exceeds the spectral radius; elsewhere the steps taken still lower the norm.
    /// </summary>
    private bool FindBalance(ReadOnlySpan<double> a, int n)
    {
        var weights = _balance.AsSpan(0, n);
        var product = _product.AsSpan(0, n);
        weights.Fill(1);
        for (var step = 0; step < BalancingSteps; step++)
        {
            SquareMatrix.MultiplyAbsolute(weights, a, product, n);
            TensorPrimitives.Multiply(product, 1 / BalancedNorm, product);
            TensorPrimitives.Add(product, 1, weights);
        }

        var inverse = _inverseBalance.AsSpan(0, n);
        for (var i = 0; i < n; i++)
        {
            if (!(weights[i] <= MaxBalance))
            {
                return false;
            }

            var exponent = Math.ILogB(weights[i]);
            (weights[i], inverse[i]) = (Math.ScaleB(1, exponent), Math.ScaleB(1, -exponent));
        }

        return true;
    }

    /// <summary>A(i, j) ← rows(i) A(i, j) columns(j).</summary>
    private static void ScaleBy(Span<double> a, ReadOnlySpan<double> rows, ReadOnlySpan<double> columns, int n)
    {
        for (var i = 0; i < n; i++)
        {
            var row = a.Slice(i * n, n);
            var factor = new Vector<double>(rows[i]);
            var j = 0;
            for (; j + Vector<double>.Count <= n; j += Vector<double>.Count)
            {
                (factor * new Vector<double>(row[j..]) * new Vector<double>(columns[j..])).CopyTo(row[j..]);
            }

            for (; j < n; j++)
            {
                row[j] *= rows[i] * columns[j];
            }
        }
    }

    /// <summary>F ← F + c₁A + c₂A² + c₃A³ in one pass.</summary>
    private static void AddBlock(
        Span<double> result,
        ReadOnlySpan<double> a,
        ReadOnlySpan<double> square,
        ReadOnlySpan<double> cube,
        ReadOnlySpan<double> coefficients)
    {
        var (c1, c2, c3) = (new Vector<double>(coefficients[0]), new Vector<double>(coefficients[1]), new Vector<double>(coefficients[2]));
        var at = 0;
        for (; at + Vector<double>.Count <= result.Length; at += Vector<double>.Count)
        {
            var sum = Vector.FusedMultiplyAdd(new Vector<double>(a[at..]), c1, new Vector<double>(result[at..]));
            sum = Vector.FusedMultiplyAdd(new Vector<double>(square[at..]), c2, sum);
            Vector.FusedMultiplyAdd(new Vector<double>(cube[at..]), c3, sum).CopyTo(result[at..]);
        }

        for (; at < result.Length; at++)
        {
            result[at] += (coefficients[0] * a[at]) + (coefficients[1] * square[at]) + (coefficients[2] * cube[at]);
        }
    }

    private static double[] InverseFactorials()
    {
        var coefficients = new double[MaxDegree + 1];
        coefficients[0] = 1;
        for (var i = 1; i <= MaxDegree; i++)
        {
            coefficients[i] = coefficients[i - 1] / i;
        }

        return coefficients;
    }
}
