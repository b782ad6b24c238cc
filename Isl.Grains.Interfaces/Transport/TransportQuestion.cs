using System.Collections.Immutable;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Interfaces.Transport;

/// <summary>Can an effect be carried from one population to another?</summary>
/// <param name="Treatment">The variable that is set.</param>
/// <param name="Outcome">The variable that is read.</param>
/// <param name="Selection">Variables whose mechanism may differ between the populations, in ordinal order.</param>
/// <param name="Source">The population where experiments were made.</param>
/// <param name="Target">The population the effect is wanted for.</param>
/// <param name="Experiments">Sets of variables that experiments in the source population set, each in ordinal order; observations are always
/// there.</param>
[GenerateSerializer, Immutable, Alias("isl.transport-question.v1")]
public sealed record TransportQuestion(
    [property: Id(0)] string Treatment,
    [property: Id(1)] string Outcome,
    [property: Id(2)] ImmutableArray<string> Selection,
    [property: Id(3)] Population Source,
    [property: Id(4)] Population Target,
    [property: Id(5)] ImmutableArray<ImmutableArray<string>> Experiments)
{
    /// <summary>Most experiments.</summary>
    public const int MaxExperiments = 20;

    /// <summary>Most nodes of a diagram.</summary>
    public const int MaxNodes = 200;
}

/// <summary>One of the two populations.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Measured">Variables that are measured there, in ordinal order.</param>
/// <param name="Rows">Hash of the rows that were sent, or null.</param>
[GenerateSerializer, Immutable, Alias("isl.population.v1")]
public sealed record Population(
    [property: Id(0)] string Name,
    [property: Id(1)] ImmutableArray<string> Measured,
    [property: Id(2)] string? Rows);

/// <summary>Rows of both populations.</summary>
/// <param name="Source">Rows of the source population.</param>
/// <param name="Target">Rows of the target population.</param>
[GenerateSerializer, Immutable, Alias("isl.transport-rows.v1")]
public sealed record TransportRows([property: Id(0)] Dataset? Source, [property: Id(1)] Dataset? Target);
