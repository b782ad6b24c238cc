using Isl.Grains.Interfaces.Optimisation;

namespace Isl.Grains.Optimisation;

/// <summary>Checks plans against the limits on decisions, and finds those that a plan exhausts.</summary>
internal static class PlanLimits
{
    /// <summary>How far outside a limit rounding may put a plan, relative to the limit or 1.</summary>
    public const double Tolerance = 1e-7;

    /// <summary>Name of the budget among the constraints.</summary>
    public const string BudgetKey = "budget";

    /// <summary>What all changes of a plan cost.</summary>
    public static double CostOf(PlanProblem problem, ReadOnlySpan<double> plan)
    {
        var cost = 0.0;
        for (var step = 0; step < problem.Horizon; step++)
        {
            for (var i = 0; i < problem.Decisions.Length; i++)
            {
                cost += problem.Decisions[i].Cost * Math.Abs(plan[problem.At(step, i)] - problem.Before(plan, step, i));
            }
        }

        return cost;
    }

    /// <summary>Whether a plan keeps within every limit on decisions.</summary>
    public static bool Keeps(PlanProblem problem, ReadOnlySpan<double> plan)
    {
        for (var i = 0; i < problem.Decisions.Length; i++)
        {
            var own = problem.Decisions[i];
            var total = 0.0;
            for (var step = 0; step < problem.Horizon; step++)
            {
                var value = plan[problem.At(step, i)];
                total += value;
                if (!double.IsFinite(value)
                    || Exceeds(own.Low, value)
                    || Exceeds(value, own.High)
                    || Exceeds(Math.Abs(value - problem.Before(plan, step, i)), own.MostChange, Math.Abs(value))
                    || (!own.Values.IsEmpty && !own.Values.Contains(value)))
                {
                    return false;
                }
            }

            if (Exceeds(total, own.Total))
            {
                return false;
            }
        }

        return !Exceeds(CostOf(problem, plan), problem.Budget);
    }

    /// <summary>The limits on decisions that a plan exhausts.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="prices">Shadow prices by key; empty where they are not known.</param>
    public static IEnumerable<BindingConstraint> Binding(PlanProblem problem, double[] plan, IReadOnlyDictionary<string, double> prices)
    {
        for (var i = 0; i < problem.Decisions.Length; i++)
        {
            var (own, decision) = (problem.Decisions[i], i);
            foreach (var (kind, limit, steps) in new[]
            {
                (LimitKind.Low, own.Low, Steps(step => Meets(plan[problem.At(step, decision)], own.Low))),
                (LimitKind.High, own.High, Steps(step => Meets(plan[problem.At(step, decision)], own.High))),
                (LimitKind.Change, own.MostChange, Steps(step =>
                    Meets(Math.Abs(plan[problem.At(step, decision)] - problem.Before(plan, step, decision)), own.MostChange))),
                (LimitKind.Total, own.Total, Meets(Enumerable.Range(0, problem.Horizon).Sum(step => plan[problem.At(step, decision)]), own.Total)
                    ? [.. Enumerable.Range(1, problem.Horizon)]
                    : []),
            })
            {
                if (steps.Count > 0 && own.Keys.TryGetValue(kind, out var key))
                {
                    yield return Bound(key, limit, steps);
                }
            }
        }

        if (problem.HasBudget && Meets(CostOf(problem, plan), problem.Budget))
        {
            yield return Bound(BudgetKey, problem.Budget, Steps(_ => true));
        }

        List<int> Steps(Func<int, bool> holds) => [.. Enumerable.Range(0, problem.Horizon).Where(holds).Select(step => step + 1)];

        BindingConstraint Bound(string key, double limit, List<int> steps) => new(
            key,
            limit,
            [.. steps],
            prices.Count == 0 ? null : prices.GetValueOrDefault(key));
    }

    private static bool Exceeds(double value, double limit, double scale = 0) =>
        value - limit > Tolerance * Math.Max(1, Math.Max(Math.Abs(limit), scale));

    private static bool Meets(double value, double limit) =>
        double.IsFinite(limit) && Math.Abs(value - limit) <= Tolerance * Math.Max(1, Math.Abs(limit));
}
