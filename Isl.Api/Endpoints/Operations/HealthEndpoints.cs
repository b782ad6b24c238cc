using System.Collections.Immutable;
using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Grains.Hosting;
using Isl.Grains.Interfaces.Resilience;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Isl.Api.Endpoints.Operations;

/// <summary>Is the service well, and which part is not?</summary>
public static class HealthEndpoints
{
    /// <summary>Maps the health endpoints and the probes.</summary>
    public static RouteGroupBuilder MapHealth(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").WithTags("Operations").AllowAnonymous();
        group.MapGet("/health", GetHealth).WithName("health").WithSummary("Overall health");
        group.MapGet("/health/services", GetServices).WithName("health_services").WithSummary("Health of each service over the rolling window");
        group.MapGet("/health/circuit-breakers", GetCircuits).WithName("health_circuit_breakers").WithSummary("State of each circuit breaker");
        foreach (var path in new[] { "/health/live", "/livez", "/v2/health/live" })
        {
            group.MapGet(path, GetLive).WithName(NameOf(path)).WithSummary("Liveness probe: the process answers");
        }

        foreach (var path in new[] { "/health/ready", "/readyz", "/v2/health/ready" })
        {
            group
                .MapGet(path, GetReady)
                .WithName(NameOf(path))
                .Produces<ProbeReport>()
                .WithSummary("Readiness probe: the cluster answers too")
                .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        }

        return group;
    }

    private static string NameOf(string path) => path.Trim('/').Replace('/', '_');

    /// <summary>Overall health: degraded when any service or circuit is, failing when any service is or the cluster does not answer.</summary>
    public static async Task<Ok<HealthReport>> GetHealth(ClusterView cluster, ConfigFingerprint fingerprint, IslSettings settings, TimeProvider time)
    {
        var (services, circuits, silos) = await cluster.Look();
        var status = silos == 0 ? "failing" : HealthRules.Overall([.. services], [.. circuits]);
        var membership = settings.IsCluster ? "redis" : "embedded";
        return TypedResults.Ok(
            new HealthReport(status, fingerprint.Version, time.GetUtcNow(), fingerprint.Value, new ClusterReport(silos, membership)));
    }

    /// <summary>Health of each service.</summary>
    public static async Task<Ok<ServicesReport>> GetServices(ClusterView cluster, TimeProvider time)
    {
        var snapshots = (await cluster.Look()).Services;
        var now = time.GetUtcNow();
        var services = ServiceNames.All.Zip(snapshots).ToImmutableSortedDictionary(
            pair => pair.First,
            pair => new ServiceReport(
                pair.Second.Status.ToString().ToUpperInvariant(),
                Math.Round(pair.Second.SuccessRatePercent, 2),
                pair.Second.Window.Total,
                pair.Second.Window.Successes,
                pair.Second.Window.Failures,
                pair.Second.Window.Fallbacks,
                Math.Round((now - pair.Second.Since).TotalSeconds, 3),
                pair.Second.LastReport),
            StringComparer.Ordinal);
        var status = HealthRules.OfServices(snapshots);
        return TypedResults.Ok(new ServicesReport(status, now, services));
    }

    /// <summary>State of each circuit breaker.</summary>
    public static async Task<Ok<CircuitsReport>> GetCircuits(ClusterView cluster, TimeProvider time)
    {
        var snapshots = (await cluster.Look()).Circuits;
        var circuits = CircuitNames
            .All.Zip(snapshots)
            .ToImmutableSortedDictionary(pair => pair.First, pair => CircuitReport.From(pair.Second), StringComparer.Ordinal);
        var notClosed = circuits.Where(pair => pair.Value.State != "CLOSED").Select(pair => $"{pair.Key} is {pair.Value.State}").ToList();
        return TypedResults.Ok(
            new CircuitsReport(
                snapshots.Any(snapshot => snapshot.State == CircuitState.Open) ? "some_circuits_open" : "operational",
                time.GetUtcNow(),
                circuits,
                notClosed.Count == 0
                    ? "All circuits are CLOSED: every method is in use."
                    : $"{string.Join(", ", notClosed)}. While a circuit is OPEN its questions are answered by a simpler method and marked degraded; "
                      + "after timeout_seconds it goes HALF_OPEN and trial calls decide."));
    }

    private static Ok<ProbeReport> GetLive() => TypedResults.Ok(new ProbeReport("live"));

    private static async Task<IResult> GetReady(ApiReadiness readiness) =>
        await readiness.Trouble() is { } trouble
            ? new ProblemResult(ProblemTypes.ClusterUnavailable, trouble)
            : TypedResults.Ok(new ProbeReport("ready"));
}
