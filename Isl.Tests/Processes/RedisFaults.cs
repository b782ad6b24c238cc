using System.Text.Json;
using Isl.Tests.Support;

namespace Isl.Tests.Processes;

/// <summary>Three silos whose Redis is silent, dies and loses its data, under load.</summary>
internal static class RedisFaults
{
    private static readonly TimeSpan SoonAfter = TimeSpan.FromSeconds(1);

    /// <summary>Starts the cluster and hurts it.</summary>
    /// <param name="warmUp">How long to ask before anything is looked at.</param>
    /// <param name="before">How long to look before each fault.</param>
    /// <param name="over">Ends it early.</param>
    public static async Task<RedisFaultReports> RunAsync(TimeSpan warmUp, TimeSpan before, CancellationToken over)
    {
        await using var cluster = await LocalCluster.StartAsync(silos: 3, apis: 2);
        using (var first = new MixedLoad(cluster.Status.Entry, ProcessTests.Rate, 350_000))
        {
            await first.RunAsync(warmUp, over);
        }

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
    RedisFaultReport Silent, RedisFaultReport Killed, RedisFaultReport Emptied, IReadOnlyDictionary<string, int> NotOk, List<int> Silos);

/// <summary>One fault, and what the load saw before it and over all.</summary>
internal sealed record RedisFaultReport(LoadReport Before, LoadReport Load);
