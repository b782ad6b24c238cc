using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;

namespace Isl.Grains.Optimisation;

/// <summary>
/// Backward induction over a grid of states: the best decisions in each state, on average over draws, given that later ones are best too. From it
/// come a plan fixed in advance, where the mean of what is handed on leads, and a policy that reacts to what was seen.
/// </summary>
/// <remarks>
/// Source: Bellman (1957), Dynamic programming; Puterman (1994), Markov decision processes, section 4.5. Between points of the grid the value is a
/// straight line; the grid is drawn closer about the plan as long as chance hands nothing on.
/// </remarks>
internal sealed class GridPlanner
{
    /// <summary>Most numbers of a state.</summary>
    public const int MostNumbers = 3;

    /// <summary>Most variables decided upon.</summary>
    private const int MostDecisions = 3;

    /// <summary>Most pairs of a state and decisions in one induction, and runs of the model that it aims at: about a second.</summary>
    private const double MostPairs = 1e6;
    private const double MostRuns = 4e6;
    private const int FewestDraws = 8;
    private const int MostDraws = 32;
    private const int Refinements = 3;
    private const double Closer = 0.3;

    /// <summary>What breaking a limit of a variable costs for each unit, in the largest objectives: far more than utility can bring.</summary>
    private const double Penalty = 1e6;

    /// <summary>The same of a state that leaves nothing to decide.</summary>
    private const double DeadEnd = 1e9;

    private readonly PlanProblem _problem;
    private readonly StateSpace _space;
    private readonly StepLanes _lanes;
    private readonly PlanGoal _goal;
    private readonly int _points;
    private readonly int _choices;
    private readonly int _draws;
    private readonly StateGrid[] _values;
    private readonly double[][] _path;
    private double[]? _centre;
    private double _reach = 1;

    /// <summary>Prepares.</summary>
    public GridPlanner(PlanProblem problem, StateSpace space, StepLanes lanes, PlanGoal goal)
    {
        (_problem, _space, _lanes, _goal) = (problem, space, lanes, goal);
        (_points, _choices) = (PointsOf(space), ChoicesOf(problem));
        _draws = lanes.IsRandom ? (int)Math.Clamp(MostRuns / PairsOf(problem, space), FewestDraws, MostDraws) : 1;
        _values = new StateGrid[problem.Horizon];
        Policy = new StateGrid[problem.Horizon];
        _path = new double[problem.Horizon][];
    }

    /// <summary>By step, the decisions in each state.</summary>
    public StateGrid[] Policy { get; }

    /// <summary>Whether a problem has few enough numbers in its state, decisions and steps.</summary>
    public static bool Fits(PlanProblem problem, StateSpace space) =>
        space.Count is > 0 and <= MostNumbers && problem.Decisions.Length <= MostDecisions && problem.Horizon > 1
        && PairsOf(problem, space) <= MostPairs;

    /// <summary>The plan; null where the grid shows none within the limits.</summary>
    public double[]? Solve(WorkBudget budget)
    {
        var handed = _lanes.HandedRanges();
        double[]? best = null;
        for (var pass = 0; pass <= Refinements && !budget.IsSpent; pass++)
        {
            if (!Induct(handed, budget) || Roll(budget) is not { } plan)
            {
                return best;
            }

            best = plan;
            if (_lanes.HandsOnChance)
            {
                break; // the policy is wanted for all that chance may hand on
            }

            (_centre, _reach) = (plan, _reach * Closer);
        }

        return best;
    }

    /// <summary>Whether there was time for all steps.</summary>
    private bool Induct((double Low, double High)[][] handed, WorkBudget budget)
    {
        for (var step = _problem.Horizon - 1; step >= 0; step--)
        {
            budget.ThrowIfCancelled();
            if (budget.IsSpent)
            {
                return false;
            }

            var ranges = _space.Ranges(step);
            for (var lag = 0; lag < _problem.Lags.Length; lag++)
            {
                if (_space.PlaceOf(lag) is >= 0 and var place)
                {
                    ranges[place] = handed[step][lag];
                }
            }

            for (var i = 0; i < ranges.Length && _centre is not null; i++)
            {
                var (far, about) = (_reach * (ranges[i].High - ranges[i].Low), _path[step][i]);
                ranges[i] = (Math.Max(ranges[i].Low, about - far), Math.Min(ranges[i].High, about + far));
            }

            (_values[step], Policy[step]) = (new StateGrid(ranges, _points, 1), new StateGrid(ranges, _points, _problem.Decisions.Length));
            var states = Enumerable.Range(0, _values[step].Count).Select(_values[step].StateAt).ToList();
            foreach (var (state, value, choice) in Choose(step, states, budget))
            {
                _values[step][state][0] = value;
                choice.CopyTo(Policy[step][state]);
            }
        }

        return true;
    }

    /// <summary>The best decisions in each of several states.</summary>
    private IEnumerable<(int State, double Value, double[] Choice)> Choose(int step, List<double[]> states, WorkBudget budget)
    {
        var options = new List<(int State, double[] Decisions)>();
        for (var state = 0; state < states.Count; state++)
        {
            options.AddRange(Options(step, states[state]).Where(one => _space.Affords(states[state], one)).Select(one => (state, one)));
        }

        var worth = Worth(step, states, options, budget);
        var best = Enumerable.Repeat(-1, states.Count).ToArray();
        for (var i = 0; i < options.Count; i++)
        {
            var state = options[i].State;
            best[state] = best[state] < 0 || worth[i] > worth[best[state]] ? i : best[state];
        }

        for (var state = 0; state < best.Length; state++)
        {
            yield return best[state] >= 0
                ? (state, worth[best[state]], options[best[state]].Decisions)
                : (state, -DeadEnd * _lanes.Largest, [.. _problem.Decisions.Select(own => Math.Clamp(own.Start, own.Low, own.High))]);
        }
    }

    private double[] Worth(int step, List<double[]> states, List<(int State, double[] Decisions)> options, WorkBudget budget)
    {
        var worth = new double[options.Count];
        var next = new double[_space.Count];
        var handed = new double[_problem.Lags.Length];
        Span<double> later = [0];
        var perBlock = BlockProgram.BlockSize / _draws;
        for (var from = 0; from < options.Count; from += perBlock)
        {
            budget.ThrowIfCancelled();
            var count = Math.Min(perBlock, options.Count - from);
            var outputs = _lanes.Run(step, count, _draws, i => (states[options[from + i].State], options[from + i].Decisions), budget);
            for (var i = 0; i < count; i++)
            {
                var (state, decisions) = options[from + i];
                var value = _problem.Weight(step) * _lanes.Utility(_goal, i * _draws, _draws);
                value -= Penalty * _lanes.Largest * _lanes.Missed(i * _draws, _draws);
                var paths = step + 1 == _problem.Horizon ? 0 : _lanes.HandsOnChance ? _draws : 1; // else all draws hand on the same
                for (var draw = i * _draws; draw < (i * _draws) + paths; draw++)
                {
                    for (var lag = 0; lag < handed.Length; lag++)
                    {
                        handed[lag] = outputs[outputs.Length - handed.Length + lag][draw];
                    }

                    _space.Move(states[state], decisions, handed, next);
                    _values[step + 1].Read(next, later);
                    value += later[0] / paths;
                }

                worth[from + i] = double.IsNaN(value) ? double.NegativeInfinity : value;
            }
        }

        return worth;
    }

    /// <summary>All that may be decided in a state: points along what each decision may be, and no change.</summary>
    private IEnumerable<double[]> Options(int step, double[] state)
    {
        var lists = new List<List<double>>();
        for (var i = 0; i < _problem.Decisions.Length; i++)
        {
            var own = _problem.Decisions[i];
            var (low, high) = _space.Allowed(step, state, i);
            if (!own.Values.IsEmpty)
            {
                lists.Add([.. own.Values.Where(value => value >= low - Small(low) && value <= high + Small(high))]);
                continue;
            }

            if (_centre is { } centre && Math.Clamp(centre[_problem.At(step, i)], low, high) is var about)
            {
                var widest = _problem.Reach(step, i);
                var far = _reach * (widest.High - widest.Low);
                (low, high) = (Math.Max(low, about - far), Math.Min(high, about + far));
            }

            lists.Add(low > high ? [] : low == high ? [low] : [.. Enumerable.Range(0, _choices).Select(k =>
                low + ((high - low) * k / (_choices - 1)))]);
            if (_space.LastIn(state, i) is { } last && last > low && last < high)
            {
                lists[i].Add(last);
            }
        }

        return lists.Aggregate(
            (IEnumerable<double[]>)[[]], (found, list) => found.SelectMany(begun => list.Select(value => (double[])[.. begun, value])));
    }

    /// <summary>The plan that follows the induction where the mean leads.</summary>
    private double[]? Roll(WorkBudget budget)
    {
        var plan = new double[_problem.Size];
        var (state, next) = (_space.Start, new double[_space.Count]);
        for (var step = 0; step < _problem.Horizon; step++)
        {
            _path[step] = state;
            var (_, value, choice) = Choose(step, [state], budget).First();
            if (value <= -DeadEnd * _lanes.Largest)
            {
                return null;
            }

            choice.CopyTo(plan, _problem.At(step, 0));
            var outputs = _lanes.Run(step, 1, _draws, _ => (state, choice), budget);
            var handed = outputs[^_problem.Lags.Length..].Select(values => values.AsSpan(0, _draws).ToArray().Average()).ToArray();
            _space.Move(state, choice, handed, next);
            state = [.. next];
        }

        return PlanLimits.Keeps(_problem, plan) ? plan : null;
    }

    private static int PointsOf(StateSpace space) => space.Count switch { <= 1 => 81, 2 => 25, _ => 11 };

    private static int ChoicesOf(PlanProblem problem) => problem.Decisions.Length switch { 1 => 21, 2 => 9, _ => 5 };

    /// <summary>Pairs of a state and decisions in one induction.</summary>
    private static double PairsOf(PlanProblem problem, StateSpace space) =>
        Math.Pow(PointsOf(space), space.Count) * problem.Horizon
        * problem.Decisions.Aggregate(1.0, (pairs, own) => pairs * (own.Values.IsEmpty ? ChoicesOf(problem) + 1 : own.Values.Length));

    private static double Small(double value) => double.IsFinite(value) ? 1e-9 * Math.Max(1, Math.Abs(value)) : 0;
}
