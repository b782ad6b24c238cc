using System.Collections.Immutable;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Interfaces.Optimisation;

/// <summary>A variable that is decided upon in every step.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Low">Least value; null for none.</param>
/// <param name="High">Greatest value; null for none.</param>
/// <param name="Values">The only values it can have, ascending; empty for any.</param>
/// <param name="Cost">What a change by 1 takes from the budget.</param>
[GenerateSerializer, Immutable, Alias("isl.decision-variable.v1")]
public sealed record DecisionVariable(
    [property: Id(0)] string Variable,
    [property: Id(1)] double? Low,
    [property: Id(2)] double? High,
    [property: Id(3)] ImmutableArray<double> Values,
    [property: Id(4)] double Cost)
{
    /// <inheritdoc/>
    public bool Equals(DecisionVariable? other) => other is not null
        && (Variable, Low, High, Cost) == (other.Variable, other.Low, other.High, other.Cost)
        && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Variable, Low, High, Cost, Values.Length);
}

/// <summary>A constraint as it was written.</summary>
/// <param name="Key">Its key, such as <c>budget</c> or <c>max_price_change</c>; <c>bounds/Price</c> for a variable's bounds.</param>
/// <param name="Value">Its number; of bounds, the lower.</param>
/// <param name="Upper">Upper bound; null where it is no pair.</param>
[GenerateSerializer, Immutable, Alias("isl.plan-constraint.v1")]
public readonly record struct PlanConstraint(
    [property: Id(0)] string Key,
    [property: Id(1)] double Value,
    [property: Id(2)] double? Upper);

/// <summary>What is decided, for how long and under which limits: what questions about plans have in common.</summary>
/// <param name="Horizon">Number of steps.</param>
/// <param name="Decisions">What is decided; empty to infer it from the constraints.</param>
/// <param name="Constraints">The constraints, by key in ordinal order.</param>
/// <param name="InitialState">Values before the first step, by name in ordinal order.</param>
/// <param name="Discount">Worth of the next step's utility in terms of this one's, above 0 and at most 1.</param>
/// <param name="RiskAversion">Utility given up for a unit of variance, doubled; 0 for none.</param>
/// <param name="Seed">Seed of the draws.</param>
[GenerateSerializer, Immutable, Alias("isl.plan-setting.v1")]
public sealed record PlanSetting(
    [property: Id(0)] int Horizon,
    [property: Id(1)] ImmutableArray<DecisionVariable> Decisions,
    [property: Id(2)] ImmutableArray<PlanConstraint> Constraints,
    [property: Id(3)] ImmutableArray<VariableValue> InitialState,
    [property: Id(4)] double Discount,
    [property: Id(5)] double RiskAversion,
    [property: Id(6)] long Seed)
{
    /// <summary>Steps unless the caller asks for another number.</summary>
    public const int DefaultHorizon = 5;

    /// <summary>Most steps.</summary>
    public const int MaxHorizon = 50;

    /// <summary>Most variables decided upon.</summary>
    public const int MaxDecisions = 20;
}

/// <summary>Which decisions, step by step, are best?</summary>
/// <param name="Objective">A variable or a formula; it is maximised.</param>
/// <param name="Setting">What is decided and under which limits.</param>
[GenerateSerializer, Immutable, Alias("isl.sequential-question.v1")]
public sealed record SequentialQuestion(
    [property: Id(0)] string Objective,
    [property: Id(1)] PlanSetting Setting);

/// <summary>Which decisions are best by several objectives at once?</summary>
/// <param name="Objectives">Variables or formulas; each is maximised.</param>
/// <param name="Weights">Their weights; equal ones where none were given.</param>
/// <param name="Front">Ask for the whole front instead of one plan.</param>
/// <param name="MaxPoints">Most plans of the front.</param>
/// <param name="Scaled">Whether weights apply to objectives scaled by their range; else to raw units.</param>
/// <param name="Setting">What is decided and under which limits.</param>
[GenerateSerializer, Immutable, Alias("isl.multi-objective-question.v1")]
public sealed record MultiObjectiveQuestion(
    [property: Id(0)] ImmutableArray<string> Objectives,
    [property: Id(1)] ImmutableArray<double> Weights,
    [property: Id(2)] bool Front,
    [property: Id(3)] int MaxPoints,
    [property: Id(4)] bool Scaled,
    [property: Id(5)] PlanSetting Setting)
{
    /// <summary>Fewest objectives.</summary>
    public const int MinObjectives = 2;

    /// <summary>Most objectives.</summary>
    public const int MaxObjectives = 5;

    /// <summary>Plans of a front unless the caller asks for another number.</summary>
    public const int DefaultPoints = 20;

    /// <summary>Most plans of a front.</summary>
    public const int MostPoints = 100;
}
