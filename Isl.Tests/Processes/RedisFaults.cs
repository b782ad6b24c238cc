using System.Text.Json;
using Isl.Tests.Support;

namespace Isl.Tests.Processes;

/// <summary>Three silos whose Redis is silent, dies and loses its data, under load.</summary>
internal static class RedisFaults
{
    private static readonly TimeSpan SoonAfter = TimeSpan.FromSeconds(1);

    /// <summary>Hurts a cluster.</summary>
    /// <param name="cluster">Of three silos and two APIs.</param>
    /// <param name="before">How long to look before each fault.</param>
    /// <param name="over">Ends it early.</param>
    public static async Task<RedisFaultReports> RunAsync(LocalCluster cluster, TimeSpan before, CancellationToken over)
    {
        await using var watch = new UptimeWatch(cluster.Status.Apis.SelectMany(api => new[]
        {
            $"{api.Http}/health", $"{api.Http}/cache/stats", $"{api.Http}/health/ready",
        }));

        var silent = await UnderLoad(cluster, 400_000, before, async () =>
        {
            await cluster.RunAsync("hang", "redis");
            await Task.Delay(30_000, over);
            await cluster.RunAsync("resume", "redis");
        }, over);
        var killed = await UnderLoad(cluster, 500_000, before, async () =>
        {
            await cluster.RunAsync("kill", "redis");
            await Task.Delay(5000, over);
            await cluster.RunAsync("start", "redis");
        }, over);
        var emptied = await UnderLoad(cluster, 600_000, before, async () =>
        {
            await cluster.RunAsync("empty", "redis");
            await cluster.RunAsync("add", "silo");
        }, over);
        return new(silent, killed, emptied, watch.NotOk, await SilosByApi(cluster, over));
    }

    private static async Task<RedisFaultReport> UnderLoad(
        LocalCluster cluster, int firstQuestion, TimeSpan before, Func<Task> fault, CancellationToken over)
    {
        using var load = new MixedLoad(cluster.Status.Entry, ProcessTests.Rate, firstQuestion);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(over);
        var running = load.RunUntilAsync(done.Token);
        await Task.Delay(before, over);
        await fault();
        await Task.Delay(SoonAfter, over);
        await done.CancelAsync();
        var report = await running;
        return new(report.Between(TimeSpan.Zero, before), report);
    }

    private static async Task<List<int>> SilosByApi(LocalCluster cluster, CancellationToken over)
    {
        using var client = new HttpClient();
        var counts = new List<int>();
        foreach (var api in cluster.Status.Apis)
        {
            var body = await client.GetStringAsync($"{api.Http}/health", over);
            counts.Add(JsonDocument.Parse(body).RootElement.GetProperty("cluster").GetProperty("silos").GetInt32());
        }

        return counts;
    }
}

/// <summary>What was seen of it.</summary>
/// <param name="Silent">Redis does not answer for half a minute.</param>
/// <param name="Killed">It is killed, and started after five seconds.</param>
/// <param name="Emptied">It loses its data, and a silo joins.</param>
/// <param name="NotOk">Answers of health and cache statistics that were not 200, by address.</param>
/// <param name="Silos">Silos that each API knows in the end.</param>
internal sealed record RedisFaultReports(
    RedisFaultReport Silent, RedisFaultReport Killed, RedisFaultReport Emptied, IReadOnlyDictionary<string, int> NotOk, List<int> Silos)
{
    /// <summary>No request failed, was wrong or was answered by a simpler method; tells what the load saw.</summary>
    public void AssertUnnoticed(ITestOutputHelper output)
    {
        foreach (var (what, fault) in new[]
        {
            ("silent for 30 s", Silent), ("killed and started after 5 s", Killed), ("emptied, and a silo joins", Emptied),
        })
        {
            output.WriteLine($"Redis {what}: {fault.Load}");
            output.WriteLine($"  before that: {fault.Before}");
            output.WriteLine($"  held answers: {fault.Load.Cached}");
            output.WriteLine($"  before that: {fault.Before.Cached}");
            Assert.True(fault.Load.Failed == 0, $"{fault.Load}");
            Assert.True(fault.Load.Wrong == 0, $"{fault.Load}");
            Assert.True(fault.Load.Degraded == 0, $"{fault.Load}");
        }

        output.WriteLine($"/health, /cache/stats, /health/ready other than 200: {JsonSerializer.Serialize(NotOk)}");
    }
}

/// <summary>One fault, and what the load saw before it and over all.</summary>
internal sealed record RedisFaultReport(LoadReport Before, LoadReport Load);
