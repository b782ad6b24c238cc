namespace Isl.Grains.Optimisation;

/// <summary>A value that one decision may have.</summary>
/// <param name="At">The value.</param>
/// <param name="Value">Utility of a step there, undiscounted.</param>
internal readonly record struct Level(double At, double Value);

/// <summary>
/// Backward induction for one decision whose steps are tied by limits alone: over levels, with prices for the budget and for the total.
/// </summary>
/// <remarks>
/// Source: Puterman (1994), Markov decision processes, section 4.5, for the induction; Everett (1963), Generalized Lagrange multiplier method, for
/// the
/// prices.
/// </remarks>
internal sealed class LevelPlanner(PlanProblem problem, IReadOnlyList<Level> levels)
{
    private const int Halvings = 24;
    private readonly PlanDecision _decision = problem.Decisions[0];

    /// <summary>The best path of levels.</summary>
    public double[]? Solve(CancellationToken cancellation)
    {
        double[]? best = null;
        var bestValue = double.NegativeInfinity;
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

        return best;

        double[] Try()
        {
            cancellation.ThrowIfCancellationRequested();
            var path = Induct(budgetPrice, totalPrice);
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

    private double ValueAt(double x) => levels.First(level => level.At == x).Value;

    /// <summary>The best path at given prices; empty where the start reaches no level.</summary>
    private double[] Induct(double budgetPrice, double totalPrice)
    {
        var (count, horizon) = (levels.Count, problem.Horizon);
        var (next, choice) = (new double[count], new int[horizon, count]);
        for (var step = horizon - 1; step >= 1; step--)
        {
            var here = new double[count];
            for (var from = 0; from < count; from++)
            {
                (here[from], choice[step, from]) = Best(levels[from].At, step, next, budgetPrice, totalPrice);
            }

            next = here;
        }

        var (_, at) = Best(_decision.Start, 0, next, budgetPrice, totalPrice);
        var path = new double[horizon];
        for (var step = 0; step < horizon; step++)
        {
            if (at < 0)
            {
                return [];
            }

            path[step] = levels[at].At;
            at = step + 1 < horizon ? choice[step + 1, at] : at;
        }

        return path;
    }

    private (double Value, int To) Best(double from, int step, double[] next, double budgetPrice, double totalPrice)
    {
        var (best, to) = (double.NegativeInfinity, -1);
        var reach = _decision.MostChange * (1 + 1e-12);
        for (var i = 0; i < levels.Count; i++)
        {
            var distance = Math.Abs(levels[i].At - from);
            if (distance > reach)
            {
                continue;
            }

            var value = (problem.Weight(step) * levels[i].Value) - (budgetPrice * _decision.Cost * distance) - (totalPrice * levels[i].At) + next[i];
            if (value > best)
            {
                (best, to) = (value, i);
            }
        }

        return (best, to);
    }
}
