using System.Collections.Immutable;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Grains.Interfaces.Sensitivity;

/// <summary>What do data say of an effect without assuming that nothing is hidden?</summary>
/// <param name="Treatment">Column of the treatment.</param>
/// <param name="Outcome">Column of the outcome.</param>
/// <param name="From">Level of the treatment that is compared with; null for the lower of two.</param>
/// <param name="To">Level of the treatment whose effect is asked for; null for the higher of two.</param>
/// <param name="OutcomeRange">Least and greatest value that the outcome can have; null for what was seen.</param>
/// <param name="Instrument">Column of an instrument.</param>
/// <param name="Weight">Column that says how many units a row stands for.</param>
/// <param name="Covariates">Columns within whose levels treatment and outcome are compared.</param>
/// <param name="Lambda">By how much a hidden cause may change the odds of treatment; null for none.</param>
/// <param name="Graph">Graph of discrete variables.</param>
/// <param name="Kinds">The bounds asked for; empty for all that the request allows.</param>
/// <param name="Reading">How the table was read.</param>
[GenerateSerializer, Immutable, Alias("isl.bounds-question.v1")]
public sealed record BoundsQuestion(
    [property: Id(0)] string Treatment,
    [property: Id(1)] string Outcome,
    [property: Id(2)] string? From,
    [property: Id(3)] string? To,
    [property: Id(4)] ValueRange? OutcomeRange,
    [property: Id(5)] string? Instrument,
    [property: Id(6)] string? Weight,
    [property: Id(7)] ImmutableArray<string> Covariates,
    [property: Id(8)] double? Lambda,
    [property: Id(9)] CausalGraph? Graph,
    [property: Id(10)] ImmutableArray<BoundsKind> Kinds,
    [property: Id(11)] TableReading Reading);

/// <summary>What bounds rest on.</summary>
public enum BoundsKind
{
    /// <summary>Nothing.</summary>
    NoAssumptions,

    /// <summary>More of the treatment never lowers the outcome of anyone.</summary>
    Monotone,

    /// <summary>An instrument.</summary>
    Instrument,

    /// <summary>A graph of discrete variables.</summary>
    ResponseTypes,

    /// <summary>A limit on what a hidden cause does to the odds of treatment.</summary>
    MarginalSensitivity,
}
