using System.Collections.Immutable;
using Isl.Grains.Interfaces.Data;

namespace Isl.Grains.Interfaces.Profiling;

/// <summary>What stands in a table?</summary>
/// <param name="Reading">How it was read.</param>
/// <param name="Kinds">What the caller declares columns to be, in the data's order.</param>
[GenerateSerializer, Immutable, Alias("isl.profile-question.v1")]
public sealed record ProfileQuestion(
    [property: Id(0)] TableReading Reading,
    [property: Id(1)] ImmutableArray<DeclaredColumn> Kinds)
{
    /// <summary>Fewest rows of a table that can be described.</summary>
    public const int MinRows = 1;
}
