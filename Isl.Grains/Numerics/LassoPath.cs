namespace Isl.Grains.Numerics;

/// <summary>The piecewise linear path of lasso solutions, minimising ½ βᵀGβ − cᵀβ + α‖β‖₁ as α falls from the largest |c| to zero.</summary>
/// <remarks>
/// Source: Efron, Hastie, Johnstone &amp; Tibshirani (2004), "Least angle regression", sections 2 and 3.1 (the lasso modification: a coefficient
/// that meets zero leaves). Works on G alone, so the cost does not grow with the number of rows. Regressors that the active ones already
/// determine are passed over. O(p²) per breakpoint, O(p³) where a coefficient leaves.
/// </remarks>
/// <param name="gram">Row-major p×p, symmetric, positive semidefinite.</param>
/// <param name="correlations">c, one entry a regressor.</param>
internal sealed class LassoPath(double[] gram, double[] correlations)
{
    private const double Collinear = 1e-10;

    /// <summary>Below this share of the largest correlation the path is at its end.</summary>
    private const double End = 1e-12;

    private readonly int _p = correlations.Length;
    private readonly double[] _rest = [.. correlations];
    private readonly double[] _coefficients = new double[correlations.Length];
    private readonly double[] _factor = new double[correlations.Length * correlations.Length];
    private readonly bool[] _passedOver = new bool[correlations.Length];
    private readonly List<int> _active = [];

    /// <summary>A breakpoint of the path.</summary>
    /// <param name="coefficients">β there; valid during the call only.</param>
    public delegate void Visitor(ReadOnlySpan<double> coefficients);

    /// <summary>Visits the breakpoints from β = 0 on, at most 8p of them.</summary>
    public void Follow(Visitor visit)
    {
        visit(_coefficients);
        var start = correlations.Length == 0 ? 0 : correlations.Max(Math.Abs);
        var alpha = start;
        var direction = new double[_p];
        var change = new double[_p];
        var left = -1;
        for (var step = 0; step < 8 * _p && alpha > End * start; step++)
        {
            if (left < 0 && !Enter(alpha, start))
            {
                break;
            }

            Direction(direction, change);
            var length = alpha;
            for (var j = 0; j < _p; j++)
            {
                if (_passedOver[j] || _active.Contains(j))
                {
                    continue;
                }

                // The regressor that just left is on one boundary and moves inside: it can only meet the other.
                var upper = j == left && _rest[j] > 0 ? double.PositiveInfinity : Meeting(alpha - _rest[j], 1 - change[j]);
                var lower = j == left && _rest[j] < 0 ? double.PositiveInfinity : Meeting(alpha + _rest[j], 1 + change[j]);
                length = Math.Min(length, Math.Min(upper, lower));
            }

            left = -1;
            foreach (var i in _active)
            {
                var zero = -_coefficients[i] / direction[i];
                if (zero > 0 && zero < length)
                {
                    (length, left) = (zero, i);
                }
            }

            foreach (var i in _active)
            {
                _coefficients[i] += length * direction[i];
            }

            for (var j = 0; j < _p; j++)
            {
                _rest[j] -= length * change[j];
            }

            alpha -= length;
            if (left >= 0)
            {
                Leave(left);
            }

            visit(_coefficients);
        }
    }

    /// <summary>When do two falling lines meet? Never, when the gap does not close.</summary>
    private static double Meeting(double gap, double rate) => rate > 1e-14 ? Math.Max(gap, 0) / rate : double.PositiveInfinity;

    private bool Enter(double alpha, double start)
    {
        while (true)
        {
            var (best, size) = (-1, 0.0);
            for (var j = 0; j < _p; j++)
            {
                if (!_passedOver[j] && Math.Abs(_rest[j]) > size && !_active.Contains(j))
                {
                    (best, size) = (j, Math.Abs(_rest[j]));
                }
            }

            if (best < 0 || size < alpha - (1e-9 * start))
            {
                return false;
            }

            if (TryAppend(best))
            {
                return true;
            }

            _passedOver[best] = true;
        }
    }

    private bool TryAppend(int regressor)
    {
        var k = _active.Count;
        var sum = gram[(regressor * _p) + regressor];
        for (var i = 0; i < k; i++)
        {
            var entry = gram[(regressor * _p) + _active[i]];
            for (var m = 0; m < i; m++)
            {
                entry -= _factor[(k * _p) + m] * _factor[(i * _p) + m];
            }

            entry /= _factor[(i * _p) + i];
            _factor[(k * _p) + i] = entry;
            sum -= entry * entry;
        }

        if (!(sum > Collinear * gram[(regressor * _p) + regressor]))
        {
            return false;
        }

        _factor[(k * _p) + k] = Math.Sqrt(sum);
        _active.Add(regressor);
        return true;
    }

    private void Leave(int regressor)
    {
        _coefficients[regressor] = 0;
        var rest = _active.Where(i => i != regressor).ToList();
        _active.Clear();
        foreach (var i in rest)
        {
            TryAppend(i);
        }
    }

    /// <summary>The direction in which all active correlations fall alike, and how fast every correlation falls along it.</summary>
    private void Direction(double[] direction, double[] change)
    {
        var k = _active.Count;
        var solution = new double[k];
        for (var i = 0; i < k; i++)
        {
            double sum = Math.Sign(_coefficients[_active[i]] != 0 ? _coefficients[_active[i]] : _rest[_active[i]]);
            for (var m = 0; m < i; m++)
            {
                sum -= _factor[(i * _p) + m] * solution[m];
            }

            solution[i] = sum / _factor[(i * _p) + i];
        }

        for (var i = k - 1; i >= 0; i--)
        {
            var sum = solution[i];
            for (var m = i + 1; m < k; m++)
            {
                sum -= _factor[(m * _p) + i] * solution[m];
            }

            solution[i] = sum / _factor[(i * _p) + i];
        }

        Array.Clear(direction);
        Array.Clear(change);
        for (var i = 0; i < k; i++)
        {
            direction[_active[i]] = solution[i];
            for (var j = 0; j < _p; j++)
            {
                change[j] += gram[(_active[i] * _p) + j] * solution[i];
            }
        }
    }
}
