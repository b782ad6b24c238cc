namespace Isl.Grains.Interfaces.Answering;

/// <summary>What one silo's result cache has done since it started, and what it holds now.</summary>
/// <param name="Silo">The silo's address.</param>
/// <param name="Hits">Requests answered without a computation of their own.</param>
/// <param name="Misses">Requests that had to compute.</param>
/// <param name="Coalesced">Requests that joined a running computation.</param>
/// <param name="Evictions">Entries dropped for room.</param>
/// <param name="Expirations">Entries dropped for age.</param>
/// <param name="CurrentSize">Entries held.</param>
/// <param name="MaxSize">Entries that fit (<c>CACHE_MAX_SIZE</c>).</param>
/// <param name="MemoryBytes">Bytes held.</param>
/// <param name="MemoryHits">Hits from memory.</param>
/// <param name="RedisHits">Hits from the Redis tier.</param>
/// <param name="RedisErrors">Failed calls to the Redis tier; each cost a log line, never a request.</param>
/// <param name="RedisState">Whether the Redis tier answers: <c>off</c>, <c>up</c> or <c>down</c>.</param>
/// <param name="FrontHits">Hits that API processes answered from their front caches and reported to this silo.</param>
[GenerateSerializer, Immutable, Alias("isl.cache-statistics.v1")]
public sealed record CacheStatistics(
    [property: Id(0)] string Silo,
    [property: Id(1)] long Hits,
    [property: Id(2)] long Misses,
    [property: Id(3)] long Coalesced,
    [property: Id(4)] long Evictions,
    [property: Id(5)] long Expirations,
    [property: Id(6)] int CurrentSize,
    [property: Id(7)] int MaxSize,
    [property: Id(8)] long MemoryBytes,
    [property: Id(9)] long MemoryHits,
    [property: Id(10)] long RedisHits,
    [property: Id(11)] long RedisErrors,
    [property: Id(12)] string RedisState,
    [property: Id(13)] long FrontHits = 0);
