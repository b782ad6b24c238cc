using System.Diagnostics.Metrics;
using System.Reflection;

namespace Isl.Grains.Telemetry;

/// <summary>The service's own instruments, one a row of the table.</summary>
/// <remarks>Process-wide by nature: Prometheus scrapes processes. Labels are bounded; no hash or key is ever one.</remarks>
public static class IslMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Isl";

    /// <summary>Version of the service.</summary>
    public static string Version { get; } =
        typeof(IslMetrics).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private static readonly Meter Meter = new(MeterName, Version);

    /// <summary>See <see cref="HttpRows.Requests"/>.</summary>
    public static CounterMetric Requests { get; } = new(Meter, HttpRows.Requests);

    /// <summary>See <see cref="HttpRows.Duration"/>.</summary>
    public static HistogramMetric RequestDuration { get; } = new(Meter, HttpRows.Duration);

    /// <summary>See <see cref="HttpRows.Errors"/>.</summary>
    public static CounterMetric Errors { get; } = new(Meter, HttpRows.Errors);

    /// <summary>See <see cref="HttpRows.Active"/>.</summary>
    public static LevelMetric ActiveRequests { get; } = new(Meter, HttpRows.Active);

    /// <summary>See <see cref="HttpRows.LinesDropped"/>.</summary>
    public static CounterMetric RequestLinesDropped { get; } = new(Meter, HttpRows.LinesDropped);

    /// <summary>See <see cref="ResilienceRows.CircuitState"/>.</summary>
    public static GaugeMetric CircuitState { get; } = new(Meter, ResilienceRows.CircuitState);

    /// <summary>See <see cref="ResilienceRows.ServiceHealth"/>.</summary>
    public static GaugeMetric ServiceHealth { get; } = new(Meter, ResilienceRows.ServiceHealth);

    /// <summary>See <see cref="ResilienceRows.Fallbacks"/>.</summary>
    public static CounterMetric Fallbacks { get; } = new(Meter, ResilienceRows.Fallbacks);

    /// <summary>See <see cref="CacheRows.Hits"/>.</summary>
    public static CounterMetric CacheHits { get; } = new(Meter, CacheRows.Hits);

    /// <summary>See <see cref="CacheRows.Misses"/>.</summary>
    public static CounterMetric CacheMisses { get; } = new(Meter, CacheRows.Misses);

    /// <summary>See <see cref="CacheRows.Coalesced"/>.</summary>
    public static CounterMetric CacheCoalesced { get; } = new(Meter, CacheRows.Coalesced);

    /// <summary>See <see cref="CacheRows.HitRate"/>.</summary>
    public static GaugeMetric CacheHitRate { get; } = new(Meter, CacheRows.HitRate);

    /// <summary>See <see cref="CacheRows.Size"/>.</summary>
    public static GaugeMetric CacheSize { get; } = new(Meter, CacheRows.Size);

    /// <summary>See <see cref="CacheRows.MaxSize"/>.</summary>
    public static GaugeMetric CacheMaxSize { get; } = new(Meter, CacheRows.MaxSize);

    /// <summary>See <see cref="CacheRows.Bytes"/>.</summary>
    public static GaugeMetric CacheBytes { get; } = new(Meter, CacheRows.Bytes);

    /// <summary>See <see cref="CacheRows.Evictions"/>.</summary>
    public static CounterMetric CacheEvictions { get; } = new(Meter, CacheRows.Evictions);

    /// <summary>See <see cref="CacheRows.Expirations"/>.</summary>
    public static CounterMetric CacheExpirations { get; } = new(Meter, CacheRows.Expirations);

    /// <summary>See <see cref="CacheRows.StoreErrors"/>.</summary>
    public static CounterMetric StoreErrors { get; } = new(Meter, CacheRows.StoreErrors);

    /// <summary>See <see cref="ComputeRows.QueueDepth"/>.</summary>
    public static LevelMetric ComputeQueueDepth { get; } = new(Meter, ComputeRows.QueueDepth);

    /// <summary>See <see cref="ComputeRows.QueueSeconds"/>.</summary>
    public static HistogramMetric ComputeQueueSeconds { get; } = new(Meter, ComputeRows.QueueSeconds);

    /// <summary>See <see cref="ComputeRows.Duration"/>.</summary>
    public static HistogramMetric ComputeDuration { get; } = new(Meter, ComputeRows.Duration);

    /// <summary>See <see cref="ComputeRows.Refused"/>.</summary>
    public static CounterMetric ComputeRefused { get; } = new(Meter, ComputeRows.Refused);

    /// <summary>See <see cref="ComputeRows.Running"/>.</summary>
    public static LevelMetric ComputeRunning { get; } = new(Meter, ComputeRows.Running);

    /// <summary>See <see cref="ComputeRows.Slots"/>.</summary>
    public static GaugeMetric ComputeSlots { get; } = new(Meter, ComputeRows.Slots);

    /// <summary>See <see cref="ComputeRows.ExpectedWait"/>.</summary>
    public static GaugeMetric ComputeExpectedWait { get; } = new(Meter, ComputeRows.ExpectedWait);

    /// <summary>See <see cref="ComputeRows.InFlight"/>.</summary>
    public static GaugeMetric ComputeInFlight { get; } = new(Meter, ComputeRows.InFlight);

    /// <summary>See <see cref="ComputeRows.Utilization"/>.</summary>
    public static GaugeMetric ComputeUtilization { get; } = new(Meter, ComputeRows.Utilization);

    /// <summary>See <see cref="ProcessRows.BuildInfo"/>.</summary>
    public static GaugeMetric BuildInfo { get; } = new(Meter, ProcessRows.BuildInfo);

    static IslMetrics() => ProcessInstruments.Create(Meter);
}
