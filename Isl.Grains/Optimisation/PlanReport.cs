using System.Collections.Immutable;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Optimisation;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Optimisation;

namespace Isl.Grains.Optimisation;

/// <summary>What answers say of a plan and how good it is.</summary>
/// <param name="Values">What it brings.</param>
/// <param name="StandardError">Monte Carlo error of the total.</param>
/// <param name="UpperBound">No plan exceeds it; null where nothing bounds it.</param>
/// <param name="Gap">How far the plan may be from the best, as a share; null where nothing bounds it.</param>
/// <param name="HasConverged">Whether that is little enough.</param>
/// <param name="Binding">Constraints that it exhausts.</param>
internal sealed record PlanReport(
    PlanValues Values, double StandardError, double? UpperBound, double? Gap, bool HasConverged, ImmutableArray<BindingConstraint> Binding)
{
    /// <summary>A gap up to this share is none.</summary>
    private const double SmallGap = 1e-3;
    private const double Unbounded = 0.5;
    private const double Cut = 0.8;

    /// <summary>The report of a plan.</summary>
    public static PlanReport Of(PlanProblem problem, IPlanEngine engine, PlanFound found, PlanGoal goal, WorkBudget budget)
    {
        var values = engine.Evaluate(found.Plan, budget);
        var total = goal.Of(values.Totals);
        CheckFinite(problem, values);
        var error = Math.Sqrt(values.StandardErrors.Select((one, i) => goal.Weights[i] * goal.Weights[i] * one * one).Sum());
        var missing = found.Bound - found.Value;
        var binding = PlanLimits.Binding(problem, found.Plan, found.Prices)
            .Select(one => one with { ShadowPrice = one.ShadowPrice is { } price ? WireNumber.Round(price) : null })
            .ToImmutableArray();
        if (!double.IsFinite(missing))
        {
            return new PlanReport(values, error, null, null, false, binding);
        }

        missing = missing <= 1e-9 * Math.Max(1, Math.Abs(total)) ? 0 : missing;
        var gap = missing == 0 ? 0 : missing / Math.Max(Math.Abs(total + missing), 1e-12);
        return new PlanReport(
            values,
            error,
            WireNumber.Round(total + missing),
            WireNumber.Round(gap),
            gap <= SmallGap || missing <= 2 * error,
            binding);
    }

    /// <summary>Refuses objectives that have no expected value.</summary>
    /// <exception cref="InputException">One of them is not finite in some step.</exception>
    private static void CheckFinite(PlanProblem problem, PlanValues values)
    {
        for (var i = 0; i < problem.Objectives.Length; i++)
        {
            if (!values.Outcomes[i].Concat(values.Utilities[i]).Append(values.StandardErrors[i]).All(double.IsFinite))
            {
                throw new InputException(
                    problem.Objectives.Length == 1 ? "/objective" : $"/objectives/{i}",
                    $"'{problem.Objectives[i]}' is not a finite number in every draw, so it has no expected value; "
                    + "bound what it divides by or takes the logarithm of, or scale the values down.");
            }
        }
    }

    /// <summary>The steps of a plan.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="values">What it brings.</param>
    /// <param name="weights">Weights of the objectives in a step's utility.</param>
    public static ImmutableArray<PlanStep> Steps(PlanProblem problem, double[] plan, PlanValues values, IReadOnlyList<double> weights) =>
    [
        .. Enumerable.Range(0, problem.Horizon).Select(step =>
        {
            var changes = WireNumber.Map(problem.Decisions.Select((decision, i) => (decision.Variable, plan[problem.At(step, i)])));
            var utility = WireNumber.Round(weights.Select((weight, i) => weight == 0 ? 0 : weight * values.Utilities[i][step]).Sum());
            var outcome = WireNumber.Round(values.Outcomes[0][step]);
            var moves = problem.Decisions.Select((decision, i) => new DecisionMove(
                decision.Variable, problem.Before(plan, step, i), plan[problem.At(step, i)]));
            return new PlanStep(
                step + 1,
                changes,
                outcome,
                utility,
                new StepTaken(step + 1, [.. moves], [.. problem.Objectives.Select((name, i) => (name, WireNumber.Round(values.Outcomes[i][step])))])
                    .Text);
        }),
    ];

    /// <summary>How the plan was found and what limits it.</summary>
    public IEnumerable<Finding> Reasoning(PlanProblem problem, IPlanEngine engine, IReadOnlyList<string> objectives)
    {
        yield return new PlanSearched(engine.Method, problem.Horizon, [.. problem.Decisions.Select(decision => decision.Variable)], [.. objectives]);
        if (StandardError > 0)
        {
            yield return new PlanError(StandardError);
        }

        yield return new PlanGap(engine.IsExact, Gap, UpperBound);
        if (!Binding.IsEmpty)
        {
            yield return new LimitsExhausted(Binding);
        }
    }

    /// <summary>Confidence: 1 less the gap, the share of values that were not assumed, and less where time ran out.</summary>
    public double Confidence(Completion completion) => Math.Round(
        Math.Clamp((Gap is { } gap ? 1 - Math.Min(Unbounded, Math.Max(0, gap)) : Unbounded) * (completion.IsWhole ? 1 : Cut), 0, 1), 3);
}
