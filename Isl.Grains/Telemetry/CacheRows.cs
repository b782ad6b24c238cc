using System.Collections.Immutable;

namespace Isl.Grains.Telemetry;

/// <summary>Rows about held answers.</summary>
public static class CacheRows
{
    /// <summary>Hits by tier.</summary>
    public static MetricDefinition Hits { get; } = new(
        "isl_cache_hits_total",
        MetricKind.Counter,
        "{request}",
        "Questions answered from a held answer, by the tier that held it",
        "when a held answer is given")
    {
        Labels = [new MetricLabel("tier", "`front` (in the API process), `memory` (in the silo), `redis`")],
    };

    /// <summary>Misses.</summary>
    public static MetricDefinition Misses { get; } = new(
        "isl_cache_misses_total", MetricKind.Counter, "{request}", "Questions that had to be computed", "when a computation starts")
    {
        Home = MetricHome.Silo,
    };

    /// <summary>Joined computations.</summary>
    public static MetricDefinition Coalesced { get; } = new(
        "isl_cache_coalesced_total",
        MetricKind.Counter,
        "{request}",
        "Questions that joined a computation that was running for another caller",
        "when a question joins")
    {
        Home = MetricHome.Silo,
    };

    /// <summary>Share of hits.</summary>
    public static MetricDefinition HitRate { get; } = new(
        "isl_cache_hit_rate",
        MetricKind.Gauge,
        "1",
        "Share of questions answered without a computation of their own since start, 0 to 1, of this process's silo",
        "twice a second; rules use the counters, which can be read over any window")
    {
        Home = MetricHome.Silo,
    };

    /// <summary>Entries.</summary>
    public static MetricDefinition Size { get; } = new(
        "isl_cache_size", MetricKind.Gauge, "{answer}", "Answers in the memory of this process's silo", "twice a second")
    {
        Home = MetricHome.Silo,
    };

    /// <summary>Most entries.</summary>
    public static MetricDefinition MaxSize { get; } = new(
        "isl_cache_max_size", MetricKind.Gauge, "{answer}", "Answers that the memory of this process's silo may hold (CACHE_MAX_SIZE)", "never")
    {
        Home = MetricHome.Silo,
    };

    /// <summary>Bytes.</summary>
    public static MetricDefinition Bytes { get; } = new(
        "isl_cache_bytes", MetricKind.Gauge, "By", "Bytes of the answers in the memory of this process's silo", "twice a second")
    {
        Home = MetricHome.Silo,
    };

    /// <summary>Entries dropped for room.</summary>
    public static MetricDefinition Evictions { get; } = new(
        "isl_cache_evictions_total", MetricKind.Counter, "{answer}", "Answers dropped from memory for room", "twice a second")
    {
        Home = MetricHome.Silo,
    };

    /// <summary>Entries dropped for age.</summary>
    public static MetricDefinition Expirations { get; } = new(
        "isl_cache_expirations_total", MetricKind.Counter, "{answer}", "Answers dropped from memory because their time was over", "twice a second")
    {
        Home = MetricHome.Silo,
    };

    /// <summary>Trouble with the tier behind memory.</summary>
    public static MetricDefinition StoreErrors { get; } = new(
        "isl_cache_redis_errors_total", MetricKind.Counter, "{call}", "Calls to Redis that failed", "twice a second")
    {
        Home = MetricHome.Silo,
    };

    /// <summary>All rows.</summary>
    public static ImmutableArray<MetricDefinition> All { get; } =
        [Hits, Misses, Coalesced, HitRate, Size, MaxSize, Bytes, Evictions, Expirations, StoreErrors];
}
