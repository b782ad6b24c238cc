using System.Text.Json;
using Isl.Tests.Support;

namespace Isl.Tests.Processes;

/// <summary>A Redis that is silent, dies or loses its data costs no request, and leaves one cluster behind.</summary>
[Collection(ProcessTests.Name)]
public sealed class RedisFaultTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SoonAfter = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Redis_SilentKilledEmptied_NothingFailsAndOneClusterAfterwards()
    {
        await using var cluster = await LocalCluster.StartAsync(silos: 3, apis: 2);
        await using var watch = new UptimeWatch(cluster.Status.Apis.SelectMany(api => new[]
        {
            $"{api.Http}/health", $"{api.Http}/cache/stats", $"{api.Http}/health/ready",
        }));

        var silent = await UnderLoad(cluster, "silent for 30 s", 400_000, async () =>
        {
            await cluster.RunAsync("hang", "redis");
            await Task.Delay(30_000, TestContext.Current.CancellationToken);
            await cluster.RunAsync("resume", "redis");
        });
        var killed = await UnderLoad(cluster, "killed and started after 5 s", 500_000, async () =>
        {
            await cluster.RunAsync("kill", "redis");
            await Task.Delay(5000, TestContext.Current.CancellationToken);
            await cluster.RunAsync("start", "redis");
        });
        var emptied = await UnderLoad(cluster, "emptied, and a silo joins", 600_000, async () =>
        {
            await cluster.RunAsync("empty", "redis");
            await cluster.RunAsync("add", "silo");
        });

        output.WriteLine($"/health, /cache/stats, /health/ready other than 200: {JsonSerializer.Serialize(watch.NotOk)}");
        Assert.All(new[] { silent, killed, emptied }, report =>
        {
            Assert.True(report.Failed == 0, $"{report}");
            Assert.True(report.Wrong == 0, $"{report}");
            Assert.True(report.Degraded == 0, $"{report}");
        });
        Assert.Empty(watch.NotOk);
        Assert.All(await SilosByApi(cluster), silos => Assert.Equal(4, silos));
    }

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

    private async Task<LoadReport> UnderLoad(LocalCluster cluster, string what, int firstQuestion, Func<Task> fault)
    {
        using var load = new MixedLoad(cluster.Status.Entry, ProcessTests.Rate, firstQuestion);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = load.RunUntilAsync(over.Token);
        await Task.Delay(Before, TestContext.Current.CancellationToken);
        await fault();
        await Task.Delay(SoonAfter, TestContext.Current.CancellationToken);
        await over.CancelAsync();
        var report = await running;
        output.WriteLine($"Redis {what}: {report}");
        output.WriteLine($"  before that: {report.Between(TimeSpan.Zero, Before)}");
        return report;
    }

    private static async Task<List<int>> SilosByApi(LocalCluster cluster)
    {
        using var client = new HttpClient();
        var counts = new List<int>();
        foreach (var api in cluster.Status.Apis)
        {
            var body = await client.GetStringAsync($"{api.Http}/health", TestContext.Current.CancellationToken);
            counts.Add(JsonDocument.Parse(body).RootElement.GetProperty("cluster").GetProperty("silos").GetInt32());
        }

        return counts;
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
