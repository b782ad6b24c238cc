using System.Collections.Immutable;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Interfaces.Robustness;

/// <summary>How far may an intervention miss its values before the outcome leaves its range?</summary>
/// <param name="Proposal">The values proposed, by variable in ordinal order.</param>
/// <param name="Targets">The ranges wanted, by variable in ordinal order.</param>
/// <param name="Radius">How far each value may be off, as a share of it.</param>
/// <param name="MinSamples">Fewest draws behind a share that is counted.</param>
/// <param name="Level">The probability with which the outcome must stay in range.</param>
/// <param name="Feasible">Ranges that the values cannot leave, by variable in ordinal order.</param>
/// <param name="Graph">The graph; null where only the model was sent.</param>
/// <param name="Seed">Seed of the draws.</param>
[GenerateSerializer, Immutable, Alias("isl.robustness-question.v1")]
public sealed record RobustnessQuestion(
    [property: Id(0)] ImmutableArray<VariableValue> Proposal,
    [property: Id(1)] ImmutableArray<VariableRange> Targets,
    [property: Id(2)] double Radius,
    [property: Id(3)] int MinSamples,
    [property: Id(4)] decimal Level,
    [property: Id(5)] ImmutableArray<VariableRange> Feasible,
    [property: Id(6)] CausalGraph? Graph,
    [property: Id(7)] long Seed)
{
    /// <summary>Most variables that may be set, and most that may have a range.</summary>
    public const int MostVariables = 20;

    /// <summary>Radius unless asked otherwise.</summary>
    public const double DefaultRadius = 0.1;

    /// <summary>Fewest draws unless asked otherwise.</summary>
    public const int DefaultSamples = 100;

    /// <summary>Probability unless asked otherwise.</summary>
    public const double DefaultLevel = 0.95;
}
