using Isl.Grains.Interfaces.Resilience;

namespace Isl.Api.Endpoints.Operations;

/// <summary>How the health of services and circuits adds up.</summary>
internal static class HealthRules
{
    /// <summary>
    /// <c>failing</c> where a service is failing because requests were answered by nothing; <c>degraded</c> where a service is not healthy
    /// for any other reason, such as answers by a simpler method, or a circuit is not closed; else <c>healthy</c>.
    /// </summary>
    public static string Overall(IReadOnlyCollection<HealthSnapshot> services, IReadOnlyCollection<CircuitSnapshot> circuits) =>
        services.Any(service => service.FailsWithoutFallback) ? "failing"
        : services.Any(service => service.Status != HealthStatus.Healthy) ? "degraded"
        : circuits.Any(circuit => circuit.State != CircuitState.Closed) ? "degraded"
        : "healthy";

    /// <summary><c>healthy</c> where every service is, else <c>degraded</c>.</summary>
    public static string OfServices(IReadOnlyCollection<HealthSnapshot> services) =>
        services.All(service => service.Status == HealthStatus.Healthy) ? "healthy" : "degraded";
}
