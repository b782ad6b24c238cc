namespace Isl.Grains.Optimisation;

/// <summary>
/// What a decision depends on besides its step: what was handed on, last decisions, and what is left of the budget and of totals, as far as they can
/// matter.
/// </summary>
internal sealed class StateSpace
{
    private readonly PlanProblem _problem;
    private readonly int[] _lagAt;
    private readonly int[] _lastAt;
    private readonly int[] _totalAt;
    private readonly int _budgetAt = -1;

    /// <summary>Counts what matters.</summary>
    public StateSpace(PlanProblem problem)
    {
        _problem = problem;
        var start = new List<double>();
        var tied = CanExhaust(problem);
        _lastAt = [.. problem.Decisions.Select(decision =>
            double.IsFinite(decision.MostChange) || (tied && decision.Cost > 0)
            || problem.Lags.Any(lag => lag.Variable == decision.Variable) ? Add(decision.Start) : -1)];
        _lagAt = [.. problem.Lags.Select(lag => DecisionOf(lag) is >= 0 and var i ? _lastAt[i] : Add(lag.Start))];
        _totalAt = [.. problem.Decisions.Select(decision => decision.High * problem.Horizon > decision.Total ? Add(0) : -1)];
        if (tied)
        {
            _budgetAt = Add(problem.Budget);
        }

        Start = [.. start];

        int Add(double value)
        {
            start.Add(value);
            return start.Count - 1;
        }
    }

    /// <summary>The state before the first step.</summary>
    public double[] Start { get; }

    /// <summary>How many numbers a state has.</summary>
    public int Count => Start.Length;

    /// <summary>What a lag is in a state.</summary>
    public double LagIn(ReadOnlySpan<double> state, int lag) => state[_lagAt[lag]];

    /// <summary>What a decision was last, in a state; null where that does not matter.</summary>
    public double? LastIn(ReadOnlySpan<double> state, int decision) => _lastAt[decision] < 0 ? null : state[_lastAt[decision]];

    /// <summary>The place of a lag in a state; negative where it is a last decision.</summary>
    public int PlaceOf(int lag) => DecisionOf(_problem.Lags[lag]) >= 0 ? -1 : _lagAt[lag];

    /// <summary>Ranges of the state before a step that limits alone give; of what is handed on, everything.</summary>
    public (double Low, double High)[] Ranges(int step)
    {
        var ranges = Start.Select(_ => (Low: double.NegativeInfinity, High: double.PositiveInfinity)).ToArray();
        for (var i = 0; i < _problem.Decisions.Length; i++)
        {
            var own = _problem.Decisions[i];
            if (_lastAt[i] >= 0)
            {
                ranges[_lastAt[i]] = step == 0 ? (own.Start, own.Start) : _problem.Reach(step - 1, i);
            }

            if (_totalAt[i] >= 0)
            {
                var reach = Enumerable.Range(0, step).Select(earlier => _problem.Reach(earlier, i)).ToList();
                var least = reach.Sum(one => one.Low);
                ranges[_totalAt[i]] = (least, Math.Max(least, Math.Min(reach.Sum(one => one.High), own.Total)));
            }
        }

        if (_budgetAt >= 0)
        {
            ranges[_budgetAt] = step == 0 ? (_problem.Budget, _problem.Budget) : (0, _problem.Budget);
        }

        return ranges;
    }

    /// <summary>What a decision may be in a state, all others staying where they are; nothing where the low end is above the high one.</summary>
    public (double Low, double High) Allowed(int step, ReadOnlySpan<double> state, int i)
    {
        var own = _problem.Decisions[i];
        var (low, high) = (own.Low, own.High);
        if (_lastAt[i] >= 0)
        {
            var left = _budgetAt >= 0 && own.Cost > 0 ? Math.Max(0, state[_budgetAt]) / own.Cost : double.PositiveInfinity;
            var far = Math.Min(own.MostChange, left);
            (low, high) = (Math.Max(low, state[_lastAt[i]] - far), Math.Min(high, state[_lastAt[i]] + far));
        }

        return _totalAt[i] < 0
            ? (low, high)
            : (low, Math.Min(high, own.Total - state[_totalAt[i]] - Enumerable.Range(step + 1, _problem.Horizon - 1 - step)
                .Sum(later => _problem.Reach(later, i).Low)));
    }

    /// <summary>Whether decisions together keep to the budget that is left.</summary>
    public bool Affords(ReadOnlySpan<double> state, ReadOnlySpan<double> decisions) =>
        _budgetAt < 0 || CostOf(state, decisions) <= state[_budgetAt] + (1e-9 * Math.Max(1, _problem.Budget));

    /// <summary>The state after a step.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="decisions">The decisions.</param>
    /// <param name="handed">By lag, its variable's value.</param>
    /// <param name="next">Overwritten.</param>
    public void Move(ReadOnlySpan<double> state, ReadOnlySpan<double> decisions, ReadOnlySpan<double> handed, Span<double> next)
    {
        for (var lag = 0; lag < _lagAt.Length; lag++)
        {
            next[_lagAt[lag]] = handed[lag];
        }

        if (_budgetAt >= 0)
        {
            next[_budgetAt] = Math.Max(0, state[_budgetAt] - CostOf(state, decisions));
        }

        for (var i = 0; i < decisions.Length; i++)
        {
            if (_lastAt[i] >= 0)
            {
                next[_lastAt[i]] = decisions[i];
            }

            if (_totalAt[i] >= 0)
            {
                next[_totalAt[i]] = state[_totalAt[i]] + decisions[i];
            }
        }
    }

    private double CostOf(ReadOnlySpan<double> state, ReadOnlySpan<double> decisions)
    {
        var cost = 0.0;
        for (var i = 0; i < decisions.Length; i++)
        {
            cost += _lastAt[i] < 0 ? 0 : _problem.Decisions[i].Cost * Math.Abs(decisions[i] - state[_lastAt[i]]);
        }

        return cost;
    }

    private int DecisionOf(LaggedVariable lag)
    {
        for (var i = 0; i < _problem.Decisions.Length; i++)
        {
            if (_problem.Decisions[i].Variable == lag.Variable)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether some plan within all other limits costs more than the budget.</summary>
    private static bool CanExhaust(PlanProblem problem)
    {
        if (!problem.HasBudget)
        {
            return false;
        }

        var most = problem.Decisions.Sum(decision => decision.Cost == 0 ? 0
            : decision.Cost * problem.Horizon * Math.Min(
                decision.MostChange, Math.Max(Math.Max(decision.High, decision.Start) - Math.Min(decision.Low, decision.Start), 0)));
        return !(most <= problem.Budget);
    }
}
