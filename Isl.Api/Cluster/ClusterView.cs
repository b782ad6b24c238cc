using System.Collections.Immutable;
using Isl.Grains.Hosting;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Resilience;
using Microsoft.Extensions.Options;

namespace Isl.Api.Cluster;

/// <summary>The cluster as the operator's endpoints show it: as it is now, or where it does not answer, as this process last knew it.</summary>
public sealed class ClusterView
{
    /// <summary>In one process there is nothing to be cut off from; what is late is only waiting for its turn.</summary>
    private static readonly TimeSpan EmbeddedPatience = TimeSpan.FromSeconds(10);

    private readonly IGrainFactory _grains;
    private readonly ResilienceMonitor _monitor;
    private readonly ClusterConnection _connection;
    private readonly LastKnown<ClusterLook> _look;
    private readonly LastKnown<IReadOnlyList<CacheStatistics>> _caches;
    private readonly bool _isCluster;
    private readonly TimeSpan _patience;
    private int _silos;

    /// <summary>Makes the view; it knows nothing yet.</summary>
    public ClusterView(
        IGrainFactory grains,
        ResilienceMonitor monitor,
        ClusterConnection connection,
        FrontHits frontHits,
        IslSettings settings,
        IOptions<ClusterTimings> timings,
        TimeProvider time)
    {
        (_grains, _monitor, _connection) = (grains, monitor, connection);
        _isCluster = settings.IsCluster;
        _patience = _isCluster ? TimeSpan.FromSeconds(timings.Value.ReportPatienceSeconds) : EmbeddedPatience;
        _look = new LastKnown<ClusterLook>(Ask, time);
        _caches = new LastKnown<IReadOnlyList<CacheStatistics>>(
            async () =>
            {
                await frontHits.Report(); // so that what this process gave counts in what it shows
                return await grains.GetGrain<IClusterCacheGrain>(0).GetStatistics();
            },
            time);
    }

    /// <summary>Services, circuits and silos.</summary>
    public async Task<ClusterLook> Look()
    {
        var look = await _look.Get(_patience);
        return _isCluster && _connection.Gateways == 0 ? look with { Silos = 0 } : look;
    }

    /// <summary>The result caches of all silos.</summary>
    public async Task<ImmutableArray<CacheStatistics>> Caches() => [.. await _caches.Get(_patience)];

    /// <summary>Asks for everything; what is not answered stays as it was last known, and only what was never known fails the look.</summary>
    private async Task<ClusterLook> Ask()
    {
        await Task.WhenAll(_monitor.ReportNow(), _monitor.RefreshCircuits(), CountSilos());
        return new ClusterLook(
            [.. ServiceNames.All.Select(name => _monitor.LastKnownHealth(name) ?? throw NeverKnown())],
            [.. CircuitNames.All.Select(name => _monitor.LastKnownCircuit(name) ?? throw NeverKnown())],
            _silos);
    }

    private async Task CountSilos()
    {
        try
        {
            _silos = (await _grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Count;
        }
        catch (Exception)
        {
            _silos = Math.Max(_silos, _connection.Gateways); // membership itself cannot be read
        }
    }

    private static SiloUnavailableException NeverKnown() => new("The cluster has not answered yet.");
}

/// <summary>What was seen of the cluster.</summary>
/// <param name="Services">Health by service, in the order of <see cref="ServiceNames.All"/>.</param>
/// <param name="Circuits">Circuits, in the order of <see cref="CircuitNames.All"/>.</param>
/// <param name="Silos">Silos that are active; 0 where none can be reached.</param>
public sealed record ClusterLook(ImmutableArray<HealthSnapshot> Services, ImmutableArray<CircuitSnapshot> Circuits, int Silos);
