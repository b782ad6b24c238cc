using Isl.Grains.Telemetry;

namespace Isl.Grains.Answering;

/// <summary>How the requests of one silo were answered, since it started.</summary>
public sealed class CacheFigures
{
    private long _frontHits;
    private long _memoryHits;
    private long _redisHits;
    private long _misses;
    private long _coalesced;

    /// <summary>Hits from memory, hits from Redis, misses, coalesced.</summary>
    public (long MemoryHits, long RedisHits, long Misses, long Coalesced) Totals =>
        (Interlocked.Read(ref _memoryHits), Interlocked.Read(ref _redisHits), Interlocked.Read(ref _misses), Interlocked.Read(ref _coalesced));

    /// <summary>Hits in front of this silo, in the API processes that reported them here.</summary>
    public long FrontHits => Interlocked.Read(ref _frontHits);

    /// <summary>Share of requests answered without a computation of their own; 0 before the first.</summary>
    public double HitRate
    {
        get
        {
            var (memory, redis, misses, coalesced) = Totals;
            var hits = FrontHits + memory + redis + coalesced;
            return hits + misses == 0 ? 0 : (double)hits / (hits + misses);
        }
    }

    /// <summary>Counts answers that an API process gave without asking; their metric is that process's own.</summary>
    public void AddFrontHits(long count) => Interlocked.Add(ref _frontHits, count);

    /// <summary>Counts an answer from memory.</summary>
    public void MemoryHit()
    {
        Interlocked.Increment(ref _memoryHits);
        IslMetrics.CacheHits.Add(1, "memory");
    }

    /// <summary>Counts an answer from Redis.</summary>
    public void RedisHit()
    {
        Interlocked.Increment(ref _redisHits);
        IslMetrics.CacheHits.Add(1, "redis");
    }

    /// <summary>Counts an answer that had to be computed.</summary>
    public void Miss()
    {
        Interlocked.Increment(ref _misses);
        IslMetrics.CacheMisses.Add(1);
    }

    /// <summary>Counts a request that joined a running computation.</summary>
    public void Coalesce()
    {
        Interlocked.Increment(ref _coalesced);
        IslMetrics.CacheCoalesced.Add(1);
    }
}
