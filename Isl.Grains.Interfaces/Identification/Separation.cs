using System.Collections.Immutable;

namespace Isl.Grains.Interfaces.Identification;

/// <summary>Does a conditioning set m-separate two sets of nodes? Names are in ordinal order.</summary>
/// <param name="X">One set; not empty.</param>
/// <param name="Y">The other; not empty, disjoint from the first.</param>
/// <param name="Given">The conditioning set, disjoint from both.</param>
[GenerateSerializer, Immutable, Alias("isl.separation-question.v1")]
public sealed record SeparationQuestion(
    [property: Id(0)] ImmutableArray<string> X,
    [property: Id(1)] ImmutableArray<string> Y,
    [property: Id(2)] ImmutableArray<string> Given);

/// <summary>Answer to a separation question; exact at any size.</summary>
public sealed record SeparationResult : AnalysisResult
{
    /// <summary>True when every path between the sets is blocked.</summary>
    public required bool Separated { get; init; }

    /// <summary>A path that is open, such as <c>X &lt;- Z -&gt; Y</c>; null when the sets are separated.</summary>
    public required string? OpenPath { get; init; }

    /// <summary>Hash of the graph in canonical form.</summary>
    public required string DagHash { get; init; }
}
