using Isl.Grains.Answering;
using Isl.Grains.Answering.Store;
using Isl.Grains.Interfaces.Answering;
using Microsoft.Extensions.Options;
using Orleans.Providers;

namespace Isl.Grains.Grains;

/// <summary>Answers for one silo's cache when the whole cluster is asked, through Orleans' management grain.</summary>
public sealed class CacheControl(
    ResultCache cache,
    CacheFigures figures,
    IResultStore store,
    IOptions<CacheOptions> options,
    ILocalSiloDetails silo) : IControllable
{
    /// <summary>Name to address it by.</summary>
    public const string Name = "isl-cache";

    /// <summary>Command: return the <see cref="CacheStatistics"/>.</summary>
    internal const int GetStatistics = 1;

    /// <summary>Command: drop everything, return how many entries that were.</summary>
    internal const int Clear = 2;

    /// <inheritdoc/>
    public async Task<object?> ExecuteCommand(int command, object? arg)
    {
        switch (command)
        {
            case GetStatistics:
                var (entries, bytes, evictions, expirations) = cache.Figures;
                var (memoryHits, redisHits, misses, coalesced) = figures.Totals;
                return new CacheStatistics(
                    silo.SiloAddress.ToParsableString(),
                    memoryHits + redisHits + coalesced,
                    misses,
                    coalesced,
                    evictions,
                    expirations,
                    entries,
                    options.Value.MaxSize,
                    bytes,
                    memoryHits,
                    redisHits,
                    store.Errors,
                    store.State);
            case Clear:
                await store.Clear();
                return cache.Clear();
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command, "No such command.");
        }
    }
}
