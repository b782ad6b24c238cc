using Isl.Grains.Interfaces.Resilience;
using Prometheus;

namespace Isl.Grains.Telemetry;

/// <summary>The service's own metrics, under the names of the runbook.</summary>
/// <remarks>Process-wide by nature: Prometheus scrapes processes. Labels are bounded; no hash or key is ever one.</remarks>
public static class IslMetrics
{
    private static readonly double[] DurationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    /// <summary>State of each circuit: 0 CLOSED, 1 HALF_OPEN, 2 OPEN.</summary>
    public static Gauge CircuitState { get; } = Metrics.CreateGauge(
        "isl_circuit_breaker_state", "State of the circuit breaker: 0 CLOSED, 1 HALF_OPEN, 2 OPEN", "name");

    /// <summary>Health of each service: 1 HEALTHY, 0.5 DEGRADED, 0 FAILING.</summary>
    public static Gauge ServiceHealth { get; } = Metrics.CreateGauge(
        "isl_service_health_status", "Health of the service over the rolling window: 1 HEALTHY, 0.5 DEGRADED, 0 FAILING", "service");

    /// <summary>Answers by a simpler method.</summary>
    public static Counter Fallbacks { get; } = Metrics.CreateCounter(
        "isl_fallback_triggered_total", "Answers given by a simpler method than the one asked for", "service");

    /// <summary>Share of requests answered without computing, since start, in this process.</summary>
    public static Gauge CacheHitRate { get; } = Metrics.CreateGauge(
        "isl_cache_hit_rate", "Share of requests answered from the cache since start, 0 to 1, of this process's silo");

    /// <summary>Entries in the result cache.</summary>
    public static Gauge CacheSize { get; } = Metrics.CreateGauge("isl_cache_size", "Entries in the result cache of this process's silo");

    /// <summary>Entries dropped for room.</summary>
    public static Counter CacheEvictions { get; } = Metrics.CreateCounter(
        "isl_cache_evictions_total", "Entries dropped from the result cache for room");

    /// <summary>Jobs waiting for the compute gate.</summary>
    public static Gauge ComputeQueueDepth { get; } = Metrics.CreateGauge(
        "isl_compute_queue_depth", "Jobs waiting for a compute slot of this process's silo", "operation");

    /// <summary>Time waiting for a slot.</summary>
    public static Histogram ComputeQueueSeconds { get; } = Metrics.CreateHistogram(
        "isl_compute_queue_seconds",
        "Time a job waited for a compute slot",
        ["operation"],
        new HistogramConfiguration { Buckets = DurationBuckets });

    /// <summary>Time computing.</summary>
    public static Histogram ComputeDuration { get; } = Metrics.CreateHistogram(
        "isl_compute_duration_seconds",
        "Time a job computed, waiting not included",
        ["operation"],
        new HistogramConfiguration { Buckets = DurationBuckets });

    /// <summary>Makes every series of a known name visible from the first scrape on.</summary>
    public static void Publish()
    {
        foreach (var circuit in CircuitNames.All)
        {
            CircuitState.WithLabels(circuit).Publish();
        }

        foreach (var service in ServiceNames.All)
        {
            ServiceHealth.WithLabels(service).Set(1);
            Fallbacks.WithLabels(service).Publish();
        }

        CacheHitRate.Publish();
        CacheSize.Publish();
        CacheEvictions.Publish();
    }
}
