using System.Numerics.Tensors;

namespace Isl.Numerics;

/// <summary>A smooth function to minimise: returns its value and writes its gradient.</summary>
public delegate double SmoothFunction(ReadOnlySpan<double> x, Span<double> gradient);

/// <summary>Why a minimisation ended.</summary>
public enum MinimisationStop
{
    /// <summary>The pseudo-gradient or the last decrease is below its tolerance.</summary>
    Converged,

    /// <summary>No step along the search direction decreases the function.</summary>
    NoProgress,

    /// <summary>The limit of iterations was met.</summary>
    MaxIterations,

    /// <summary>The budget was spent.</summary>
    BudgetSpent,
}

/// <summary>Minimises f(x) + Σ penaltyᵢ |xᵢ| with f smooth: limited-memory BFGS that stays in one orthant a step.</summary>
/// <remarks>
/// Source: Andrew &amp; Gao (2007), "Scalable training of L1-regularized log-linear models", algorithm 1 (OWL-QN), with a penalty of its own for
/// every variable. Variables with an infinite penalty stay at zero. Memory: 2·<see cref="History"/> + 8 vectors, allocated once.
/// </remarks>
public sealed class OrthantWiseQuasiNewton
{
    /// <summary>Correction pairs kept.</summary>
    public const int History = 20;

    private const double SufficientDecrease = 1e-4;
    private const int MaxBacktracks = 40;
    private readonly double[] _penalty;
    private readonly double[] _inverseDiagonal;
    private readonly double[][] _steps;
    private readonly double[][] _changes;
    private readonly double[] _curvature = new double[History];
    private readonly double[] _gradient;
    private double _scale = 1;
    private readonly double[] _pseudo;
    private readonly double[] _direction;
    private readonly double[] _trial;
    private readonly double[] _trialGradient;

    /// <summary>Allocates the work space.</summary>
    /// <param name="penalty">Weight of |xᵢ| for each variable: 0 for none, infinity to hold the variable at zero.</param>
    /// <param name="inverseDiagonal">A positive guess of the inverse second derivatives, up to a common factor.</param>
    public OrthantWiseQuasiNewton(double[] penalty, double[] inverseDiagonal)
    {
        _penalty = penalty;
        _inverseDiagonal = inverseDiagonal;
        var n = penalty.Length;
        _steps = [.. Enumerable.Range(0, History).Select(_ => new double[n])];
        _changes = [.. Enumerable.Range(0, History).Select(_ => new double[n])];
        (_gradient, _pseudo, _direction, _trial, _trialGradient) = (new double[n], new double[n], new double[n], new double[n], new double[n]);
    }

    /// <summary>Minimises from <paramref name="x"/>, which is overwritten with the best point found.</summary>
    /// <param name="function">The smooth part.</param>
    /// <param name="x">Start and result.</param>
    /// <param name="gradientTolerance">Ends when no component of the pseudo-gradient is larger.</param>
    /// <param name="decreaseTolerance">Ends when a step decreases the function by less than this share of it.</param>
    /// <param name="maxIterations">Limit of iterations.</param>
    /// <param name="budget">Ends with the best point so far when signalled.</param>
    /// <param name="cancellation">Throws when signalled; tested at every evaluation.</param>
    /// <returns>Why it ended, and the iterations taken.</returns>
    public (MinimisationStop Stop, int Iterations) Minimise(
        SmoothFunction function,
        double[] x,
        double gradientTolerance,
        double decreaseTolerance,
        int maxIterations,
        CancellationToken budget,
        CancellationToken cancellation)
    {
        var value = function(x, _gradient) + Penalty(x);
        var pairs = 0;
        for (var iteration = 0; iteration < maxIterations; iteration++)
        {
            if (budget.IsCancellationRequested)
            {
                return (MinimisationStop.BudgetSpent, iteration);
            }

            PseudoGradient(x);
            if (TensorPrimitives.MaxMagnitude<double>(_pseudo) is var largest && Math.Abs(largest) <= gradientTolerance)
            {
                return (MinimisationStop.Converged, iteration);
            }

            Direction(pairs);
            if (pairs > 0 && TensorPrimitives.Dot<double>(_direction, _pseudo) >= 0)
            {
                pairs = 0;
                Direction(pairs);
            }

            if (!TryStep(function, x, ref value, iteration == 0 || pairs == 0, out var decrease, cancellation))
            {
                if (pairs == 0)
                {
                    return (MinimisationStop.NoProgress, iteration);
                }

                // The curvature pairs may have gone stale: once more along the steepest descent.
                pairs = 0;
                continue;
            }

            pairs = Remember(x, pairs);
            _trial.CopyTo(x, 0);
            _trialGradient.CopyTo(_gradient, 0);
            if (decrease <= decreaseTolerance * Math.Max(1, Math.Abs(value)))
            {
                return (MinimisationStop.Converged, iteration + 1);
            }
        }

        return (MinimisationStop.MaxIterations, maxIterations);
    }

    private double Penalty(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i] != 0)
            {
                sum += _penalty[i] * Math.Abs(x[i]);
            }
        }

        return sum;
    }

    /// <summary>The steepest one-sided derivative in each variable, equation (4) of the paper.</summary>
    private void PseudoGradient(double[] x)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var (g, p) = (_gradient[i], _penalty[i]);
            _pseudo[i] = double.IsPositiveInfinity(p) ? 0
                : x[i] > 0 ? g + p
                : x[i] < 0 ? g - p
                : g + p < 0 ? g + p
                : g - p > 0 ? g - p
                : 0;
        }
    }

    /// <summary>Two-loop recursion on the pseudo-gradient, then only the components that descend.</summary>
    private void Direction(int pairs)
    {
        TensorPrimitives.Negate(_pseudo, _direction);
        Span<double> factors = stackalloc double[History];
        var kept = Math.Min(pairs, History);
        for (var i = 1; i <= kept; i++)
        {
            var slot = (pairs - i) % History;
            factors[slot] = TensorPrimitives.Dot<double>(_steps[slot], _direction) / _curvature[slot];
            TensorPrimitives.MultiplyAdd(_changes[slot], -factors[slot], _direction, _direction);
        }

        TensorPrimitives.Multiply(_direction, _inverseDiagonal, _direction);
        if (kept > 0)
        {
            // The factor that fits the guess to the last change: sᵀy / yᵀDy.
            TensorPrimitives.Multiply(_direction, _scale, _direction);
        }

        for (var i = kept; i >= 1; i--)
        {
            var slot = (pairs - i) % History;
            var factor = factors[slot] - (TensorPrimitives.Dot<double>(_changes[slot], _direction) / _curvature[slot]);
            TensorPrimitives.MultiplyAdd(_steps[slot], factor, _direction, _direction);
        }

        for (var i = 0; i < _direction.Length; i++)
        {
            // An unpenalised variable has no orthant to stay in; a held one has no direction.
            if (double.IsPositiveInfinity(_penalty[i]) || (_penalty[i] > 0 && _direction[i] * _pseudo[i] >= 0))
            {
                _direction[i] = 0;
            }
        }
    }

    private bool TryStep(SmoothFunction function, double[] x, ref double value, bool first, out double decrease, CancellationToken cancellation)
    {
        var length = first ? Math.Min(1, 1 / TensorPrimitives.Norm<double>(_direction)) : 1;
        for (var backtrack = 0; backtrack < MaxBacktracks; backtrack++, length /= 2)
        {
            cancellation.ThrowIfCancellationRequested();
            var promised = Move(x, length);
            if (promised == 0)
            {
                break;
            }

            var trial = function(_trial, _trialGradient) + Penalty(_trial);
            if (trial <= value + (SufficientDecrease * promised))
            {
                decrease = value - trial;
                value = trial;
                return true;
            }
        }

        decrease = 0;
        return false;
    }

    /// <summary>Moves along the direction, stopping each variable at zero instead of crossing it; returns the slope times the step.</summary>
    private double Move(double[] x, double length)
    {
        var promised = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var orthant = x[i] != 0 ? Math.Sign(x[i]) : -Math.Sign(_pseudo[i]);
            var next = x[i] + (length * _direction[i]);
            if (_penalty[i] > 0 && next * orthant <= 0)
            {
                next = 0;
            }

            _trial[i] = next;
            promised += _pseudo[i] * (next - x[i]);
        }

        return promised;
    }

    private int Remember(double[] x, int pairs)
    {
        var slot = pairs % History;
        TensorPrimitives.Subtract(_trial, x, _steps[slot]);
        TensorPrimitives.Subtract(_trialGradient, _gradient, _changes[slot]);
        var curvature = TensorPrimitives.Dot<double>(_steps[slot], _changes[slot]);
        if (!(curvature > 0))
        {
            return pairs;
        }

        _curvature[slot] = curvature;
        TensorPrimitives.Multiply(_changes[slot], _inverseDiagonal, _pseudo);
        _scale = curvature / TensorPrimitives.Dot<double>(_changes[slot], _pseudo);
        return pairs + 1;
    }
}
