using System.Collections.Immutable;
using Isl.Api.Cluster;
using Isl.Api.Requests;
using Isl.Grains.Hosting.Access;
using Isl.Grains.Interfaces.Answering;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Isl.Api.Endpoints.Operations;

/// <summary>The result cache's figures.</summary>
public static class CacheEndpoints
{
    /// <summary>Maps <c>GET /cache/stats</c>.</summary>
    public static RouteGroupBuilder MapCache(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").WithTags("Operations");
        group
            .MapGet("/cache/stats", GetStatistics)
            .WithQuery()
            .AsBrowserPage()
            .WithName("cache_stats")
            .WithSummary("What the result caches have done and hold");
        return group;
    }

    /// <summary>Figures of all silos, summed and each.</summary>
    public static async Task<Ok<CacheReport>> GetStatistics(ClusterView cluster) => TypedResults.Ok(Sum(await cluster.Caches()));

    private static CacheReport Sum(ImmutableArray<CacheStatistics> silos)
    {
        var hits = silos.Sum(silo => silo.Hits);
        var misses = silos.Sum(silo => silo.Misses);
        var entries = silos.Sum(silo => silo.CurrentSize);
        var room = silos.Sum(silo => silo.MaxSize);
        var redisState = silos.Select(silo => silo.RedisState).Distinct().Order(StringComparer.Ordinal).FirstOrDefault() ?? "off";
        return new CacheReport(
            hits,
            misses,
            Percent(hits, hits + misses),
            hits + misses,
            silos.Sum(silo => silo.Coalesced),
            silos.Sum(silo => silo.Evictions),
            silos.Sum(silo => silo.Expirations),
            entries,
            room,
            Percent(entries, room),
            silos.Sum(silo => silo.MemoryBytes),
            new CacheTiers(
                new FrontTier(silos.Sum(silo => silo.FrontHits)),
                new MemoryTier(silos.Sum(silo => silo.MemoryHits), entries),
                new RedisTier(redisState, silos.Sum(silo => silo.RedisHits), silos.Sum(silo => silo.RedisErrors))),
            silos.ToImmutableSortedDictionary(
                silo => silo.Silo,
                silo => new SiloCacheReport(silo.Hits, silo.Misses, silo.CurrentSize, silo.MemoryBytes),
                StringComparer.Ordinal));
    }

    private static double Percent(long part, long whole) => whole == 0 ? 0 : Math.Round(100.0 * part / whole, 2);
}
