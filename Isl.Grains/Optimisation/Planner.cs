using System.Collections.Immutable;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Numerics;

namespace Isl.Grains.Optimisation;

/// <summary>Chooses the engine of a problem, and other plans to set beside the best.</summary>
internal static class Planner
{
    private const int MostAlternatives = 3;

    /// <summary>Plans closer to each other than this share of the value range are one.</summary>
    private const double Same = 1e-6;

    /// <summary>The exact engine where the problem is linear or concave quadratic, else the search.</summary>
    public static IPlanEngine EngineFor(PlanProblem problem, DistributionShelf shelf, CancellationToken cancellation) =>
        (IPlanEngine?)LinearEngine.For(problem) ?? new SearchEngine(problem, shelf, cancellation);

    /// <summary>Other plans that meet all limits: no change, half of the best plan's changes, and the best single levels; best first.</summary>
    public static ImmutableArray<double[]> Alternatives(PlanProblem problem, IPlanEngine engine, double[] best, WorkBudget budget)
    {
        if (!problem.Limits.IsEmpty || budget.IsSpent)
        {
            return []; // other plans may break limits that only a simulation shows
        }

        double[] start = [.. problem.Decisions.Select(decision => decision.Start)];
        double[] end = [.. Enumerable.Range(0, start.Length).Select(i => best[problem.At(problem.Horizon - 1, i)])];
        var half = best.Select((value, at) => (value + start[at % start.Length]) / 2).ToArray();
        var found = new List<double[]>();
        foreach (var plan in new[]
        {
            PlanPaths.Towards(problem, start),
            PlanLimits.Keeps(problem, half) ? half : null,
            PlanPaths.Towards(problem, end),
            PlanPaths.Towards(problem, [.. start.Zip(end, (from, to) => (2 * from) - to)]),
        }.OfType<double[]>())
        {
            if (IsOther(plan, best) && found.TrueForAll(other => IsOther(plan, other)))
            {
                found.Add(plan);
            }
        }

        return
        [
            .. found
                .Select(plan => (Plan: plan, Total: engine.Evaluate(plan, budget).Totals[0]))
                .Where(one => double.IsFinite(one.Total))
                .OrderByDescending(one => one.Total)
                .Take(MostAlternatives)
                .Select(one => one.Plan),
        ];
    }

    private static bool IsOther(double[] a, double[] b) =>
        a.Zip(b).Any(pair => Math.Abs(pair.First - pair.Second) > Same * Math.Max(1, Math.Max(Math.Abs(pair.First), Math.Abs(pair.Second))));
}
