using System.Collections.Immutable;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Interfaces.Experiments;

/// <summary>Which experiment settles most of the directions that a graph leaves open?</summary>
/// <param name="Feasible">Variables that may be set, with their ranges, in ordinal order.</param>
/// <param name="Budget">What all experiments may cost together.</param>
/// <param name="Horizon">How many there may be.</param>
/// <param name="Costs">What it costs to set a variable, by variable in ordinal order; 1 for the others.</param>
[GenerateSerializer, Immutable, Alias("isl.orientation-question.v1")]
public sealed record OrientationQuestion(
    [property: Id(0)] ImmutableArray<VariableRange> Feasible,
    [property: Id(1)] double Budget,
    [property: Id(2)] int Horizon,
    [property: Id(3)] ImmutableArray<VariableValue> Costs)
{
    /// <summary>Most nodes of a graph with open directions.</summary>
    public const int MaxNodes = 100;
}
