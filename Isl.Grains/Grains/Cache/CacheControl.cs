using Isl.Grains.Answering;
using Isl.Grains.Answering.Store;
using Isl.Grains.Interfaces.Answering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Providers;

namespace Isl.Grains.Grains.Cache;

/// <summary>Answers for one silo's cache when the whole cluster is asked, through Orleans' management grain.</summary>
public sealed class CacheControl(
    ResultCache cache,
    [FromKeyedServices(AnswerServices.KeptKey)] ResultCache kept,
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
    public Task<object?> ExecuteCommand(int command, object? arg)
    {
        switch (command)
        {
            case GetStatistics:
                var (entries, bytes, evictions, expirations) = cache.Figures;
                var (memoryHits, redisHits, misses, coalesced) = figures.Totals;
                return Task.FromResult<object?>(new CacheStatistics(
                    silo.SiloAddress.ToParsableString(),
                    figures.FrontHits + memoryHits + redisHits + coalesced,
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
                    store.State,
                    figures.FrontHits));
            case Clear:
                kept.Clear();
                return Task.FromResult<object?>(cache.Clear());
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command, "No such command.");
        }
    }
}
