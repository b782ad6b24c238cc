using System.Collections.Immutable;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Optimisation;
using Isl.Grains.Models;

namespace Isl.Grains.Optimisation;

/// <summary>A decision variable with all that limits it.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Start">Its value before the first step.</param>
/// <param name="Low">Least value.</param>
/// <param name="High">Greatest value.</param>
/// <param name="Values">The only values it can have, ascending; empty for any.</param>
/// <param name="Cost">What a change by 1 takes from the budget.</param>
/// <param name="MostChange">Most that it may change in a step.</param>
/// <param name="Total">Most that its values may sum to over all steps.</param>
/// <param name="Keys">The constraints' keys, as they were written, by what they limit.</param>
internal sealed record PlanDecision(
    string Variable,
    double Start,
    double Low,
    double High,
    ImmutableArray<double> Values,
    double Cost,
    double MostChange,
    double Total,
    ImmutableDictionary<LimitKind, string> Keys);

/// <summary>What a constraint limits.</summary>
internal enum LimitKind
{
    /// <summary>Least value.</summary>
    Low,

    /// <summary>Greatest value.</summary>
    High,

    /// <summary>Change in a step.</summary>
    Change,

    /// <summary>Sum over all steps.</summary>
    Total,
}

/// <summary>A limit on the expected value, in every step, of a variable that is not decided upon.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Low">Least expected value.</param>
/// <param name="High">Greatest expected value.</param>
/// <param name="Keys">The constraints' keys, as they were written.</param>
internal sealed record StateLimit(string Variable, double Low, double High, ImmutableDictionary<LimitKind, string> Keys);

/// <summary>A variable whose value one step earlier a formula asks for.</summary>
/// <param name="Name">What stands for it in formulas.</param>
/// <param name="Variable">The variable.</param>
/// <param name="Start">Its value before the first step.</param>
internal sealed record LaggedVariable(string Name, string Variable, double Start);

/// <summary>A planning problem with every name resolved.</summary>
internal sealed record PlanProblem
{
    /// <summary>The model, with a variable for each lag and one for each objective.</summary>
    public required CompiledModel Model { get; init; }

    /// <summary>What is asked.</summary>
    public required PlanSetting Setting { get; init; }

    /// <summary>The objectives as they were written.</summary>
    public required ImmutableArray<string> Objectives { get; init; }

    /// <summary>The variables of the model that stand for them.</summary>
    public required ImmutableArray<string> ObjectiveVariables { get; init; }

    /// <summary>What is decided.</summary>
    public required ImmutableArray<PlanDecision> Decisions { get; init; }

    /// <summary>Limits on other variables.</summary>
    public required ImmutableArray<StateLimit> Limits { get; init; }

    /// <summary>Most that all changes may cost together; ∞ for no limit.</summary>
    public required double Budget { get; init; }

    /// <summary>What earlier steps hand on.</summary>
    public required ImmutableArray<LaggedVariable> Lags { get; init; }

    /// <summary>Names that the model does not use.</summary>
    public required ImmutableArray<string> Ignored { get; init; }

    /// <summary>Decision variables whose value before the first step was not given, with the value taken.</summary>
    public required ImmutableArray<VariableValue> StartsTaken { get; init; }

    /// <summary>Values that were assumed for variables that bear on the objectives.</summary>
    public required ImmutableArray<VariableValue> Assumed { get; init; }

    /// <summary>Number of steps.</summary>
    public int Horizon => Setting.Horizon;

    /// <summary>Number of numbers in a plan.</summary>
    public int Size => Horizon * Decisions.Length;

    /// <summary>Whether the budget can run out at all.</summary>
    public bool HasBudget => double.IsFinite(Budget);

    /// <summary>Worth of a unit of utility in a step, from 0.</summary>
    public double Weight(int step) => Math.Pow(Setting.Discount, step);

    /// <summary>Index of a decision's value in a plan.</summary>
    public int At(int step, int decision) => (step * Decisions.Length) + decision;

    /// <summary>The value before a step.</summary>
    public double Before(ReadOnlySpan<double> plan, int step, int decision) =>
        step == 0 ? Decisions[decision].Start : plan[At(step - 1, decision)];

    /// <summary>The least and the greatest value that a decision can have in a step, by its own limits alone.</summary>
    public (double Low, double High) Reach(int step, int decision)
    {
        var own = Decisions[decision];
        var far = Math.Min(own.MostChange * (step + 1), own.Cost > 0 ? Budget / own.Cost : double.PositiveInfinity);
        return double.IsFinite(far)
            ? (Math.Max(own.Low, own.Start - far), Math.Min(own.High, own.Start + far))
            : (own.Low, own.High);
    }
}
