using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Interfaces.Counterfactuals;

/// <summary>What would a model's variables be under an intervention?</summary>
/// <param name="Intervention">What is changed.</param>
/// <param name="Context">Observed values of the case at hand, by variable in ordinal order; empty asks about the whole population.</param>
/// <param name="Outcome">The variable of most interest; null chooses the last descendant of the intervention.</param>
/// <param name="Samples">Number of draws.</param>
/// <param name="ConfidenceLevel">Share of the outcome's distribution that its interval holds.</param>
/// <param name="Seed">Seed of the draws.</param>
[GenerateSerializer, Immutable, Alias("isl.counterfactual-question.v1")]
public sealed record CounterfactualQuestion(
    [property: Id(0)] Intervention Intervention,
    [property: Id(1)] ImmutableArray<VariableValue> Context,
    [property: Id(2)] string? Outcome,
    [property: Id(3)] int Samples,
    [property: Id(4)] decimal ConfidenceLevel,
    [property: Id(5)] long Seed)
{
    /// <summary>The model, where it was fitted for this question; null where it was sent.</summary>
    [Id(6)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FittedFirst? Fitted { get; init; }

    /// <summary>Draws unless the caller asks for another number.</summary>
    public const int DefaultSamples = 10_000;

    /// <summary>Fewest draws.</summary>
    public const int MinSamples = 10;

    /// <summary>Most draws.</summary>
    public const int MaxSamples = 10_000_000;

    /// <summary>Level of intervals unless the caller asks for another.</summary>
    public const decimal DefaultLevel = 0.95m;
}

/// <summary>One of several interventions to compare.</summary>
/// <param name="Id">Its name in the answer.</param>
/// <param name="Label">What people call it, or null.</param>
/// <param name="Intervention">What is changed.</param>
[GenerateSerializer, Immutable, Alias("isl.scenario.v1")]
public sealed record Scenario(
    [property: Id(0)] string Id,
    [property: Id(1)] string? Label,
    [property: Id(2)] Intervention Intervention);

/// <summary>Which outcome is best.</summary>
public enum GoalKind
{
    /// <summary>The largest.</summary>
    Maximize,

    /// <summary>The smallest.</summary>
    Minimize,

    /// <summary>The nearest to a target.</summary>
    Target,
}

/// <summary>Which outcome is wished for.</summary>
/// <param name="Kind">The largest, the smallest, or the nearest to a target.</param>
/// <param name="Target">The target; 0 for the other kinds.</param>
[GenerateSerializer, Immutable, Alias("isl.scenario-goal.v1")]
public readonly record struct ScenarioGoal([property: Id(0)] GoalKind Kind, [property: Id(1)] double Target)
{
    /// <summary>How good a value is: more is better.</summary>
    public double Score(double value) => Kind switch
    {
        GoalKind.Minimize => -value,
        GoalKind.Target => -Math.Abs(value - Target),
        _ => value,
    };
}

/// <summary>How do several interventions compare, on the same draws?</summary>
/// <param name="Scenarios">2 to 100 of them, in the caller's order.</param>
/// <param name="Context">Observed values of the case at hand, by variable in ordinal order.</param>
/// <param name="AnalyzeInteractions">Ask whether scenarios strengthen or weaken each other.</param>
/// <param name="Outcome">The variable they are compared by; null chooses the last one that any of them changes.</param>
/// <param name="Samples">Number of draws.</param>
/// <param name="ConfidenceLevel">Level of the intervals.</param>
/// <param name="Seed">Seed of the draws.</param>
[GenerateSerializer, Immutable, Alias("isl.scenarios-question.v1")]
public sealed record ScenariosQuestion(
    [property: Id(0)] ImmutableArray<Scenario> Scenarios,
    [property: Id(1)] ImmutableArray<VariableValue> Context,
    [property: Id(2)] bool AnalyzeInteractions,
    [property: Id(3)] string? Outcome,
    [property: Id(4)] int Samples,
    [property: Id(5)] decimal ConfidenceLevel,
    [property: Id(6)] long Seed)
{
    /// <summary>Which outcome is wished for.</summary>
    [Id(7)]
    public ScenarioGoal Goal { get; init; }

    /// <summary>The model, where it was fitted for this question; null where it was sent.</summary>
    [Id(8)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FittedFirst? Fitted { get; init; }

    /// <summary>Fewest scenarios.</summary>
    public const int MinScenarios = 2;

    /// <summary>Most scenarios.</summary>
    public const int MaxScenarios = 100;
}
