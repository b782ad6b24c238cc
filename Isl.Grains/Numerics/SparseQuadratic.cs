using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Isl.Grains.Numerics;

/// <summary>Minimises ½ uᵀ(G + D)u + cᵀu + Σ pᵢ|uᵢ| for one G and many D, c and p, each from a guess that is nearly right.</summary>
/// <remarks>
/// Source: Lee, Battle, Raina &amp; Ng (2007), "Efficient sparse coding algorithms", algorithm 1 (feature-sign search): given the signs, the
/// minimum over the entries that are not zero is a system of equations. Unlike there, several entries enter and leave at a time during the first
/// rounds, and only then one by one. An entry without penalty has no sign to keep; one with an infinite penalty stays at zero.
/// Allocates its work space once. Not safe for concurrent use.
/// </remarks>
/// <param name="gram">G: row-major d×d, symmetric, positive semidefinite; read, never written.</param>
/// <param name="d">Number of entries.</param>
internal sealed class SparseQuadratic(double[] gram, int d)
{
    private const int BoldRounds = 12;
    private const int MostRounds = 60;

    /// <summary>While many entries enter at a time: those that promise more than this share of what the best one does.</summary>
    private const double BoldShare = 0.1;

    /// <summary>Slopes beyond the penalty by less than this share of it are rounding.</summary>
    private const double Slack = 1e-7;
    private const double LeastSlack = 1e-12;

    /// <summary>Pivots are held above this share of what they were before elimination.</summary>
    private const double LeastPivot = 1e-12;
    private const int Panel = 4;

    private readonly int _stride = d + Vector<double>.Count;
    private readonly double[] _factor = new double[d * (d + Vector<double>.Count)];
    private readonly double[] _inversePivots = new double[d];
    private readonly double[] _solution = new double[d];
    private readonly double[] _gradient = new double[d];
    private readonly double[] _signs = new double[d];
    private readonly int[] _support = new int[d];
    private int _count;
    private bool _isFactored;

    /// <summary>Minimises.</summary>
    /// <param name="linear">c.</param>
    /// <param name="diagonal">D, not negative.</param>
    /// <param name="penalty">p, not negative; may be infinite.</param>
    /// <param name="u">Start and result.</param>
    /// <param name="budget">When cancelled, it throws.</param>
    /// <returns>Whether the minimum was found; else the result is on the way to it.</returns>
    public bool Minimise(ReadOnlySpan<double> linear, ReadOnlySpan<double> diagonal, ReadOnlySpan<double> penalty, Span<double> u, WorkBudget budget)
    {
        for (var i = 0; i < d; i++)
        {
            _signs[i] = Math.Sign(u[i]);
        }

        ListSupport();
        for (var round = 0; round < MostRounds; round++)
        {
            budget.ThrowIfCancelled();
            while (_count > 0 && !Settle(linear, diagonal, penalty, u, round >= BoldRounds))
            {
                budget.ThrowIfCancelled();
                round++;
            }

            if (!Widen(linear, diagonal, penalty, u, round >= BoldRounds))
            {
                return true;
            }

            ListSupport();
        }

        return false;
    }

    /// <summary>
    /// xᵀ(G + D)⁻¹x over the support of the minimum found last: how far the minimum moves against a slope along x. Zero where unknown.
    /// </summary>
    public double Give(ReadOnlySpan<double> x)
    {
        if (!_isFactored)
        {
            return 0;
        }

        var gathered = _solution.AsSpan(0, _count);
        for (var k = 0; k < gathered.Length; k++)
        {
            gathered[k] = x[_support[k]];
        }

        SolveTransposed(gathered);
        return TensorPrimitives.SumOfSquares<double>(gathered);
    }

    private void ListSupport()
    {
        _count = 0;
        for (var i = 0; i < d; i++)
        {
            _support[_count] = i;
            _count += _signs[i] != 0 ? 1 : 0;
        }

        _isFactored = false;
    }

    /// <summary>One solve given the signs. Where it would turn some, their entries leave; then there is another solve to make.</summary>
    private bool Settle(ReadOnlySpan<double> linear, ReadOnlySpan<double> diagonal, ReadOnlySpan<double> penalty, Span<double> u, bool isCautious)
    {
        Factor(diagonal);
        var solution = _solution.AsSpan(0, _count);
        for (var k = 0; k < _count; k++)
        {
            var i = _support[k];
            solution[k] = -linear[i] - (penalty[i] * _signs[i]);
        }

        SolveTransposed(solution);
        Solve(solution);
        var crossing = double.PositiveInfinity;
        for (var k = 0; k < _count; k++)
        {
            crossing = Math.Min(crossing, Crossing(k, penalty, u));
        }

        var length = isCautious ? Math.Min(1, crossing) : 1;
        var leaving = isCautious ? length : 1;
        var kept = 0;
        for (var k = 0; k < _count; k++)
        {
            var i = _support[k];
            if (Crossing(k, penalty, u) <= leaving)
            {
                (u[i], _signs[i]) = (0, 0);
                continue;
            }

            u[i] = length == 1 ? solution[k] : u[i] + (length * (solution[k] - u[i]));
            _support[kept++] = i;
        }

        var isSettled = kept == _count;
        _count = kept;
        _isFactored = isSettled;
        return isSettled;
    }

    /// <summary>The share of the way to the solution at which an entry changes its sign; infinite where it never does.</summary>
    private double Crossing(int k, ReadOnlySpan<double> penalty, ReadOnlySpan<double> u)
    {
        var i = _support[k];
        return penalty[i] == 0 || _solution[k] * _signs[i] > 0 ? double.PositiveInfinity
            : u[i] == 0 ? 0
            : u[i] / (u[i] - _solution[k]);
    }

    /// <summary>Lets in entries at zero whose slope exceeds their penalty; false where there are none.</summary>
    private bool Widen(
        ReadOnlySpan<double> linear,
        ReadOnlySpan<double> diagonal,
        ReadOnlySpan<double> penalty,
        ReadOnlySpan<double> u,
        bool isCautious)
    {
        linear.CopyTo(_gradient);
        SquareMatrix.AddRows(_support.AsSpan(0, _count), u, gram, _gradient, d);
        var most = 0.0;
        for (var i = 0; i < d; i++)
        {
            most = Math.Max(most, Promise(i, diagonal, penalty));
        }

        for (var i = 0; most > 0 && i < d; i++)
        {
            if (Promise(i, diagonal, penalty) >= (isCautious ? most : BoldShare * most))
            {
                _signs[i] = -Math.Sign(_gradient[i]);
            }
        }

        return most > 0;
    }

    /// <summary>Twice the decrease that an entry at zero promises by itself.</summary>
    private double Promise(int i, ReadOnlySpan<double> diagonal, ReadOnlySpan<double> penalty)
    {
        var excess = Math.Abs(_gradient[i]) - penalty[i];
        return _signs[i] == 0 && excess > (Slack * penalty[i]) + LeastSlack ? excess * excess / (gram[i * (d + 1)] + diagonal[i]) : 0;
    }

    /// <summary>G + D over the support = UᵀU, by panels of four pivots; to each entry its products in ascending order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Factor(ReadOnlySpan<double> diagonal)
    {
        var n = _count;
        var end = (n + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        for (var i = 0; i < n; i++)
        {
            var source = gram.AsSpan(_support[i] * d, d);
            var row = _factor.AsSpan(i * _stride, end);
            for (var k = i; k < n; k++)
            {
                row[k] = source[_support[k]];
            }

            row[i] += diagonal[_support[i]];
            row[n..].Clear();
        }

        for (var first = 0; first < n; first += Panel)
        {
            var last = Math.Min(first + Panel, n);
            for (var pivot = first; pivot < last; pivot++)
            {
                Pivot(first, pivot, n, diagonal);
            }

            for (var row = last; last - first == Panel && row < n; row++)
            {
                SubtractPanel(first, row, end);
            }
        }
    }

    private void Pivot(int first, int pivot, int n, ReadOnlySpan<double> diagonal)
    {
        var row = _factor.AsSpan(pivot * _stride, n)[pivot..];
        for (var above = first; above < pivot; above++)
        {
            var upper = _factor.AsSpan(above * _stride, n)[pivot..];
            TensorPrimitives.MultiplyAdd(upper, -upper[0], row, row);
        }

        var i = _support[pivot];
        var floor = LeastPivot * (gram[i * (d + 1)] + diagonal[i]);
        _inversePivots[pivot] = 1 / Math.Sqrt(Math.Max(row[0], Math.Max(floor, double.Epsilon)));
        TensorPrimitives.Multiply(row, _inversePivots[pivot], row);
    }

    /// <summary>Row −= Σ U(pivot, row) U(pivot, ·) over the panel. Starts at a whole vector: entries left of the diagonal are never read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SubtractPanel(int first, int row, int end)
    {
        var width = Vector<double>.Count;
        ref var u0 = ref MemoryMarshal.GetReference(_factor.AsSpan(first * _stride, end));
        ref var u1 = ref MemoryMarshal.GetReference(_factor.AsSpan((first + 1) * _stride, end));
        ref var u2 = ref MemoryMarshal.GetReference(_factor.AsSpan((first + 2) * _stride, end));
        ref var u3 = ref MemoryMarshal.GetReference(_factor.AsSpan((first + 3) * _stride, end));
        ref var target = ref MemoryMarshal.GetReference(_factor.AsSpan(row * _stride, end));
        var (f0, f1) = (new Vector<double>(-Unsafe.Add(ref u0, row)), new Vector<double>(-Unsafe.Add(ref u1, row)));
        var (f2, f3) = (new Vector<double>(-Unsafe.Add(ref u2, row)), new Vector<double>(-Unsafe.Add(ref u3, row)));
        for (var column = row / width * width; column < end; column += width)
        {
            var at = (nuint)column;
            var sum = Vector.FusedMultiplyAdd(f0, Vector.LoadUnsafe(ref u0, at), Vector.LoadUnsafe(ref target, at));
            sum = Vector.FusedMultiplyAdd(f1, Vector.LoadUnsafe(ref u1, at), sum);
            sum = Vector.FusedMultiplyAdd(f2, Vector.LoadUnsafe(ref u2, at), sum);
            Vector.FusedMultiplyAdd(f3, Vector.LoadUnsafe(ref u3, at), sum).StoreUnsafe(ref target, at);
        }
    }

    /// <summary>x ← U⁻ᵀx.</summary>
    private void SolveTransposed(Span<double> x)
    {
        for (var i = 0; i < x.Length; i++)
        {
            x[i] *= _inversePivots[i];
            TensorPrimitives.MultiplyAdd(_factor.AsSpan(i * _stride, x.Length)[(i + 1)..], -x[i], x[(i + 1)..], x[(i + 1)..]);
        }
    }

    /// <summary>x ← U⁻¹x.</summary>
    private void Solve(Span<double> x)
    {
        for (var i = x.Length - 1; i >= 0; i--)
        {
            var known = TensorPrimitives.Dot(_factor.AsSpan(i * _stride, x.Length)[(i + 1)..], x[(i + 1)..]);
            x[i] = (x[i] - known) * _inversePivots[i];
        }
    }
}
