using System.Collections.Immutable;
using Isl.Grains.Interfaces.Answering;
using Orleans.Concurrency;

namespace Isl.Grains.Grains;

/// <summary>Asks every silo's <see cref="CacheControl"/> through Orleans' management grain.</summary>
[StatelessWorker(1), Reentrant]
public sealed class ClusterCacheGrain : Grain, IClusterCacheGrain
{
    /// <inheritdoc/>
    public async Task<ImmutableArray<CacheStatistics>> GetStatistics() =>
        [.. (await Send(CacheControl.GetStatistics)).OfType<CacheStatistics>().OrderBy(one => one.Silo, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public async Task<int> Clear() => (await Send(CacheControl.Clear)).OfType<int>().Sum();

    private Task<object?[]> Send(int command) =>
        GrainFactory.GetGrain<IManagementGrain>(0).SendControlCommandToProvider<CacheControl>(CacheControl.Name, command, null);
}
