using System.Collections.Immutable;
using Isl.Grains.Answering;
using Isl.Grains.Answering.Store;
using Isl.Grains.Interfaces.Answering;
using Orleans.Concurrency;

namespace Isl.Grains.Grains.Cache;

/// <summary>Asks every silo's <see cref="CacheControl"/> through Orleans' management grain.</summary>
[StatelessWorker(1), Reentrant]
public sealed class ClusterCacheGrain(IResultStore store, CacheFigures figures) : Grain, IClusterCacheGrain
{
    /// <inheritdoc/>
    public async Task<ImmutableArray<CacheStatistics>> GetStatistics() =>
        [.. (await Send(CacheControl.GetStatistics)).OfType<CacheStatistics>().OrderBy(one => one.Silo, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public async Task<int> Clear()
    {
        var stored = store.Clear(); // first, so that no silo takes an answer back from there
        await Task.WhenAny(stored);
        var dropped = (await Send(CacheControl.Clear)).OfType<int>().Sum();
        await stored; // its trouble is told once memory is empty
        return dropped;
    }

    /// <inheritdoc/>
    public Task AddFrontHits(long count)
    {
        figures.AddFrontHits(count);
        return Task.CompletedTask;
    }

    private Task<object?[]> Send(int command) =>
        GrainFactory.GetGrain<IManagementGrain>(0).SendControlCommandToProvider<CacheControl>(CacheControl.Name, command, null);
}
