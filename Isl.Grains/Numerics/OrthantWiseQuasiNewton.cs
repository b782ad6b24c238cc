using System.Numerics.Tensors;

namespace Isl.Grains.Numerics;

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
/// every variable, and with the curvature pairs restricted to the variables free to move, as in the subspace minimisation of L-BFGS-B (Byrd,
/// Lu, Nocedal &amp; Zhu 1995, section 5): a variable held at zero has no part in the step, so that a sparse x costs little. As there, and
/// unlike the paper, a variable off zero follows the quasi-Newton direction even against its own slope.
/// Variables with an infinite penalty stay at zero. Memory: 4 · history + 11 vectors, allocated once.
/// </remarks>
public sealed class OrthantWiseQuasiNewton
{
    private const double SufficientDecrease = 1e-4;
    private const int MaxBacktracks = 40;
    private readonly double[] _penalty;
    private readonly double[] _inverseDiagonal;
    private readonly int _history;
    private readonly double[][] _steps;
    private readonly double[][] _changes;
    private readonly double[][] _freeSteps;
    private readonly double[][] _freeChanges;
    private readonly double[] _curvature;
    private readonly double[] _gradient;
    private readonly int[] _free;
    private readonly int[] _gathered;
    private readonly double[] _pseudo;
    private readonly double[] _direction;
    private readonly double[] _trial;
    private readonly double[] _trialGradient;
    private int _count;
    private int _gatheredCount;
    private double _scale = 1;

    /// <summary>Allocates the work space.</summary>
    /// <param name="penalty">Weight of |xᵢ| for each variable: 0 for none, infinity to hold the variable at zero.</param>
    /// <param name="inverseDiagonal">A positive guess of the inverse second derivatives, up to a common factor; may change between
    /// minimisations.</param>
    /// <param name="history">Correction pairs kept, at least 1.</param>
    public OrthantWiseQuasiNewton(double[] penalty, double[] inverseDiagonal, int history)
    {
        (_penalty, _inverseDiagonal, _history) = (penalty, inverseDiagonal, history);
        var n = penalty.Length;
        (_steps, _changes, _freeSteps, _freeChanges) = (Vectors(), Vectors(), Vectors(), Vectors());
        (_gradient, _pseudo, _direction, _trial, _trialGradient) = (new double[n], new double[n], new double[n], new double[n], new double[n]);
        (_curvature, _free, _gathered) = (new double[history + 1], new int[n], new int[n]);

        // One more than are kept: a pair may turn out to be of no use once it is written.
        double[][] Vectors() => [.. Enumerable.Range(0, history + 1).Select(_ => new double[n])];
    }

    private Span<double> Pseudo => _pseudo.AsSpan(0, _count);

    private Span<double> Step => _direction.AsSpan(0, _count);

    /// <summary>Minimises from <paramref name="x"/>, which is overwritten with the best point found.</summary>
    /// <param name="function">The smooth part.</param>
    /// <param name="x">Start and result.</param>
    /// <param name="gradientTolerance">Ends when no component of the pseudo-gradient is larger.</param>
    /// <param name="decreaseTolerance">Ends when a step decreases the function by less than this share of it.</param>
    /// <param name="maxIterations">Limit of iterations.</param>
    /// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
    /// <returns>Why it ended, and the iterations taken.</returns>
    public (MinimisationStop Stop, int Iterations) Minimise(
        SmoothFunction function,
        double[] x,
        double gradientTolerance,
        double decreaseTolerance,
        int maxIterations,
        WorkBudget budget)
    {
        var value = function(x, _gradient) + Penalty(x);
        var pairs = 0;
        for (var iteration = 0; iteration < maxIterations; iteration++)
        {
            if (budget.IsSpent)
            {
                return (MinimisationStop.BudgetSpent, iteration);
            }

            if (PseudoGradient(x) <= gradientTolerance)
            {
                return (MinimisationStop.Converged, iteration);
            }

            Direction(x, pairs);
            if (pairs > 0 && TensorPrimitives.Dot<double>(Step, Pseudo) >= 0)
            {
                pairs = 0;
                Direction(x, pairs);
            }

            if (!TryStep(function, x, ref value, pairs == 0, out var decrease, budget.Cancellation))
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

    /// <summary>Lists the variables free to move with their steepest one-sided derivatives, equation (4) of the paper; returns the largest.</summary>
    private double PseudoGradient(double[] x)
    {
        var (count, largest) = (0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            var (gradient, penalty, value) = (_gradient[i], _penalty[i], x[i]);
            if (value == 0 && !(Math.Abs(gradient) > penalty))
            {
                continue;
            }

            var grows = value > 0 || (value == 0 && gradient < 0);
            _free[count] = i;
            _pseudo[count] = grows ? gradient + penalty : gradient - penalty;
            largest = Math.Max(largest, Math.Abs(_pseudo[count]));
            count++;
        }

        _count = count;
        return largest;
    }

    /// <summary>Two-loop recursion on the pseudo-gradient of the free variables, then only the components that may descend.</summary>
    private void Direction(double[] x, int pairs)
    {
        var free = _free.AsSpan(0, _count);
        var direction = Step;
        TensorPrimitives.Negate(Pseudo, direction);
        Span<double> factors = stackalloc double[_steps.Length];
        var isGathered = free.SequenceEqual(_gathered.AsSpan(0, _gatheredCount));
        var kept = Math.Min(pairs, _history);
        for (var i = 1; i <= kept; i++)
        {
            var slot = (pairs - i) % _steps.Length;
            var step = _freeSteps[slot].AsSpan(0, _count);
            var change = _freeChanges[slot].AsSpan(0, _count);
            if (i == 1 || !isGathered)
            {
                Gather(_steps[slot], free, step);
                Gather(_changes[slot], free, change);
                _curvature[slot] = TensorPrimitives.Dot<double>(step, change);
            }

            if (_curvature[slot] > 0)
            {
                factors[slot] = TensorPrimitives.Dot<double>(step, direction) / _curvature[slot];
                TensorPrimitives.MultiplyAdd(change, -factors[slot], direction, direction);
            }
        }

        free.CopyTo(_gathered);
        _gatheredCount = _count;

        // The factor that fits the guess to the last change: sᵀy / yᵀDy.
        var scale = kept > 0 ? _scale : 1;
        for (var i = 0; i < free.Length; i++)
        {
            direction[i] *= scale * _inverseDiagonal[free[i]];
        }

        for (var i = kept; i >= 1; i--)
        {
            var slot = (pairs - i) % _steps.Length;
            if (_curvature[slot] > 0)
            {
                var factor = factors[slot] - (TensorPrimitives.Dot<double>(_freeChanges[slot].AsSpan(0, _count), direction) / _curvature[slot]);
                TensorPrimitives.MultiplyAdd(_freeSteps[slot].AsSpan(0, _count), factor, direction, direction);
            }
        }

        for (var i = 0; i < free.Length; i++)
        {
            // A variable at zero leaves it downhill or not at all; an unpenalised one has no orthant to stay in.
            if (x[free[i]] == 0 && _penalty[free[i]] > 0 && direction[i] * _pseudo[i] >= 0)
            {
                direction[i] = 0;
            }
        }
    }

    private static void Gather(double[] from, ReadOnlySpan<int> indices, Span<double> to)
    {
        for (var i = 0; i < indices.Length; i++)
        {
            to[i] = from[indices[i]];
        }
    }

    private bool TryStep(SmoothFunction function, double[] x, ref double value, bool first, out double decrease, CancellationToken cancellation)
    {
        x.CopyTo(_trial, 0);
        var length = first ? Math.Min(1, 1 / TensorPrimitives.Norm<double>(Step)) : 1;
        for (var backtrack = 0; backtrack < MaxBacktracks; backtrack++, length /= 2)
        {
            cancellation.ThrowIfCancellationRequested();
            var (promised, penalty) = Move(x, length);
            if (promised == 0)
            {
                break;
            }

            var trial = function(_trial, _trialGradient) + penalty;
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

    /// <summary>
    /// Moves along the direction, stopping each variable at zero instead of crossing it; returns the slope times the step, and the penalty there.
    /// </summary>
    private (double Promised, double Penalty) Move(double[] x, double length)
    {
        var (promised, total) = (0.0, 0.0);
        for (var i = 0; i < _count; i++)
        {
            var at = _free[i];
            var penalty = _penalty[at];
            var orthant = x[at] != 0 ? x[at] : -_pseudo[i];
            var next = x[at] + (length * _direction[i]);
            if (penalty > 0 && next * orthant <= 0)
            {
                next = 0;
            }

            _trial[at] = next;
            promised += _pseudo[i] * (next - x[at]);
            total += penalty * Math.Abs(next);
        }

        return (promised, total);
    }

    /// <summary>Takes over the gradient of the accepted step, and its pair if that is of use.</summary>
    private int Remember(double[] x, int pairs)
    {
        var slot = pairs % _steps.Length;
        TensorPrimitives.Subtract(_trial, x, _steps[slot]);
        TensorPrimitives.Subtract(_trialGradient, _gradient, _changes[slot]);
        _trialGradient.CopyTo(_gradient, 0);
        var curvature = TensorPrimitives.Dot<double>(_steps[slot], _changes[slot]);
        if (!(curvature > 0))
        {
            return pairs;
        }

        TensorPrimitives.Multiply(_changes[slot], _inverseDiagonal, _trialGradient);
        _scale = curvature / TensorPrimitives.Dot<double>(_changes[slot], _trialGradient);
        return pairs + 1;
    }
}
