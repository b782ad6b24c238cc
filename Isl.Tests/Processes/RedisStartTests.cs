using Isl.Tests.Support;

namespace Isl.Tests.Processes;

/// <summary>A start without Redis is no end: the processes listen, say why they are not ready, and join when it comes.</summary>
public sealed class RedisStartTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Start_WithoutRedis_ListensSaysWhyAndJoins()
    {
        await using var cluster = await LocalCluster.StartAsync(silos: 1, apis: 1, warm: false);
        var (silo, api) = (cluster.Status.Silos[0].Http, cluster.Status.Apis[0].Http);
        await cluster.RunAsync("stop", "redis");
        await cluster.RunAsync("kill", "silo", "1");
        await cluster.RunAsync("kill", "api", "1");

        await cluster.RunAsync("launch", "silo", "1");
        await cluster.RunAsync("launch", "api", "1");
        using var client = new HttpClient();
        foreach (var url in new[] { silo, api })
        {
            await Until(async () => (await Status(client, $"{url}/health/live")).Code == 200);
            var (code, text) = await Status(client, $"{url}/health/ready");
            output.WriteLine($"without Redis: {code} {text}");
            Assert.Equal(503, code);
            Assert.Contains("Redis does not answer", text, StringComparison.Ordinal);
        }

        Assert.Equal(503, (await Status(client, $"{api}/health")).Code);
        await cluster.RunAsync("start", "redis");
        await Until(async () => (await Status(client, $"{api}/health/ready")).Code == 200);
        Assert.Equal(200, (await Status(client, $"{api}/health")).Code);
    }

    private static async Task<(int Code, string Text)> Status(HttpClient client, string url)
    {
        try
        {
            using var response = await client.GetAsync(url, TestContext.Current.CancellationToken);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        catch (HttpRequestException)
        {
            return (0, "");
        }
    }

    private static async Task Until(Func<Task<bool>> condition)
    {
        for (var tries = 0; !await condition(); tries++)
        {
            Assert.True(tries < 300, "It did not happen within a minute.");
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }
}
