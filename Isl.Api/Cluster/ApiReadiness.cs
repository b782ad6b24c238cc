using Isl.Grains.Hosting;

namespace Isl.Api.Cluster;

/// <summary>Is this API ready? In a cluster its gateways decide, in a process with a silo of its own that silo.</summary>
/// <remarks>
/// No grain of the cluster is asked: the death of the silo that holds it would make every API unready at once. An API of a cluster warms up first,
/// for others can answer meanwhile; one that is alone answers at once, if slowly.
/// </remarks>
public sealed class ApiReadiness(ClusterConnection connection, Drain drain, SiloReadiness? silo = null, ApiWarmUp? warmUp = null)
{
    /// <summary>Why it is not ready; null when it is.</summary>
    public async ValueTask<string?> Trouble() =>
        drain.IsStopping ? "The API is stopping."
        : connection.Trouble is { } trouble ? trouble
        : silo is null && warmUp is { IsDone: false } ? "The API is warming up."
        : silo is null ? null
        : await silo.Trouble();
}
