using System.Collections.Immutable;

namespace Isl.Grains.Interfaces.Discovery;

/// <summary>Has its silo fit one chunk of resamples; the key names the job and the chunk.</summary>
[Alias("isl.bootstrap-worker")]
public interface IResamplingPartGrain : IGrainWithStringKey
{
    /// <summary>Fits the resamples of a chunk, as many as the time allows.</summary>
    [Alias("run"), ResponseTimeout("01:00:00")]
    Task<ResampleCounts> Run(ResampleChunk chunk, CancellationToken cancellationToken);
}

/// <summary>A chunk of resamples.</summary>
/// <param name="Question">How each is fitted; its algorithm is settled, not <see cref="DiscoveryAlgorithm.Auto"/>.</param>
/// <param name="Variables">Names of the columns.</param>
/// <param name="DatasetHash">Where the data are, for the methods that need them.</param>
/// <param name="Rows">Rows of the data.</param>
/// <param name="Seed">Seed of all resamples of the job.</param>
/// <param name="First">Number of the first resample: its random stream is that of seed and number, whatever the chunk.</param>
/// <param name="Count">Resamples in the chunk.</param>
/// <param name="Covariances">The resamples' d×d covariance matrices as little-endian doubles, one behind the other; empty when the method needs the
/// data.</param>
/// <param name="SecondsBudget">Time to spend.</param>
[GenerateSerializer, Immutable, Alias("isl.resample-chunk.v1")]
public sealed record ResampleChunk(
    [property: Id(0)] DiscoveryQuestion Question,
    [property: Id(1)] ImmutableArray<string> Variables,
    [property: Id(2)] string DatasetHash,
    [property: Id(3)] int Rows,
    [property: Id(4)] long Seed,
    [property: Id(5)] int First,
    [property: Id(6)] int Count,
    [property: Id(7)] ReadOnlyMemory<byte> Covariances,
    [property: Id(8)] double SecondsBudget);

/// <summary>How often the resamples of a chunk held each edge; counts add up, so chunks and their order do not matter.</summary>
/// <param name="Done">Resamples fitted to their end.</param>
/// <param name="Unusable">Resamples left out because a column of theirs is constant.</param>
/// <param name="Empty">Resamples without any edge.</param>
/// <param name="Directed">Row-major d×d as little-endian 32-bit integers: (i, j) counts edges from i to j.</param>
/// <param name="Open">Row-major d×d, symmetric: edges of open direction.</param>
/// <param name="Adjacent">Row-major d×d, symmetric: edges of any kind.</param>
[GenerateSerializer, Immutable, Alias("isl.resample-counts.v1")]
public sealed record ResampleCounts(
    [property: Id(0)] int Done,
    [property: Id(1)] int Unusable,
    [property: Id(2)] int Empty,
    [property: Id(3)] ReadOnlyMemory<byte> Directed,
    [property: Id(4)] ReadOnlyMemory<byte> Open,
    [property: Id(5)] ReadOnlyMemory<byte> Adjacent);
