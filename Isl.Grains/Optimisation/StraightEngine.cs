using Isl.Grains.Models.Distributions;
using Isl.Grains.Numerics;

namespace Isl.Grains.Optimisation;

/// <summary>The simplest planner: it tries plans that move straight to levels and stay there, and bounds nothing.</summary>
internal sealed class StraightEngine : IPlanEngine
{
    private const int Levels = 11;
    private const int Blocks = 4;

    /// <summary>What stands for an end that is not there: some changes away from the start.</summary>
    private const double Far = 100;

    private readonly PlanProblem _problem;
    private readonly PlanSample _sample;

    /// <summary>Makes the draws.</summary>
    public StraightEngine(PlanProblem problem, DistributionShelf shelf, CancellationToken cancellation)
    {
        _problem = problem;
        _sample = new PlanSample(problem, new StepSimulation(problem, shelf, cancellation), Blocks, 0, fresh: true, cancellation);
    }

    /// <inheritdoc/>
    public string Method => "straight_plans";

    /// <inheritdoc/>
    public bool IsExact => false;

    /// <inheritdoc/>
    public PlanValues Evaluate(double[] plan, WorkBudget budget) => _sample.Run(plan, budget).Values;

    /// <inheritdoc/>
    public PlanFound? Maximise(PlanGoal goal, WorkBudget budget)
    {
        double[]? best = null;
        var most = double.NegativeInfinity;
        double[] target = [.. _problem.Decisions.Select(decision => decision.Start)];
        for (var i = 0; i < target.Length; i++)
        {
            // One decision after the other, each at the best level beside those already chosen.
            var chosen = target[i];
            foreach (var level in LevelsOf(i).Prepend(target[i]))
            {
                var tried = (double[])target.Clone();
                tried[i] = level;
                if (PlanPaths.Towards(_problem, tried) is { } plan && Worth(goal, plan, budget) is var value && value > most)
                {
                    (best, most, chosen) = (plan, value, level);
                }
            }

            target[i] = chosen;
        }

        return best is null ? null : new PlanFound(best, most, double.PositiveInfinity, new Dictionary<string, double>());
    }

    private double Worth(PlanGoal goal, double[] plan, WorkBudget budget)
    {
        var (values, limited) = _sample.Run(plan, budget);
        var totals = values.Totals;
        var keeps = limited.Select((steps, limit) => steps.All(mean => mean >= _problem.Limits[limit].Low && mean <= _problem.Limits[limit].High))
            .All(kept => kept)
            && totals.Select((total, i) => total >= goal.Floors[i]).All(kept => kept);
        return keeps && double.IsFinite(goal.Of(totals)) ? goal.Of(totals) : double.NegativeInfinity;
    }

    private IEnumerable<double> LevelsOf(int i)
    {
        var (low, high) = _problem.Reach(_problem.Horizon - 1, i);
        var start = _problem.Decisions[i].Start;
        (low, high) = (double.IsFinite(low) ? low : Math.Min(start, high) - Far, double.IsFinite(high) ? high : Math.Max(start, low) + Far);
        return Enumerable.Range(0, Levels).Select(level => low + ((high - low) * level / (Levels - 1)));
    }
}
