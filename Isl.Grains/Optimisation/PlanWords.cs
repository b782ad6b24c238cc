using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Optimisation;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Models;
using Isl.Grains.Words.Optimisation;

namespace Isl.Grains.Optimisation;

/// <summary>What a problem's findings are, in the caller's names.</summary>
internal static class PlanWords
{
    /// <summary>Where each decision goes.</summary>
    public static IReadOnlyList<DecisionMove> Path(PlanProblem problem, double[] plan) =>
    [
        .. problem.Decisions.Select((decision, i) => new DecisionMove(
            decision.Variable,
            WireNumber.Round(plan[problem.At(0, i)]),
            WireNumber.Round(plan[problem.At(problem.Horizon - 1, i)]))),
    ];

    /// <summary>What the plan takes for granted.</summary>
    public static IEnumerable<Finding> Assumptions(PlanProblem problem)
    {
        var own = problem.ObjectiveVariables.Concat(problem.Lags.Select(lag => lag.Name)).ToHashSet(StringComparer.Ordinal);
        var named = problem.ObjectiveVariables.SelectMany(name => problem.Model.ParentsOf(name)).Where(name => !own.Contains(name));
        var decided = problem.Decisions.Select(decision => decision.Variable).Concat(own).ToHashSet(StringComparer.Ordinal);
        foreach (var finding in ModelFindings.Assumptions(problem.Model, named).Where(finding => finding is not HeldAt held
            || !decided.Contains(held.Name)))
        {
            yield return finding;
        }

        yield return new StepsIndependent(!problem.Lags.IsEmpty);
    }

    /// <summary>What limits the answer.</summary>
    public static IEnumerable<Finding> Caveats(
        PlanProblem problem, PlanReport report, Completion completion, ClosedLoopValue? reacting = null)
    {
        if (completion.Reason is { } reason)
        {
            yield return new SimplerPlan(reason, report.Gap);
        }

        foreach (var (name, value) in problem.Assumed.Where(value => problem.StartsTaken.All(start => start.Variable != value.Variable)))
        {
            yield return new AssumedValue(name, value, IsMean: false);
        }

        foreach (var (name, value) in problem.StartsTaken)
        {
            yield return new StartAssumed(name, value);
        }

        if (!problem.Ignored.IsEmpty)
        {
            yield return new StateIgnored(problem.Ignored);
        }

        if (!report.HasConverged)
        {
            yield return new GapLeft(report.Gap);
        }

        if (!problem.Lags.IsEmpty)
        {
            yield return new FixedInAdvance(reacting);
        }

        foreach (var unused in ModelFindings.UnusedNoise(problem.Model))
        {
            yield return unused;
        }
    }
}
