using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;
using Isl.Grains.Numerics.LinearPrograms;

namespace Isl.Grains.Optimisation;

/// <summary>Solves problems whose totals are linear or concave quadratic polynomials of the decisions: one program over all steps, exact.</summary>
internal sealed class LinearEngine : IPlanEngine
{
    /// <summary>How far a quadratic least total may be missed, relative to it or 1.</summary>
    private const double CutTolerance = 1e-9;
    private const int MostCuts = 300;
    private const double ProofTolerance = 1e-6;

    private static readonly FoundOrNot None = new(null);

    private readonly PlanProblem _problem;
    private readonly Polynomial[][] _outcomes;
    private readonly Polynomial[][] _utilities;
    private readonly Polynomial[] _totals;
    private readonly (Polynomial Mean, string Variable, double Low, double High, StateLimit Limit)[] _limits;

    private LinearEngine(PlanProblem problem, Polynomial[][] outcomes, Polynomial[][] utilities, Polynomial[] totals,
        (Polynomial Mean, string Variable, double Low, double High, StateLimit Limit)[] limits)
    {
        (_problem, _outcomes, _utilities, _totals, _limits) = (problem, outcomes, utilities, totals, limits);
        IsQuadratic = totals.Any(total => total.Degree > 1);
    }

    /// <inheritdoc/>
    public string Method => IsQuadratic ? "quadratic_program" : IsWhole ? "mixed_integer_program" : "linear_program";

    /// <inheritdoc/>
    public bool IsExact => true;

    private bool IsQuadratic { get; }

    private bool IsWhole => _problem.Decisions.Any(decision => !decision.Values.IsEmpty);

    /// <summary>The engine of a problem; null where the problem is not of this kind.</summary>
    public static LinearEngine? For(PlanProblem problem)
    {
        if (StepAlgebra.Of(problem) is not { } steps)
        {
            return null;
        }

        var algebra = new UtilityAlgebra(problem);
        var (outcomes, utilities) = (new List<Polynomial[]>(), new List<Polynomial[]>());
        foreach (var objective in problem.ObjectiveVariables)
        {
            var means = steps.Select(step => algebra.Mean(step[objective])).ToArray();
            var risks = problem.Setting.RiskAversion == 0
                ? [.. means.Select(_ => new Polynomial())]
                : steps.Select(step => algebra.Variance(step[objective])).ToArray();
            if (means.Contains(null) || risks.Contains(null))
            {
                return null;
            }

            outcomes.Add(means!);
            utilities.Add([.. means.Select((mean, step) => Polynomial
                .Sum(mean!, risks[step]!, -problem.Setting.RiskAversion / 2)
                .Times(problem.Weight(step)))]);
        }

        var totals = utilities.Select(steps => steps.Aggregate(new Polynomial(), (sum, one) => sum.Add(one))).ToArray();
        var limits = problem.Limits
            .SelectMany(limit => steps.Select(step => (Mean: algebra.Mean(step[limit.Variable]), limit.Variable, limit.Low, limit.High,
                Limit: limit)))
            .ToArray();
        var fits = limits.All(limit => limit.Mean is { Degree: <= 1 })
            && totals.All(total => Curvature.IsConcave(total, problem.Size))
            && !(totals.Any(total => total.Degree > 1) && problem.Decisions.Any(decision => !decision.Values.IsEmpty));
        return fits ? new LinearEngine(problem, [.. outcomes], [.. utilities], totals, limits!) : null;
    }

    /// <inheritdoc/>
    public PlanValues Evaluate(double[] plan, WorkBudget budget) => new(
        [.. _outcomes.Select(steps => steps.Select(step => step.At(plan)).ToArray())],
        [.. _utilities.Select(steps => steps.Select(step => step.At(plan)).ToArray())],
        new double[_totals.Length]);

    /// <inheritdoc/>
    public PlanFound? Maximise(PlanGoal goal, WorkBudget budget) =>
        (Maximise(goal, byTangents: false, budget) ?? Maximise(goal, byTangents: true, budget))!.Found;

    /// <summary>The best plan; null where the quadratic solver gave up, so that tangents have to do.</summary>
    private FoundOrNot? Maximise(PlanGoal goal, bool byTangents, WorkBudget budget)
    {
        var feasible = new FeasibleSet(_problem);
        var sum = SumOf(goal);
        var level = byTangents ? feasible.Program.AddColumn(double.NegativeInfinity, double.PositiveInfinity, 1) : -1;
        AddObjective(feasible.Program, byTangents ? new Polynomial() : sum);
        AddLimits(feasible);
        AddFloors(feasible.Program, goal);
        var tangents = byTangents ? new Tangents(feasible.Program, sum, level) : null;
        tangents?.Add(Inside(), double.PositiveInfinity);
        for (var cut = 0; ; cut++)
        {
            var solution = feasible.Program.Solve(budget);
            if (solution.Status == ProgramStatus.Stopped && feasible.Program.IsQuadratic)
            {
                return null;
            }

            if (solution.Status == ProgramStatus.Infeasible)
            {
                return None;
            }

            if (solution.Status == ProgramStatus.Unbounded)
            {
                throw Unbounded(goal);
            }

            var plan = feasible.PlanOf(solution.Values);
            var mayCut = cut < MostCuts && !budget.IsSpent;
            if (!(mayCut && AddCuts(feasible.Program, goal, plan)) && !(mayCut && (tangents?.Add(plan, solution.Values[level]) ?? false)))
            {
                plan = tangents?.Best ?? plan;
                var bound = byTangents ? solution.Values[level] : Offset(goal) + solution.Bound;
                return Finish(goal, feasible, solution, plan, bound, sum, budget);
            }
        }
    }

    private FoundOrNot? Finish(
        PlanGoal goal, FeasibleSet feasible, ProgramSolution solution, double[] plan, double bound, Polynomial sum, WorkBudget budget)
    {
        if (feasible.Program.IsQuadratic && !IsProven(goal, sum, plan, budget))
        {
            return null;
        }

        var value = goal.Of([.. _totals.Select(total => total.At(plan))]);
        return new FoundOrNot(new PlanFound(plan, value, Math.Max(value, bound), feasible.Prices(solution), !solution.IsOptimal));
    }

    /// <summary>Cuts off a plan that misses a quadratic least total; false where it misses none.</summary>
    /// <remarks>The total is concave, so that its tangents are above it: each cuts off the plan and nothing that reaches the floor.</remarks>
    private bool AddCuts(LinearProgram program, PlanGoal goal, double[] plan)
    {
        var missed = false;
        for (var i = 0; i < _totals.Length; i++)
        {
            var (total, floor) = (_totals[i], goal.Floors[i]);
            if (total.Degree > 1 && total.At(plan) < floor - (CutTolerance * Math.Max(1, Math.Abs(floor))))
            {
                var gradient = total.GradientAt(plan);
                var shift = total.At(plan) - gradient.Zip(plan, (slope, x) => slope * x).Sum();
                program.AddRow(Terms(gradient), floor - shift, double.PositiveInfinity);
                missed = true;
            }
        }

        return missed;
    }

    private double Offset(PlanGoal goal) => goal.Of([.. _totals.Select(total => Coefficient(total, Monomial.One))]);

    private static double Coefficient(Polynomial polynomial, Monomial monomial) =>
        polynomial.Terms.FirstOrDefault(term => term.Key == monomial).Value;

    /// <summary>Does no plan reach more on the tangent at this one? The tangent is above a concave total, so then none reaches more at all.</summary>
    /// <remarks>Source: Frank and Wolfe (1956), An algorithm for quadratic programming, for this gap.</remarks>
    private bool IsProven(PlanGoal goal, Polynomial sum, double[] plan, WorkBudget budget)
    {
        var gradient = sum.GradientAt(plan);
        var feasible = new FeasibleSet(_problem);
        foreach (var (column, slope) in Terms(gradient))
        {
            feasible.Program.AddCost(column, slope);
        }

        AddLimits(feasible);
        AddFloors(feasible.Program, goal);
        var most = feasible.Program.Solve(budget);
        var here = gradient.Zip(plan, (slope, x) => slope * x).Sum();
        return !most.IsOptimal || goal.Floors.Where((floor, i) => double.IsFinite(floor) && _totals[i].Degree > 1).Any()
            || most.Objective - here <= ProofTolerance * Math.Max(1, Math.Abs(sum.At(plan)));
    }

    private Polynomial SumOf(PlanGoal goal)
    {
        var sum = new Polynomial();
        for (var i = 0; i < _totals.Length; i++)
        {
            sum.Add(_totals[i], goal.Weights[i]);
        }

        return sum;
    }

    /// <summary>A plan at which the first tangent touches.</summary>
    private double[] Inside() => [.. Enumerable.Range(0, _problem.Size).Select(at =>
    {
        var own = _problem.Decisions[at % _problem.Decisions.Length];
        return Math.Clamp(own.Start, own.Low, own.High);
    })];

    private static void AddObjective(LinearProgram program, Polynomial sum)
    {
        foreach (var (monomial, coefficient) in sum.Terms)
        {
            if (monomial.Degree == 1)
            {
                program.AddCost(monomial.A, coefficient);
            }
            else if (monomial.Degree == 2)
            {
                program.AddProduct(monomial.A, monomial.B, coefficient);
            }
        }
    }

    private void AddLimits(FeasibleSet feasible)
    {
        foreach (var (mean, _, low, high, limit) in _limits)
        {
            var offset = Coefficient(mean, Monomial.One);
            var terms = mean.Terms.Where(term => term.Key.Degree == 1).Select(term => (term.Key.A, term.Value));
            feasible.AddRow(
                terms,
                low - offset,
                high - offset,
                limit.Keys.GetValueOrDefault(LimitKind.Low),
                limit.Keys.GetValueOrDefault(LimitKind.High));
        }
    }

    private void AddFloors(LinearProgram program, PlanGoal goal)
    {
        for (var i = 0; i < _totals.Length; i++)
        {
            if (double.IsFinite(goal.Floors[i]) && _totals[i].Degree <= 1)
            {
                program.AddRow(
                    _totals[i].Terms.Where(term => term.Key.Degree == 1).Select(term => (term.Key.A, term.Value)),
                    goal.Floors[i] - Coefficient(_totals[i], Monomial.One),
                    double.PositiveInfinity);
            }
        }
    }

    private InputException Unbounded(PlanGoal goal)
    {
        var free = Enumerable.Range(0, _problem.Decisions.Length)
            .Where(i => !double.IsFinite(_problem.Reach(_problem.Horizon - 1, i).Low) || !double.IsFinite(_problem.Reach(_problem.Horizon - 1, i)
                .High))
            .Select(i => _problem.Decisions[i].Variable)
            .Where(name => _totals.Where((_, i) => goal.Weights[i] > 0).Any())
            .ToList();
        return NoBound.Of(free, _problem);
    }

    private static List<(int Column, double Coefficient)> Terms(double[] gradient) =>
        [.. gradient.Select((slope, i) => (i, slope)).Where(term => term.slope != 0)];

    /// <summary>A plan, or that there is none.</summary>
    private sealed record FoundOrNot(PlanFound? Found);

    /// <summary>A concave total as the least of its tangents, one for each plan tried.</summary>
    private sealed class Tangents(LinearProgram program, Polynomial sum, int level)
    {
        private const double Tolerance = 1e-7;

        /// <summary>The best plan tried that meets all limits.</summary>
        public double[]? Best { get; private set; }

        /// <summary>Adds the tangent at a plan; false where the best plan is as good as the tangents allow.</summary>
        public bool Add(double[] plan, double allowed)
        {
            if (double.IsFinite(allowed))
            {
                Best = Best is null || sum.At(plan) > sum.At(Best) ? plan : Best;
                if (allowed - sum.At(Best) <= Tolerance * Math.Max(1, Math.Abs(sum.At(Best))))
                {
                    return false;
                }
            }

            var gradient = sum.GradientAt(plan);
            var shift = sum.At(plan) - gradient.Zip(plan, (slope, x) => slope * x).Sum();
            program.AddRow([.. Terms(gradient).Select(term => (term.Column, -term.Coefficient)), (level, 1)], double.NegativeInfinity, shift);
            return true;
        }
    }
}
