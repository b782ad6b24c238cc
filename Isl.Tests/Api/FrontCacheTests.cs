using System.Net;
using System.Text;
using Isl.Api.Front;
using Microsoft.Extensions.DependencyInjection;

namespace Isl.Tests.Api;

/// <summary>A body that does not lie there at once takes the long way to the front cache.</summary>
public sealed class LongWayFrontCacheTests() : FrontCacheTests(overSockets: false);

/// <summary>Over real connections a hit may take the short way: whichever it takes, it is the same.</summary>
public sealed class FrontLaneCacheTests() : FrontCacheTests(overSockets: true);

/// <summary>A process of its own: what its front cache gives is counted and compared.</summary>
public abstract class FrontCacheTests(bool overSockets) : IAsyncLifetime
{
    private readonly IslApiFactory _api = new();

    public ValueTask InitializeAsync()
    {
        if (overSockets)
        {
            _api.UseKestrel(0);
        }

        // Long enough for a slow machine to ask three times.
        _api.Settings["FrontCache:LeaseSeconds"] = "60";
        _api.Settings["ISL_ADMIN_KEYS"] = "secret";
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task SameBytes_AreAnsweredFromTheFront_WithTheHeadersAndBytesOfTheRealWay()
    {
        using var miss = await AskAsync(Requests.Confounded);
        using var hit = await AskAsync(Requests.Confounded); // the silo's memory answers
        var before = await FrontHitsAsync();
        using var front = await AskAsync(Requests.Confounded);

        Assert.Equal(1, await FrontHitsAsync() - before);
        Assert.Equal(HttpStatusCode.OK, front.StatusCode);
        Assert.Equal(Described(hit), Described(front));
        Assert.Equal(await BodyAsync(miss), await BodyAsync(front));
        Assert.NotEqual(hit.Headers.GetValues("X-Request-Id").Single(), front.Headers.GetValues("X-Request-Id").Single());
    }

    [Fact]
    public async Task FrontHits_AreCountedLikeAnyHit()
    {
        for (var i = 0; i < 4; i++)
        {
            using var response = await AskAsync(Requests.PriceOnRevenue);
        }

        var stats = await _api.GetAsync("/cache/stats");
        var health = (await _api.GetAsync("/health/services")).GetProperty("services").GetProperty("causal_validation");
        var metrics = await _api.GetTextAsync("/metrics");

        Assert.Equal(2, stats.GetProperty("tiers").GetProperty("front").GetProperty("hits").GetInt64());
        Assert.Equal((3, 1), (stats.GetProperty("hits").GetInt64(), stats.GetProperty("misses").GetInt64()));
        Assert.Equal(4, health.GetProperty("successes").GetInt64());
        Assert.Matches("""isl_cache_hits_total\{tier="front"\} [1-9]""", metrics);
    }

    [Fact]
    public async Task IfNoneMatch_AtTheFront_Is304()
    {
        using var first = await AskAsync(Requests.Confounded);
        using var second = await AskAsync(Requests.Confounded);
        var before = await FrontHitsAsync();

        foreach (var tag in new[] { first.Headers.ETag!.ToString(), "W/" + first.Headers.ETag, "\"other\", " + first.Headers.ETag, "*" })
        {
            using var held = await AskAsync(Requests.Confounded, tag);
            Assert.Equal(HttpStatusCode.NotModified, held.StatusCode);
            Assert.Empty(await BodyAsync(held));
            Assert.Equal(first.Headers.ETag, held.Headers.ETag);
        }

        using var other = await AskAsync(Requests.Confounded, "\"other\"");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(5, await FrontHitsAsync() - before);
    }

    [Fact]
    public async Task DeletingTheCache_ReachesTheFrontOfThisProcess()
    {
        using var first = await AskAsync(Requests.Confounded);
        using var second = await AskAsync(Requests.Confounded);
        using var client = _api.CreateClient();
        client.DefaultRequestHeaders.Add("X-Api-Key", "secret");

        using var deleted = await client.DeleteAsync("/admin/cache", TestContext.Current.CancellationToken);
        using var again = await AskAsync(Requests.Confounded);

        Assert.Equal("miss", again.Headers.GetValues("X-Isl-Cache").Single());
        Assert.Equal(await BodyAsync(first), await BodyAsync(again));
    }

    [Fact]
    public async Task WhatIsNoQuestionInJson_IsRefusedEveryTime()
    {
        for (var i = 0; i < 3; i++)
        {
            using var text = new StringContent(Requests.Confounded, Encoding.UTF8, "text/plain");
            using var asText = await _api.CreateClient().PostAsync(Requests.Validate, text, TestContext.Current.CancellationToken);
            using var wrong = await AskAsync("{}");
            using var query = await _api.PostAsync(Requests.Validate + "?x=1", Requests.Confounded);

            Assert.Equal(HttpStatusCode.UnsupportedMediaType, asText.StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, query.StatusCode);
        }

        Assert.Equal(0, _api.Services.GetRequiredService<FrontCache>().Size.Entries);
    }

    [Fact]
    public async Task LargeBodies_AreAnsweredTheRealWay()
    {
        var padded = Requests.Confounded.TrimEnd() + new string(' ', FrontCacheOptions.MaxBodyBytes);
        for (var i = 0; i < 3; i++)
        {
            using var response = await AskAsync(padded);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(0, _api.Services.GetRequiredService<FrontCache>().Size.Entries);
    }

    private static string[] Described(HttpResponseMessage response) =>
    [
        .. response.Headers.Concat(response.Content.Headers)
            .Where(header => header.Key.ToUpperInvariant() is not ("X-REQUEST-ID" or "DATE"))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
            .Order(StringComparer.Ordinal),
    ];

    private static Task<byte[]> BodyAsync(HttpResponseMessage response) =>
        response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

    private async Task<long> FrontHitsAsync()
    {
        var stats = await _api.GetAsync("/cache/stats");
        return stats.GetProperty("tiers").GetProperty("front").GetProperty("hits").GetInt64();
    }

    private async Task<HttpResponseMessage> AskAsync(string body, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Requests.Validate)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (ifNoneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        }

        return await _api.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);
    }
}
