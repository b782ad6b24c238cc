using System.Collections.Immutable;

namespace Isl.Grains.Interfaces.Counterfactuals;

/// <summary>Sums over one chunk of draws; chunks merge in the order of their indices.</summary>
[GenerateSerializer, Immutable, Alias("isl.chunk-result.v1")]
public sealed record ChunkResult
{
    /// <summary>Index of the chunk.</summary>
    [Id(0)]
    public required int Chunk { get; init; }

    /// <summary>Draws made.</summary>
    [Id(1)]
    public required long Draws { get; init; }

    /// <summary>Draws left out because something was not finite.</summary>
    [Id(2)]
    public required long Undefined { get; init; }

    /// <summary>For each output, the draws in which it was not finite.</summary>
    [Id(3)]
    public required ImmutableArray<long> UndefinedByOutput { get; init; }

    /// <summary>For each output eight sums, as little-endian doubles.</summary>
    [Id(4)]
    public required ReadOnlyMemory<byte> Sums { get; init; }

    /// <summary>For each ranked world, the weight of the draws in which it was best.</summary>
    [Id(5)]
    public required ImmutableArray<double> Best { get; init; }

    /// <summary>Kept draws as little-endian doubles, one collected output after the other; NaN where a draw was left out.</summary>
    [Id(6)]
    public required ReadOnlyMemory<byte> Collected { get; init; }

    /// <summary>Weights of the kept draws; empty where all weigh the same.</summary>
    [Id(7)]
    public required ReadOnlyMemory<byte> CollectedWeights { get; init; }
}
