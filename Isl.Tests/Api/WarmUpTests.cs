using System.Text;
using Isl.Api.Docs;
using Isl.Grains.Hosting.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Isl.Tests.Api;

/// <summary>What the service asks itself, to warm up, leaves no trace; a process of its own, for its figures are read.</summary>
public sealed class WarmUpTests : IAsyncLifetime
{
    private readonly IslApiFactory _api = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task OwnQuestions_AreComputedEachTime_AndNeitherHeldNorCountedNorLogged()
    {
        var question = Examples.All["validate"].Request!;
        var key = _api.Services.GetRequiredService<KeyRing>().OwnKey;

        string[] own = [await CacheOf(question, key), await CacheOf(question, key), await CacheOf(question, key)];
        var log = await _api.ReadLogAsync();
        var stats = await _api.GetAsync("/cache/stats");

        Assert.Equal(["miss", "miss", "miss"], own);
        Assert.DoesNotContain(log, line => line.GetRawText().Contains("causal/validate", StringComparison.Ordinal));
        Assert.Equal((0, 0), (stats.GetProperty("hits").GetInt64(), stats.GetProperty("misses").GetInt64()));

        // A caller's question is the first of its kind then.
        string[] callers = [await CacheOf(question, null), await CacheOf(question, null)];
        Assert.Equal(["miss", "hit"], callers);
        Assert.Equal(2, (await _api.ReadLogAsync()).Count(line => line.GetRawText().Contains("causal/validate", StringComparison.Ordinal)));
    }

    private async Task<string> CacheOf(string body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/causal/validate");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (key is not null)
        {
            request.Headers.Add("X-API-Key", key);
        }

        using var response = await _api.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, response.StatusCode.ToString());
        return response.Headers.GetValues("X-Isl-Cache").Single();
    }
}
