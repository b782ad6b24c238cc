using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Interfaces.Contrasts;

/// <summary>Why does a model's outcome differ between two scenarios?</summary>
/// <param name="A">The one that is explained from.</param>
/// <param name="B">The one that is explained.</param>
/// <param name="Outcome">The variable compared; null chooses the last one that the scenarios bear on.</param>
/// <param name="TopK">Most contributions listed.</param>
/// <param name="Seed">Seed of the draws.</param>
[GenerateSerializer, Immutable, Alias("isl.contrast-question.v1")]
public sealed record ContrastQuestion(
    [property: Id(0)] ContrastScenario A,
    [property: Id(1)] ContrastScenario B,
    [property: Id(2)] string? Outcome,
    [property: Id(3)] int TopK,
    [property: Id(4)] long Seed)
{
    /// <summary>Contributions listed unless asked otherwise.</summary>
    public const int DefaultTopK = 5;

    /// <summary>Most contributions that may be listed.</summary>
    public const int MaxTopK = 50;
}

/// <summary>A scenario: what is set, or what was seen.</summary>
/// <param name="Id">Its name in the answer.</param>
/// <param name="Intervention">What is set.</param>
/// <param name="State">What was seen, by variable in ordinal order.</param>
[GenerateSerializer, Immutable, Alias("isl.contrast-scenario.v1")]
public sealed record ContrastScenario(
    [property: Id(0)] string Id,
    [property: Id(1)] Intervention Intervention,
    [property: Id(2)] ImmutableArray<VariableValue> State)
{
    /// <summary>Place of the scenario in the request, for messages.</summary>
    [Id(3), JsonIgnore]
    public string Place { get; init; } = "";
}

/// <summary>Why does the outcome of several scenarios differ from that of a baseline?</summary>
/// <param name="Items">One contrast for each scenario other than the baseline, in their order.</param>
[GenerateSerializer, Immutable, Alias("isl.contrast-batch-question.v1")]
public sealed record ContrastBatchQuestion([property: Id(0)] ImmutableArray<ContrastQuestion> Items);

/// <summary>Which smallest change would bring an outcome into a range?</summary>
/// <param name="State">What was seen, by variable in ordinal order, the outcome perhaps among it.</param>
/// <param name="Targets">The ranges wanted, by variable in ordinal order.</param>
/// <param name="Feasible">Variables that may be changed, with the range that they may take, in ordinal order.</param>
/// <param name="MaxChanges">Most variables changed at once.</param>
/// <param name="Minimize">What the answers are ranked by.</param>
/// <param name="Seed">Seed of the draws.</param>
[GenerateSerializer, Immutable, Alias("isl.recourse-question.v1")]
public sealed record RecourseQuestion(
    [property: Id(0)] ImmutableArray<VariableValue> State,
    [property: Id(1)] ImmutableArray<VariableRange> Targets,
    [property: Id(2)] ImmutableArray<VariableRange> Feasible,
    [property: Id(3)] int MaxChanges,
    [property: Id(4)] RecourseGoal Minimize,
    [property: Id(5)] long Seed)
{
    /// <summary>Most variables that may be changed.</summary>
    public const int MaxFeasible = 20;

    /// <summary>Most variables changed at once.</summary>
    public const int MostChanges = 5;
}

/// <summary>A range of a variable.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Low">Lower end; −∞ where there is none.</param>
/// <param name="High">Upper end; ∞ where there is none.</param>
[GenerateSerializer, Immutable, Alias("isl.variable-range.v1")]
public readonly record struct VariableRange([property: Id(0)] string Variable, [property: Id(1)] double? Low, [property: Id(2)] double? High);

/// <summary>What changes are ranked by.</summary>
public enum RecourseGoal
{
    /// <summary>The size of the change, in standard deviations.</summary>
    ChangeMagnitude,

    /// <summary>The change relative to the present values.</summary>
    Cost,

    /// <summary>How near the new values are to what is usual.</summary>
    Feasibility,
}
