using System.Numerics.Tensors;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Continuous;

/// <summary>Minimises the augmented Lagrangian of NOTEARS plus its L1 penalty where the variances of the columns are far apart.</summary>
/// <remarks>
/// Source: Lee, Sun &amp; Saunders (2014), "Proximal Newton-type methods for minimizing composite functions", algorithm 1. The model of the smooth
/// part has the loss as it is, whose curvature is G for every row of V; of the constraint the diagonal 2 slope · E(i, j) of its curvature, which
/// <see cref="NotearsObjective.InverseCurvature"/> tells of, and the whole ρ ∇h ∇hᵀ of its square. The last joins the rows by one number only:
/// given s = ρ⟨∇h, step⟩ each row is a problem of its own, solved exactly, and s is the root of an increasing function. A step takes as long as
/// a few evaluations, and some tens of them end a solve however ill-conditioned G is, where a quasi-Newton method is far from done after a thousand.
/// Memory: 7 vectors. Not safe for concurrent use.
/// </remarks>
internal sealed class ProximalNewton
{
    private const double SufficientDecrease = 1e-4;
    private const int MaxBacktracks = 30;

    /// <summary>Solves of the rows until s is known well enough for a step.</summary>
    private const int MaxPasses = 6;
    private const double ShiftTolerance = 1e-2;
    private const double LeastShift = 1e-6;

    /// <summary>The constraint's curvature counts this much more after a step that was too long; its square, after one far too long.</summary>
    private const double Damping = 2;
    private const double ShortStep = 0.25;
    private const double FailedStep = 16;
    private const double MaxDamping = 1e6;

    private readonly int _d;
    private readonly NotearsObjective _objective;
    private readonly double[] _penalty;
    private readonly double[] _gram;
    private readonly SparseQuadratic _row;
    private readonly double[] _gradient;
    private readonly double[] _curvature;
    private readonly double[] _slopes;
    private readonly double[] _next;
    private readonly double[] _trial;
    private readonly double[] _trialGradient;
    private readonly double[] _linear;

    /// <summary>Allocates the work space.</summary>
    /// <param name="objective">The smooth part.</param>
    /// <param name="d">Number of variables.</param>
    /// <param name="penalty">Weight of |V(j, i)| for each entry: 0 for none, infinity to hold it at zero.</param>
    public ProximalNewton(NotearsObjective objective, int d, double[] penalty)
    {
        (_objective, _d, _penalty) = (objective, d, penalty);
        _gram = objective.Gram.ToArray();
        _row = new SparseQuadratic(_gram, d);
        (_gradient, _curvature, _slopes) = (new double[d * d], new double[d * d], new double[d * d]);
        (_next, _trial, _trialGradient, _linear) = (new double[d * d], new double[d * d], new double[d * d], new double[d]);
    }

    /// <summary>Minimises from <paramref name="weights"/>, which is overwritten with the best point found.</summary>
    /// <param name="weights">V, row-major d×d.</param>
    /// <param name="decreaseTolerance">Ends when a step decreases the function by less than this share of it.</param>
    /// <param name="maxIterations">Limit of steps.</param>
    /// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
    /// <returns>Why it ended.</returns>
    public MinimisationStop Minimise(double[] weights, double decreaseTolerance, int maxIterations, WorkBudget budget)
    {
        var value = _objective.Evaluate(weights, _gradient) + Penalty(weights);
        var damping = 1.0;
        for (var iteration = 0; iteration < maxIterations; iteration++)
        {
            var slope = _objective.Curvature(weights, _slopes);
            TensorPrimitives.Multiply(_slopes, damping * slope, _curvature);
            TensorPrimitives.Multiply(_slopes, weights, _slopes);
            if (!TryModel(weights, slope, budget))
            {
                return MinimisationStop.BudgetSpent;
            }

            var promised = Promised(weights);
            if (!(promised < 0))
            {
                return double.IsNaN(promised) ? MinimisationStop.NoProgress : MinimisationStop.Converged;
            }

            var (length, decrease) = Step(weights, value, promised, budget);
            value -= decrease;
            if (length == 0)
            {
                if (damping >= MaxDamping)
                {
                    return MinimisationStop.NoProgress;
                }

                damping *= FailedStep;
                continue;
            }

            var harder = length < ShortStep ? Damping * Damping : Damping;
            damping = length == 1 ? Math.Max(1, damping / Damping) : Math.Min(MaxDamping, damping * harder);
            if (decrease <= decreaseTolerance * Math.Max(1, Math.Abs(value)))
            {
                return MinimisationStop.Converged;
            }
        }

        return MinimisationStop.MaxIterations;
    }

    private double Penalty(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        for (var at = 0; at < weights.Length; at++)
        {
            if (weights[at] != 0)
            {
                sum += _penalty[at] * Math.Abs(weights[at]);
            }
        }

        return sum;
    }

    /// <summary>Finds the model's minimum: the root of s − ρ⟨∇h, step(s)⟩ by Newton's method, held between what is known to enclose it.</summary>
    private bool TryModel(ReadOnlySpan<double> weights, double slope, WorkBudget budget)
    {
        weights.CopyTo(_next);
        var (shift, least, most) = (0.0, double.NegativeInfinity, double.PositiveInfinity);
        for (var pass = 0; pass < MaxPasses; pass++)
        {
            var (along, give) = (0.0, 0.0);
            for (var j = 0; j < _d; j++)
            {
                if (budget.IsSpent)
                {
                    return false;
                }

                var (added, bend) = MinimiseRow(weights, j, slope + shift, budget);
                along += added;
                give += bend;
            }

            var excess = shift - (_objective.Rho * along);
            if (Math.Abs(excess) <= (ShiftTolerance * Math.Abs(shift)) + (LeastShift * slope))
            {
                break;
            }

            (least, most) = excess > 0 ? (least, Math.Min(most, shift)) : (Math.Max(least, shift), most);
            var next = shift - (excess / (1 + (_objective.Rho * give)));
            shift = next > least && next < most ? next : double.IsFinite(least + most) ? (least + most) / 2 : next;
        }

        return true;
    }

    /// <summary>The row of the model's minimum given ρh + α + s; what it adds to ⟨∇h, step⟩, and how fast that falls as s grows.</summary>
    private (double Along, double Give) MinimiseRow(ReadOnlySpan<double> weights, int j, double slope, WorkBudget budget)
    {
        var start = j * _d;
        var own = weights.Slice(start, _d);
        var slopes = _slopes.AsSpan(start, _d);
        var curvature = _curvature.AsSpan(start, _d);
        for (var i = 0; i < _d; i++)
        {
            _linear[i] = (slope * slopes[i]) - _gram[start + i] - (curvature[i] * own[i]);
        }

        var next = _next.AsSpan(start, _d);
        _row.Minimise(_linear, curvature, _penalty.AsSpan(start, _d), next, budget);
        return (TensorPrimitives.Dot(slopes, next) - TensorPrimitives.Dot(slopes, own), _row.Give(slopes));
    }

    /// <summary>The decrease that the slope and the penalty promise for the whole step.</summary>
    private double Promised(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        for (var at = 0; at < weights.Length; at++)
        {
            if (_next[at] != weights[at])
            {
                sum += (_gradient[at] * (_next[at] - weights[at])) + (_penalty[at] * (Math.Abs(_next[at]) - Math.Abs(weights[at])));
            }
        }

        return sum;
    }

    /// <summary>Steps towards the model's minimum, halving until the function falls; a length of zero where it does not.</summary>
    private (double Length, double Decrease) Step(double[] weights, double value, double promised, WorkBudget budget)
    {
        var length = 1.0;
        for (var backtrack = 0; backtrack < MaxBacktracks; backtrack++, length /= 2)
        {
            budget.ThrowIfCancelled();
            _next.CopyTo(_trial, 0);
            for (var at = 0; length < 1 && at < _trial.Length; at++)
            {
                _trial[at] = weights[at] + (length * (_next[at] - weights[at]));
            }

            var trial = _objective.Evaluate(_trial, _trialGradient) + Penalty(_trial);
            if (trial <= value + (SufficientDecrease * length * promised))
            {
                _trial.CopyTo(weights, 0);
                _trialGradient.CopyTo(_gradient, 0);
                return (length, value - trial);
            }
        }

        return (0, 0);
    }
}
