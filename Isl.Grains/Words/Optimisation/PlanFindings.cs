using System.Collections.Immutable;
using Isl.Grains.Interfaces.Optimisation;
using Isl.Grains.Words.Models;

namespace Isl.Grains.Words.Optimisation;

/// <summary>Where a decision goes.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="From">Its value before.</param>
/// <param name="To">Its value after.</param>
public readonly record struct DecisionMove(string Variable, double From, double To)
{
    /// <summary>The move in words.</summary>
    public string Words => From == To
        ? $"keep {Variable} at {Wording.Number(To)}"
        : $"{(To > From ? "raise" : "lower")} {Variable} from {Wording.Number(From)} to {Wording.Number(To)}";
}

/// <summary>The best plan.</summary>
/// <param name="Objective">What was maximised.</param>
/// <param name="Steps">Number of steps.</param>
/// <param name="Total">Its total.</param>
/// <param name="Path">First and last value of each decision.</param>
public sealed record PlanFoundBest(string Objective, int Steps, Figure Total, IReadOnlyList<DecisionMove> Path) : Finding
{
    /// <inheritdoc/>
    public override string Text
    {
        get
        {
            var path = Path.Select(move => move.From == move.To
                ? $"{move.Variable} at {Wording.Number(move.To)}"
                : $"{move.Variable} from {Wording.Number(move.From)} to {Wording.Number(move.To)}");
            return $"The best plan for {Objective} over {Wording.Count(Steps, "step")} has a total utility of {Total}: {Wording.Some([.. path])}.";
        }
    }
}

/// <summary>One step of a plan.</summary>
/// <param name="Step">Its number.</param>
/// <param name="Moves">What is done.</param>
/// <param name="Outcomes">The objectives with their expected values.</param>
public sealed record StepTaken(int Step, ImmutableArray<DecisionMove> Moves, ImmutableArray<(string Name, double Value)> Outcomes) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Step {Step}: {Wording.Some([.. Moves.Select(move => move.Words)])}; expected "
        + $"{Wording.And([.. Outcomes.Select(outcome => $"{outcome.Name} {Wording.Number(outcome.Value)}")])}.";
}

/// <summary>What was searched.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Steps">Number of steps.</param>
/// <param name="Decisions">What is decided.</param>
/// <param name="Objectives">What is maximised.</param>
public sealed record PlanSearched(string Method, int Steps, ImmutableArray<string> Decisions, ImmutableArray<string> Objectives) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Wording.Some(Decisions)} {Wording.Of(Decisions.Length, "is", "are")} decided in "
        + $"{(Steps == 1 ? "one step" : $"each of {Wording.Count(Steps)} steps")} "
        + $"to maximise the expected {Wording.And(Objectives)}.";
}

/// <summary>The total rests on draws.</summary>
/// <param name="StandardError">Its error.</param>
public sealed record PlanError(double StandardError) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The total has a Monte Carlo standard error of {Wording.Number(StandardError)}.";
}

/// <summary>How good the plan is.</summary>
/// <param name="IsExact">Whether a program was solved exactly.</param>
/// <param name="Gap">How far it may be from the best; null where nothing bounds it.</param>
/// <param name="Bound">No plan exceeds it.</param>
public sealed record PlanGap(bool IsExact, double? Gap, double? Bound) : Finding
{
    /// <inheritdoc/>
    public override string Text => (IsExact, Gap, Bound) switch
    {
        (true, 0, _) => "All steps were solved together and exactly, so no plan is better.",
        (_, { } gap, { } bound) => $"No plan can reach more than {Wording.Number(bound)}, so this one is within {Wording.Percent(gap)} of the best.",
        _ => "Nothing bounds what other plans may reach.",
    };
}

/// <summary>Constraints that the plan exhausts.</summary>
/// <param name="Limits">They; at least one.</param>
public sealed record LimitsExhausted(ImmutableArray<BindingConstraint> Limits) : Finding
{
    /// <inheritdoc/>
    public override string Text
    {
        get
        {
            var limits = Limits.Select(limit => limit.ShadowPrice is { } price and > 0
                ? $"{limit.Constraint} (each unit more would add {Wording.Number(price)})"
                : limit.Constraint);
            return $"The plan is limited by {Wording.Some([.. limits])}.";
        }
    }
}

/// <summary>What the steps have in common.</summary>
/// <param name="HasMemory">Whether formulas use values of the step before.</param>
public sealed record StepsIndependent(bool HasMemory) : Finding
{
    /// <inheritdoc/>
    public override string Text => HasMemory
        ? "Steps are tied by the formulas that use [t-1] and by the constraints; random inputs are drawn anew in each step."
        : "Steps are tied by the constraints alone; random inputs are drawn anew in each step.";
}
