using System.Collections.Immutable;

namespace Isl.Grains.Interfaces.Answering;

/// <summary>The result caches of all silos, asked together; any key will do.</summary>
[Alias("isl.cluster-cache")]
public interface IClusterCacheGrain : IGrainWithIntegerKey
{
    /// <summary>Figures of every silo's cache, in the order of their addresses.</summary>
    [Alias("statistics"), ResponseTimeout("00:00:05")]
    Task<ImmutableArray<CacheStatistics>> GetStatistics();

    /// <summary>
    /// Empties the tier behind the silos and every silo's cache; returns, after the last of them, the number of entries dropped from memory.
    /// </summary>
    [Alias("clear"), ResponseTimeout("00:00:30")]
    Task<int> Clear();

    /// <summary>Takes in how many answers an API process gave from its front cache since it last said so; they count with the silo asked.</summary>
    [Alias("front-hits"), ResponseTimeout("00:00:05")]
    Task AddFrontHits(long count);
}
