using System.Collections.Immutable;

namespace Isl.Grains.Telemetry;

/// <summary>Rows about circuits, health and fallbacks.</summary>
public static class ResilienceRows
{
    private static readonly MetricLabel Service = new("service", "the five services of `/health/services`");

    /// <summary>State of each circuit.</summary>
    public static MetricDefinition CircuitState { get; } = new(
        "isl_circuit_breaker_state",
        MetricKind.Gauge,
        "1",
        "State of the circuit breaker: 0 CLOSED, 1 HALF_OPEN, 2 OPEN",
        "within half a second of a change; every process shows the same")
    {
        Labels = [new MetricLabel("name", "the circuits of `/health/circuit-breakers`")],
    };

    /// <summary>Health of each service.</summary>
    public static MetricDefinition ServiceHealth { get; } = new(
        "isl_service_health_status",
        MetricKind.Gauge,
        "1",
        "Health of the service over the rolling window: 1 HEALTHY, 0.5 DEGRADED, 0 FAILING",
        "within half a second of a change; every process shows the same")
    {
        Labels = [Service],
    };

    /// <summary>Answers by a simpler method.</summary>
    public static MetricDefinition Fallbacks { get; } = new(
        "isl_fallback_triggered_total",
        MetricKind.Counter,
        "{answer}",
        "Answers given by a simpler method than the one asked for",
        "when a fallback has answered")
    {
        Home = MetricHome.Silo,
        Labels = [Service],
    };

    /// <summary>All rows.</summary>
    public static ImmutableArray<MetricDefinition> All { get; } = [CircuitState, ServiceHealth, Fallbacks];
}
