using System.Numerics.Tensors;

namespace Isl.Grains.Regression;

/// <summary>A Householder QR factorisation that leaves out columns which the ones before them determine.</summary>
/// <remarks>
/// Columns keep their order, so the earlier one of two that say the same stays (limited pivoting, as in LINPACK's dqrdc2). Left-looking: each
/// column meets all reflections in turn, then makes its own. O(n·p²).
/// </remarks>
internal sealed class PivotedQr
{
    /// <summary>A column is determined by the ones before it when no more than this is left of its length, its mean taken off.</summary>
    private const double Tolerance = 1e-8;

    /// <summary>What is left of a constant once its mean is taken off is rounding: this share of its length times the tolerance.</summary>
    private const double Rounding = 1e-5;

    private readonly int _rows;
    private readonly double[] _reflections;
    private readonly double[] _factor;
    private readonly int _width;

    /// <summary>Factorises.</summary>
    /// <param name="rows">Rows n.</param>
    /// <param name="columns">Columns p.</param>
    /// <param name="values">Column-major n×p; overwritten, and kept.</param>
    public PivotedQr(int rows, int columns, double[] values)
    {
        (_rows, _width, _reflections) = (rows, columns, values);
        _factor = new double[columns * columns];
        var kept = new List<int>(columns);
        for (var j = 0; j < columns && kept.Count < rows; j++)
        {
            if (Reduce(j, kept))
            {
                kept.Add(j);
            }
        }

        Kept = [.. kept];
    }

    /// <summary>The columns that count, in their order.</summary>
    public int[] Kept { get; }

    /// <summary>How many they are.</summary>
    public int Rank => Kept.Length;

    /// <summary>Qᵀ y in place; the first <see cref="Rank"/> entries are the coordinates, the rest what is left.</summary>
    public void Rotate(Span<double> y)
    {
        for (var k = 0; k < Rank; k++)
        {
            Reflect(Kept[k], k, y);
        }
    }

    /// <summary>Solves R x = b in place, b in the order of the kept columns.</summary>
    public void Solve(Span<double> b)
    {
        for (var i = Rank - 1; i >= 0; i--)
        {
            var sum = b[i];
            for (var j = i + 1; j < Rank; j++)
            {
                sum -= Entry(i, j) * b[j];
            }

            b[i] = sum / Entry(i, i);
        }
    }

    /// <summary>Solves Rᵀ x = b in place.</summary>
    public void SolveTransposed(Span<double> b)
    {
        for (var i = 0; i < Rank; i++)
        {
            var sum = b[i];
            for (var j = 0; j < i; j++)
            {
                sum -= Entry(j, i) * b[j];
            }

            b[i] = sum / Entry(i, i);
        }
    }

    private double Entry(int i, int j) => _factor[(Kept[j] * _width) + i];

    private bool Reduce(int j, List<int> kept)
    {
        var column = _reflections.AsSpan(j * _rows, _rows);
        var whole = TensorPrimitives.Norm<double>(column);
        for (var k = 0; k < kept.Count; k++)
        {
            Reflect(kept[k], k, column);
            if (k == 0)
            {
                whole = Math.Max(TensorPrimitives.Norm<double>(column[1..]), Rounding * whole);
            }
        }

        var rank = kept.Count;
        var left = column[rank..];
        var norm = TensorPrimitives.Norm<double>(left);
        if (!(norm > Tolerance * whole))
        {
            return false;
        }

        var diagonal = left[0] > 0 ? -norm : norm;
        column[..rank].CopyTo(_factor.AsSpan(j * _width));
        _factor[(j * _width) + rank] = diagonal;
        left[0] -= diagonal;

        // Scaled so that a reflection is y − v (v·y): no second factor has to be kept.
        TensorPrimitives.Multiply(left, 1 / Math.Sqrt(norm * Math.Abs(left[0])), left);
        return true;
    }

    private void Reflect(int column, int at, Span<double> y)
    {
        var v = _reflections.AsSpan((column * _rows) + at, _rows - at);
        var tail = y[at.._rows];
        TensorPrimitives.MultiplyAdd(v, -TensorPrimitives.Dot<double>(v, tail), tail, tail);
    }
}
