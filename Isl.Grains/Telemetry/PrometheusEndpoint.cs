using Isl.Grains.Interfaces.Resilience;
using Prometheus;

namespace Isl.Grains.Telemetry;

/// <summary>What this process shows at <c>/metrics</c>.</summary>
public static class PrometheusEndpoint
{
    /// <summary>The registry to serve: the table's metrics only.</summary>
    public static CollectorRegistry Registry { get; } = Metrics.NewCustomRegistry();

    private static readonly Lazy<MetricsPublisher> Publisher = new(() => new MetricsPublisher(Registry, MetricsTable.Find));

    /// <summary>
    /// Begins to collect, once a process, and makes every series of a known name visible from the first scrape on: a rate needs a value before the
    /// first event, and what is missing looks like what is well.
    /// </summary>
    /// <param name="role">What this process is.</param>
    public static void Start(ProcessRole role)
    {
        _ = Publisher.Value;
        IslMetrics.BuildInfo.Set(1, IslMetrics.Version, role.ToString().ToLowerInvariant());
        foreach (var circuit in CircuitNames.All)
        {
            IslMetrics.CircuitState.Set(0, circuit);
        }

        foreach (var service in ServiceNames.All)
        {
            IslMetrics.ServiceHealth.Set(1, service);
        }

        if (role != ProcessRole.Silo)
        {
            IslMetrics.CacheHits.Add(0, "front");
            IslMetrics.RequestLinesDropped.Add(0);
        }

        if (role != ProcessRole.Api)
        {
            ShowSilo();
        }
    }

    private static void ShowSilo()
    {
        foreach (var service in ServiceNames.All)
        {
            IslMetrics.Fallbacks.Add(0, service);
        }

        IslMetrics.CacheHits.Add(0, "memory");
        IslMetrics.CacheHits.Add(0, "redis");
        IslMetrics.CacheMisses.Add(0);
        IslMetrics.CacheCoalesced.Add(0);
    }
}

/// <summary>What a process is.</summary>
public enum ProcessRole
{
    /// <summary>API and silo in one.</summary>
    Embedded,

    /// <summary>It answers HTTP requests and asks silos.</summary>
    Api,

    /// <summary>It holds grains.</summary>
    Silo,
}
