using System.Collections.Immutable;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Interfaces.Validation;

/// <summary>How good is a causal graph, by itself, against equations and against data?</summary>
/// <param name="Level">How much is checked.</param>
/// <param name="Treatment">The variable whose effect is wanted; null where none is named.</param>
/// <param name="Outcome">The variable that it should act on; null where none is named.</param>
/// <param name="Tiers">Variables by time, earlier ones first; empty where no order is known.</param>
/// <param name="Required">Edges that must be there, in the caller's order.</param>
/// <param name="Forbidden">Edges that may not be there, in the caller's order.</param>
/// <param name="Unused">Members of the context that nothing is checked by, in ordinal order.</param>
/// <param name="ModelHash">Hash of the equations; null where none were sent.</param>
/// <param name="DatasetHash">Hash of the rows; null where none were sent.</param>
/// <param name="Seed">Seed of the permutations.</param>
[GenerateSerializer, Immutable, Alias("isl.validation-question.v1")]
public sealed record ValidationQuestion(
    [property: Id(0)] ValidationLevel Level,
    [property: Id(1)] string? Treatment,
    [property: Id(2)] string? Outcome,
    [property: Id(3)] ImmutableArray<ImmutableArray<string>> Tiers,
    [property: Id(4)] ImmutableArray<NamedEdge> Required,
    [property: Id(5)] ImmutableArray<NamedEdge> Forbidden,
    [property: Id(6)] ImmutableArray<string> Unused,
    [property: Id(7)] string? ModelHash,
    [property: Id(8)] string? DatasetHash,
    [property: Id(9)] long Seed);

/// <summary>How much is checked.</summary>
public enum ValidationLevel
{
    /// <summary>The graph itself.</summary>
    Basic,

    /// <summary>Also each independence that it implies, against the rows.</summary>
    Standard,

    /// <summary>Also each edge, and the graph as a whole against graphs with its names shuffled.</summary>
    Comprehensive,
}
