namespace Isl.Grains.Optimisation;

/// <summary>Values that one decision may have, as one: a point, or all between two.</summary>
/// <param name="Low">The least.</param>
/// <param name="High">The greatest.</param>
/// <param name="Value">Utility of a step there, undiscounted; of a cell, nothing in it exceeds this.</param>
internal readonly record struct Level(double Low, double High, double Value)
{
    /// <summary>Least distance to another.</summary>
    public double DistanceTo(Level other) => Math.Max(0, Math.Max(other.Low - High, Low - other.High));
}

/// <summary>
/// Backward induction for one decision whose steps are tied by limits alone: over levels, with prices for the budget and for the total.
/// </summary>
/// <remarks>
/// Source: Puterman (1994), Markov decision processes, section 4.5, for the induction; Everett (1963), Generalized Lagrange multiplier method, for
/// the
/// prices. With cells instead of points, and prices, what comes out bounds every plan.
/// </remarks>
internal sealed class LevelPlanner(PlanProblem problem, IReadOnlyList<Level> levels)
{
    private const int Halvings = 24;
    private readonly PlanDecision _decision = problem.Decisions[0];

    /// <summary>The best path of levels, and what no path exceeds.</summary>
    public (double[]? Plan, double Bound) Solve(CancellationToken cancellation)
    {
        double[]? best = null;
        var (bestValue, bound) = (double.NegativeInfinity, double.PositiveInfinity);
        var (budgetPrice, totalPrice) = (0.0, 0.0);
        Try();
        if (problem.HasBudget && _decision.Cost > 0)
        {
            budgetPrice = Search(price => budgetPrice = price, path => path.Length > 0 && PlanLimits.CostOf(problem, path) > problem.Budget);
        }

        if (double.IsFinite(_decision.Total))
        {
            totalPrice = Search(price => totalPrice = price, path => path.Sum() > _decision.Total);
        }

        return (best, bound);

        double[] Try()
        {
            cancellation.ThrowIfCancellationRequested();
            var (path, value) = Induct(budgetPrice, totalPrice);
            bound = Math.Min(bound, value);
            var worth = path.Select((x, step) => problem.Weight(step) * ValueAt(x)).Sum();
            if (path.Length > 0 && worth > bestValue && PlanLimits.Keeps(problem, path))
            {
                (best, bestValue) = (path, worth);
            }

            return path;
        }

        double Search(Action<double> set, Func<double[], bool> exceeds)
        {
            set(0);
            if (!exceeds(Try()))
            {
                return 0;
            }

            var (low, high) = (0.0, 1.0);
            for (set(high); exceeds(Try()) && high < 1e12; set(high))
            {
                high *= 8;
            }

            for (var i = 0; i < Halvings; i++)
            {
                var middle = (low + high) / 2;
                set(middle);
                (low, high) = exceeds(Try()) ? (middle, high) : (low, middle);
            }

            set(high);
            Try();
            return high;
        }
    }

    private double ValueAt(double x) => levels.First(level => level.Low <= x && level.High >= x).Value;

    /// <summary>The best path at given prices, empty where the start reaches no level, and what no path exceeds.</summary>
    private (double[] Path, double Bound) Induct(double budgetPrice, double totalPrice)
    {
        var (count, horizon) = (levels.Count, problem.Horizon);
        var (next, choice) = (new double[count], new int[horizon, count]);
        for (var step = horizon - 1; step >= 1; step--)
        {
            var here = new double[count];
            for (var from = 0; from < count; from++)
            {
                (here[from], choice[step, from]) = Best(levels[from], step, next, budgetPrice, totalPrice);
            }

            next = here;
        }

        var start = new Level(_decision.Start, _decision.Start, 0);
        var (value, at) = Best(start, 0, next, budgetPrice, totalPrice);
        if (at < 0)
        {
            return ([], double.NegativeInfinity);
        }

        var path = new double[horizon];
        for (var step = 0; step < horizon && at >= 0; step++)
        {
            path[step] = levels[at].Low;
            at = step + 1 < horizon ? choice[step + 1, at] : at;
        }

        var free = (problem.HasBudget && budgetPrice > 0 ? budgetPrice * problem.Budget : 0)
            + (totalPrice > 0 ? totalPrice * _decision.Total : 0);
        return (path, value + free);
    }

    private (double Value, int To) Best(Level from, int step, double[] next, double budgetPrice, double totalPrice)
    {
        var (best, to) = (double.NegativeInfinity, -1);
        var reach = _decision.MostChange * (1 + 1e-12);
        for (var i = 0; i < levels.Count; i++)
        {
            var distance = from.DistanceTo(levels[i]);
            if (distance > reach)
            {
                continue;
            }

            var value = (problem.Weight(step) * levels[i].Value) - (budgetPrice * _decision.Cost * distance) - (totalPrice * levels[i].Low) + next[i];
            if (value > best)
            {
                (best, to) = (value, i);
            }
        }

        return (best, to);
    }
}
