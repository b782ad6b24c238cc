using System.Collections.Immutable;

namespace Isl.Identification;

/// <summary>Is P(outcomes | do(treatments)) identifiable in a graph, and how? Names are in ordinal order, so that one question has one form.</summary>
/// <param name="Treatments">What is set; at least one.</param>
/// <param name="Outcomes">What is read; at least one, none of them a treatment.</param>
/// <param name="AdjustmentSet">A set the caller asks about; null for none.</param>
/// <param name="MaxSets">Most minimal adjustment sets to list.</param>
[GenerateSerializer, Immutable, Alias("isl.causal-query.v1")]
public sealed record CausalQuery(
    [property: Id(0)] ImmutableArray<string> Treatments,
    [property: Id(1)] ImmutableArray<string> Outcomes,
    [property: Id(2)] ImmutableArray<string>? AdjustmentSet,
    [property: Id(3)] int MaxSets)
{
    /// <summary>Sets listed unless the caller says otherwise.</summary>
    public const int DefaultMaxSets = 50;
}
