using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Optimisation;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;

namespace Isl.Grains.Optimisation;

/// <summary>
/// Solves what is not linear or concave quadratic: expected values are means over draws that all plans share, searches begin from many plans, and
/// interval
/// arithmetic bounds what any plan can bring.
/// </summary>
/// <remarks>
/// Source: Shapiro, Dentcheva and Ruszczyński (2009), Lectures on stochastic programming, chapter 5 (sample average approximation). The bound gives
/// every
/// plan the knowledge of its draws where steps hand something on (information relaxation without penalty: Brown, Smith and Sun 2010).
/// </remarks>
internal sealed class SearchEngine : IPlanEngine
{
    private const int Points = 241;
    private const int CellsPerPoint = 2;

    /// <summary>A bound as near to the best plan as this share needs no tightening.</summary>
    private const double Near = 1e-3;
    private const int TargetsPerDecision = 7;
    private const int MostStarts = 10;
    private const int ValueBlocks = 32;

    private readonly PlanProblem _problem;
    private readonly PlanMeasure _measure;
    private readonly StepSimulation _step;
    private readonly PlanSample _sample;
    private readonly StateSpace _space;
    private readonly StepLanes _lanes;
    private PlanSample? _fresh;
    private GridPlanner? _planner;
    private bool _isLate;

    /// <summary>Compiles the problem and makes its draws.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="shelf">Where distributions come from.</param>
    /// <param name="cancellation">Stops it.</param>
    public SearchEngine(PlanProblem problem, DistributionShelf shelf, CancellationToken cancellation)
    {
        _problem = problem;
        _step = new StepSimulation(problem, shelf, cancellation);
        _measure = new PlanMeasure(problem, _step, 1, cancellation);
        var single = _step.IsMemoryless ? problem with { Setting = problem.Setting with { Horizon = 1 } } : problem;
        _sample = new PlanSample(single, _step, 1, 0, fresh: false, cancellation);
        _space = new StateSpace(problem);
        _lanes = new StepLanes(problem, _step, _sample, _space);
        var free = problem.Decisions.Where((_, i) => problem.Reach(problem.Horizon - 1, i) is var reach
            && !(double.IsFinite(reach.Low) && double.IsFinite(reach.High))).Select(decision => decision.Variable).ToList();
        if (free.Count > 0)
        {
            throw NoBound.Of(free, problem);
        }
    }

    /// <inheritdoc/>
    public string Method => IsOneLevel || GridPlanner.Fits(_problem, _space) ? "dynamic_programming" : "sample_average_approximation";

    /// <inheritdoc/>
    public bool IsExact => false;

    private bool IsOneLevel => _step.IsMemoryless && _problem.Decisions.Length == 1 && _problem.Limits.IsEmpty;

    /// <inheritdoc/>
    public PlanValues Evaluate(double[] plan, WorkBudget budget) =>
        (_fresh ??= new PlanSample(_problem, _step, Math.Max(1, ValueBlocks / (_step.IsMemoryless ? 1 : _problem.Horizon)), 1, fresh: true,
            budget.Cancellation))
            .Run(plan, budget).Values;

    /// <inheritdoc/>
    public ClosedLoopValue? Reacting(double[] plan, WorkBudget budget) => _planner is { } planner && _lanes.HandsOnChance && _problem.Limits.IsEmpty
        ? PolicyRun.Of(_problem, _step, _space, planner.Policy, plan, Math.Max(1, ValueBlocks / _problem.Horizon), budget)
        : null;

    /// <summary>Totals on the draws that plans are compared by.</summary>
    public double[] Totals(double[] plan, WorkBudget budget) => _measure.At(plan, budget)[.._problem.ObjectiveVariables.Length];

    /// <inheritdoc/>
    public PlanFound? Maximise(PlanGoal goal, WorkBudget budget)
    {
        var search = new LocalSearch(_problem, _measure, goal);
        var bound = double.PositiveInfinity;
        var starts = new List<double[]>();
        var hasFloors = goal.Floors.Any(double.IsFinite); // of a front, whose plans need no bound
        if (IsOneLevel)
        {
            if (new LevelPlanner(_problem, [.. PointLevels(goal, budget)]).Solve(budget.Cancellation).Plan is { } path)
            {
                starts.Add(path);
            }

            bound = hasFloors ? bound : new LevelPlanner(_problem, [.. CellLevels(goal, budget)]).Solve(budget.Cancellation).Bound;
        }

        if (!IsOneLevel && !hasFloors && GridPlanner.Fits(_problem, _space)) // it knows no floors
        {
            _planner = new GridPlanner(_problem, _space, _lanes, goal);
            if (_planner.Solve(budget) is { } path)
            {
                starts.Add(path);
            }
        }

        starts.AddRange(Targets(goal, budget).Select(target => PlanPaths.Towards(_problem, target)).OfType<double[]>());
        LocalSearch.Candidate? best = null;
        var judged = starts.DistinctBy(plan => string.Join(' ', plan)).Select(plan => search.Judge(plan, budget))
            .OrderBy(one => one.Missed).ThenByDescending(one => one.Value).Take(MostStarts).ToList();
        foreach (var (at, start) in judged.Index())
        {
            budget.Progress?.Tell(ProgressStage.Plans, at, judged.Count);
            if (best is not null && budget.IsSpent)
            {
                break;
            }

            var found = search.Improve(start.Plan, budget);
            best = best is null || found.IsBetterThan(best) ? found : best;
        }

        if (!hasFloors && !(best is { IsFeasible: true } && bound - best.Value <= Near * Math.Abs(best.Value)))
        {
            bound = Math.Min(bound, BoundOf(goal, plan => best = Tried(search, plan, best, budget), budget));
        }

        return best is { IsFeasible: true }
            ? new PlanFound(best.Plan, best.Value, Math.Max(best.Value, bound), new Dictionary<string, double>(), budget.IsSpent || _isLate)
            : null;
    }

    /// <summary>The better of a plan, improved where it is promising, and the best so far.</summary>
    private LocalSearch.Candidate? Tried(LocalSearch search, double[] plan, LocalSearch.Candidate? best, WorkBudget budget)
    {
        if (!PlanLimits.Keeps(_problem, plan))
        {
            return best;
        }

        var next = search.Judge(plan, budget);
        return best is null || next.IsBetterThan(best) ? search.Improve(next.Plan, budget) : best;
    }

    private double BoundOf(PlanGoal goal, Func<double[], LocalSearch.Candidate?> attempt, WorkBudget budget)
    {
        var bound = double.PositiveInfinity;
        if (StepPaths.Of(_problem, _step, _sample) is { } paths)
        {
            var relaxation = new PlanRelaxation(_problem, new StepRelaxation(_problem, _step, _sample, paths, goal));
            bound = relaxation.Tighten(
                plan => attempt(plan) is { IsFeasible: true } best ? best.Value : double.NegativeInfinity, goal.IsRough, budget);
            _isLate |= relaxation.IsLate;
        }

        return double.IsFinite(bound) ? bound : new StepBound(_problem, _step, _sample).OfPaths(goal.Weights, budget);
    }

    private IEnumerable<Level> PointLevels(PlanGoal goal, WorkBudget budget) => Grid()
        .Select(x => (X: x, Value: goal.Of(_measure.Step([x], budget))))
        .Where(point => double.IsFinite(point.Value))
        .Select(point => new Level(point.X, point.X, point.Value));

    private List<Level> CellLevels(PlanGoal goal, WorkBudget budget)
    {
        var bound = new StepBound(_problem, _step, _sample);
        var own = _problem.Decisions[0];
        if (!own.Values.IsEmpty)
        {
            return [.. PointLevels(goal, budget)];
        }

        var (low, high) = _problem.Reach(_problem.Horizon - 1, 0);
        var count = Points * CellsPerPoint;
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                var cell = new Interval(low + ((high - low) * i / count), low + ((high - low) * (i + 1) / count));
                return new Level(cell.Low, cell.High, bound.Once([cell], goal.Weights, budget));
            }),
        ];
    }

    private IEnumerable<double> Grid()
    {
        var own = _problem.Decisions[0];
        var (low, high) = _problem.Reach(_problem.Horizon - 1, 0);
        return own.Values.IsEmpty
            ? Enumerable.Range(0, Points).Select(i => low + ((high - low) * i / (Points - 1))).Append(Math.Clamp(own.Start, low, high)).Distinct()
                .Order()
            : own.Values;
    }

    /// <summary>Where decisions might go: nowhere, to single values alone and together, and where a step is best.</summary>
    private IEnumerable<double[]> Targets(PlanGoal goal, WorkBudget budget)
    {
        double[] start = [.. _problem.Decisions.Select(decision => decision.Start)];
        yield return start;
        var reach = Enumerable.Range(0, start.Length).Select(i => _problem.Reach(_problem.Horizon - 1, i)).ToArray();
        for (var part = 0; part < TargetsPerDecision; part++)
        {
            var share = (double)part / (TargetsPerDecision - 1);
            yield return [.. reach.Select(one => one.Low + (share * (one.High - one.Low)))];
            for (var i = 0; i < start.Length && start.Length > 1; i++)
            {
                var target = (double[])start.Clone();
                target[i] = reach[i].Low + (share * (reach[i].High - reach[i].Low));
                yield return target;
            }
        }

        if (_step.IsMemoryless)
        {
            yield return BestStep(goal, reach, budget);
        }
    }

    /// <summary>The best of a grid over one step's decisions, of some thousand points at most.</summary>
    private double[] BestStep(PlanGoal goal, (double Low, double High)[] reach, WorkBudget budget)
    {
        var sides = Math.Max(2, (int)Math.Pow(2000, 1.0 / reach.Length));
        double[]? best = null;
        var most = double.NegativeInfinity;
        var total = reach.Length > 10 ? 1 << 10 : (long)Math.Pow(sides, reach.Length);
        for (var at = 0L; at < total && !budget.IsSpent; at++)
        {
            var (rest, point) = (at, new double[reach.Length]);
            for (var i = 0; i < reach.Length; i++)
            {
                (rest, var place) = Math.DivRem(rest, sides);
                point[i] = reach[i].Low + ((reach[i].High - reach[i].Low) * place / (sides - 1));
            }

            var value = goal.Of(_measure.Step(point, budget));
            if (best is null || value > most)
            {
                (best, most) = (point, value);
            }
        }

        return best ?? [.. reach.Select(one => one.Low)];
    }
}
