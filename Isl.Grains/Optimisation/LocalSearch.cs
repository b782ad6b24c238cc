using Isl.Grains.Numerics;

namespace Isl.Grains.Optimisation;

/// <summary>
/// Improves a plan step by step: its tangent plane, maximised by a linear program over all limits within a trust region; listed values by exchange.
/// </summary>
/// <remarks>Source: Fletcher and Sainz de la Maza (1989), Nonlinear programming and nonsmooth optimization by successive linear
/// programming.</remarks>
internal sealed class LocalSearch(PlanProblem problem, PlanMeasure measure, PlanGoal goal)
{
    private const int MostSteps = 60;
    private const double MostSeconds = 3;
    private const double SmallestRadius = 1e-7;
    private const double Feasible = 1e-9;

    /// <summary>The plan improved as far as this goes, its value and how far it misses the goal's floors and the limits of variables.</summary>
    public Candidate Improve(double[] start, WorkBudget budget)
    {
        var best = Exchange(Judge(start, budget), budget);
        if (problem.Decisions.All(decision => !decision.Values.IsEmpty))
        {
            return best;
        }

        var radius = 0.5;
        for (var step = 0; step < MostSteps && radius > SmallestRadius && !budget.IsSpent; step++)
        {
            var next = Step(best, radius, budget) is { } plan ? Judge(plan, budget) : null;
            if (next is not null && next.IsBetterThan(best))
            {
                radius = Math.Min(1, 2 * radius);
                var gain = next.Value - best.Value;
                var settled = best.Missed <= Feasible && gain <= 1e-11 * Math.Max(1, Math.Abs(best.Value));
                best = next;
                if (settled)
                {
                    break;
                }
            }
            else
            {
                radius /= 4;
            }
        }

        return Exchange(best, budget);
    }

    /// <summary>A plan with its value.</summary>
    public Candidate Judge(double[] plan, WorkBudget budget)
    {
        var outputs = measure.At(plan, budget);
        var missed = 0.0;
        for (var i = 0; i < goal.Floors.Length; i++)
        {
            missed += Short(outputs[i], goal.Floors[i], double.PositiveInfinity);
        }

        for (var limit = 0; limit < problem.Limits.Length; limit++)
        {
            for (var step = 0; step < problem.Horizon; step++)
            {
                missed += Short(outputs[measure.PlaceOf(limit, step)], problem.Limits[limit].Low, problem.Limits[limit].High);
            }
        }

        var value = goal.Of(outputs);
        return new Candidate(plan, double.IsFinite(value) ? value : double.NegativeInfinity, double.IsNaN(missed) ? double.PositiveInfinity : missed);
    }

    private static double Short(double value, double low, double high) => Math.Max(0, Math.Max(
        double.IsFinite(low) ? (low - value) / Math.Max(1, Math.Abs(low)) : 0,
        double.IsFinite(high) ? (value - high) / Math.Max(1, Math.Abs(high)) : 0));

    private double[]? Step(Candidate from, double radius, WorkBudget budget)
    {
        var slopes = measure.Slopes(from.Plan, budget);
        var here = measure.At(from.Plan, budget);
        var feasible = new FeasibleSet(problem);
        for (var at = 0; at < problem.Size; at++)
        {
            var (step, i) = Math.DivRem(at, problem.Decisions.Length);
            var reach = problem.Reach(step, i);
            var room = problem.Decisions[i].Values.IsEmpty ? radius * Math.Max(reach.High - reach.Low, 0) : 0;
            feasible.Program.Tighten(at, from.Plan[at] - room, from.Plan[at] + room);
            feasible.Program.AddCost(at, goal.Weights.Select((weight, k) => weight == 0 ? 0 : weight * slopes[k][at]).Sum());
        }

        AddTangents(feasible, from.Plan, here, slopes);
        var solution = feasible.Program.Solve(budget, MostSeconds);
        return solution.IsOptimal && feasible.PlanOf(solution.Values) is var plan && PlanLimits.Keeps(problem, plan) ? plan : null;
    }

    private void AddTangents(FeasibleSet feasible, double[] plan, double[] here, double[][] slopes)
    {
        for (var i = 0; i < goal.Floors.Length; i++)
        {
            Add(i, goal.Floors[i], double.PositiveInfinity);
        }

        for (var limit = 0; limit < problem.Limits.Length; limit++)
        {
            for (var step = 0; step < problem.Horizon; step++)
            {
                Add(measure.PlaceOf(limit, step), problem.Limits[limit].Low, problem.Limits[limit].High);
            }
        }

        void Add(int output, double low, double high)
        {
            if (!double.IsFinite(low) && !double.IsFinite(high))
            {
                return;
            }

            var shift = here[output] - slopes[output].Zip(plan, (slope, x) => slope * x).Sum();
            feasible.Program.AddRow(
                slopes[output].Select((slope, at) => (at, slope)).Where(term => term.slope != 0), low - shift, high - shift);
        }
    }

    /// <summary>Tries every other listed value in one step, and in it and all later ones, as long as that helps.</summary>
    private Candidate Exchange(Candidate best, WorkBudget budget)
    {
        for (var helped = true; helped && !budget.IsSpent;)
        {
            helped = false;
            for (var i = 0; i < problem.Decisions.Length; i++)
            {
                for (var move = 0; move < 2 * problem.Horizon && !problem.Decisions[i].Values.IsEmpty; move++)
                {
                    foreach (var value in problem.Decisions[i].Values)
                    {
                        var plan = (double[])best.Plan.Clone();
                        for (var step = move / 2; step < (move % 2 == 0 ? (move / 2) + 1 : problem.Horizon); step++)
                        {
                            plan[problem.At(step, i)] = value;
                        }

                        if (PlanLimits.Keeps(problem, plan) && Judge(plan, budget) is var next && next.IsBetterThan(best))
                        {
                            (best, helped) = (next, true);
                        }
                    }
                }
            }
        }

        return best;
    }

    /// <summary>A plan that keeps the limits on decisions.</summary>
    /// <param name="Plan">The plan.</param>
    /// <param name="Value">Its value.</param>
    /// <param name="Missed">How far it misses floors and limits of variables, relative to them.</param>
    internal sealed record Candidate(double[] Plan, double Value, double Missed)
    {
        /// <summary>Whether it may be answered.</summary>
        public bool IsFeasible => Missed <= Feasible && double.IsFinite(Value);

        /// <summary>Less missed, or as little and more value.</summary>
        public bool IsBetterThan(Candidate other) => other.Missed > Feasible
            ? Missed < other.Missed - 1e-12 || (Missed <= Feasible && double.IsFinite(Value))
            : Missed <= Feasible && Value > other.Value + (1e-13 * Math.Abs(other.Value));
    }
}
