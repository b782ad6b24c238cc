namespace Isl.Grains.Interfaces.Data;

/// <summary>What a caller declares a column to be.</summary>
/// <param name="Column">The column.</param>
/// <param name="Kind">What it is.</param>
[GenerateSerializer, Immutable, Alias("isl.declared-column.v1")]
public sealed record DeclaredColumn([property: Id(0)] string Column, [property: Id(1)] DeclaredKind Kind);
