using Isl.Grains.Numerics;

namespace Isl.Grains.Optimisation;

/// <summary>
/// Totals of the objectives, and expected values of limited variables in each step, as one function of the plan, with slopes; on the same draws
/// each time.
/// </summary>
internal sealed class PlanMeasure
{
    /// <summary>Part of a decision's reach that differences are taken over.</summary>
    private const double DifferenceShare = 1e-4;
    private const int MostHeld = 50_000;

    private readonly PlanProblem _problem;
    private readonly PlanSample _sample;
    private readonly PlanProblem _single;
    private readonly Dictionary<StepKey, double[]> _held = [];
    private readonly bool _isMemoryless;

    /// <summary>Makes the draws.</summary>
    public PlanMeasure(PlanProblem problem, StepSimulation step, int blocks, CancellationToken cancellation)
    {
        _problem = problem;
        _isMemoryless = step.IsMemoryless;
        _single = _isMemoryless ? problem with { Setting = problem.Setting with { Horizon = 1 } } : problem;
        _sample = new PlanSample(_single, step, blocks, 0, fresh: false, cancellation);
    }

    /// <summary>Objectives, then limited variables step by step.</summary>
    public int Outputs => Objectives + (_problem.Limits.Length * _problem.Horizon);

    private int Objectives => _problem.ObjectiveVariables.Length;

    /// <summary>The function's value; not finite where a formula is not.</summary>
    public double[] At(ReadOnlySpan<double> plan, WorkBudget budget)
    {
        var values = new double[Outputs];
        if (!_isMemoryless)
        {
            var (brought, limited) = _sample.Run(plan, budget);
            brought.Totals.CopyTo(values, 0);
            Array.ForEach([.. limited.SelectMany((steps, limit) => steps.Select((value, step) => (limit, step, value)))], one =>
                values[PlaceOf(one.limit, one.step)] = one.value);
            return values;
        }

        for (var step = 0; step < _problem.Horizon; step++)
        {
            var own = Step(plan.Slice(_problem.At(step, 0), _problem.Decisions.Length), budget);
            for (var i = 0; i < Objectives; i++)
            {
                values[i] += _problem.Weight(step) * own[i];
            }

            for (var limit = 0; limit < _problem.Limits.Length; limit++)
            {
                values[PlaceOf(limit, step)] = own[Objectives + limit];
            }
        }

        return values;
    }

    /// <summary>What one step brings, undiscounted, where steps are alike: objectives, then limited variables.</summary>
    public double[] Step(ReadOnlySpan<double> decisions, WorkBudget budget)
    {
        var key = new StepKey(decisions.ToArray());
        if (_held.TryGetValue(key, out var held))
        {
            return held;
        }

        var (brought, limited) = _sample.Run(decisions, budget);
        double[] values = [.. brought.Totals, .. limited.Select(steps => steps[0])];
        if (_held.Count < MostHeld)
        {
            _held[key] = values;
        }

        return values;
    }

    /// <summary>Slopes by output and number of the plan.</summary>
    public double[][] Slopes(double[] plan, WorkBudget budget)
    {
        var slopes = Enumerable.Range(0, Outputs).Select(_ => new double[plan.Length]).ToArray();
        for (var step = 0; step < _problem.Horizon; step++)
        {
            for (var i = 0; i < _problem.Decisions.Length && !budget.IsSpent; i++)
            {
                Differ(plan, step, i, slopes, budget);
            }
        }

        return slopes;
    }

    /// <summary>Place of a limited variable's value in a step.</summary>
    public int PlaceOf(int limit, int step) => Objectives + (limit * _problem.Horizon) + step;

    private void Differ(double[] plan, int step, int i, double[][] slopes, WorkBudget budget)
    {
        var (low, high) = _problem.Reach(step, i);
        var (at, width) = (_problem.At(step, i), (high - low) * DifferenceShare);
        var (below, above) = (Math.Max(low, plan[at] - width), Math.Min(high, plan[at] + width));
        if (!(above > below))
        {
            return;
        }

        var (less, more) = (Moved(below), Moved(above));
        for (var output = 0; output < slopes.Length; output++)
        {
            var slope = (more[output] - less[output]) / (above - below);
            slopes[output][at] = double.IsFinite(slope) ? slope : 0;
        }

        double[] Moved(double value)
        {
            var kept = plan[at];
            plan[at] = value;
            var moved = At(plan, budget);
            plan[at] = kept;
            return moved;
        }
    }

    private readonly record struct StepKey(double[] Values)
    {
        public bool Equals(StepKey other) => Values.AsSpan().SequenceEqual(other.Values);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var value in Values)
            {
                hash.Add(value);
            }

            return hash.ToHashCode();
        }
    }
}
