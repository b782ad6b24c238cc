namespace Isl.Grains.Optimisation;

/// <summary>Plans that go as fast as limits allow towards target values and stay there: where searches begin.</summary>
internal static class PlanPaths
{
    /// <summary>The path towards a target; null where it breaks a limit.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="target">A value for each decision.</param>
    public static double[]? Towards(PlanProblem problem, IReadOnlyList<double> target)
    {
        var plan = new double[problem.Size];
        var left = problem.Budget;
        for (var step = 0; step < problem.Horizon; step++)
        {
            for (var i = 0; i < problem.Decisions.Length; i++)
            {
                var (own, before) = (problem.Decisions[i], problem.Before(plan, step, i));
                var far = Math.Min(own.MostChange, own.Cost > 0 && problem.HasBudget ? Math.Max(0, left) / own.Cost : double.PositiveInfinity);
                var wished = Math.Clamp(target[i], own.Low, own.High);
                var value = before + Math.Clamp(wished - before, -far, far);
                plan[problem.At(step, i)] = value = OnList(own, value, before, far);
                left -= own.Cost * Math.Abs(value - before);
            }
        }

        return PlanLimits.Keeps(problem, plan) ? plan : null;
    }

    /// <summary>The value of a list nearest to a wish among those that can be reached; the wish itself where there is no list.</summary>
    private static double OnList(PlanDecision decision, double wish, double before, double far)
    {
        var reached = decision.Values.Where(value => Math.Abs(value - before) <= far * (1 + PlanLimits.Tolerance)).ToList();
        return reached.Count == 0 ? wish : reached.MinBy(value => Math.Abs(value - wish));
    }
}
