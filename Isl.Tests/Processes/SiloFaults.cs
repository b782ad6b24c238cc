using System.Net.NetworkInformation;
using System.Text.Json;
using Isl.Grains.Interfaces.Resilience;
using Isl.Tests.Api;
using Isl.Tests.Support;

namespace Isl.Tests.Processes;

/// <summary>Three silos of which one dies, three times, and then one hangs, under load.</summary>
internal static class SiloFaults
{
    private const string GoesOn = "goes on from the checkpoint that was left of it";

    /// <summary>Hurts a cluster.</summary>
    /// <param name="cluster">Has just started.</param>
    /// <param name="over">Ends it early.</param>
    public static async Task<SiloFaultReports> RunAsync(LocalCluster cluster, CancellationToken over)
    {
        var listening = Listening(cluster);
        var kills = new List<FaultReport> { await KillAsync(cluster, "within 5 s of its start", firstQuestion: 0, () => Task.FromResult(3), over) };
        await cluster.RunAsync("start", "silo", "3");
        await cluster.LookAsync();
        using var asker = new HttpClient();
        var (fitting, fit) = (0, Task.FromResult((0, "")));
        kills.Add(await KillAsync(cluster, "warm, in the middle of a long fit", firstQuestion: 100_000, FittingAsync, over));
        var answer = await fit;
        await cluster.RunAsync("start", "silo", $"{fitting}");

        await using var client = await ClusterClient.ConnectAsync(cluster);
        await client.OpenAsync(CircuitNames.StrategyGeneration);
        var holder = await client.SiloOfBreakerAsync(cluster, CircuitNames.StrategyGeneration);
        kills.Add(await KillAsync(cluster, "with an open breaker", firstQuestion: 200_000, () => Task.FromResult(holder), over));
        var state = await StateAsync(cluster, CircuitNames.StrategyGeneration, over);

        await cluster.RunAsync("start", "silo", $"{holder}");
        await cluster.LookAsync();
        var goneOn = cluster.CountInLogs(GoesOn);
        return new(listening, kills, (answer.Item1, answer.Item2, goneOn), state, await HangAsync(cluster, over));

        async Task<int> FittingAsync()
        {
            fit = FitAsync(asker, cluster.Status.Entry, over);
            fitting = (await cluster.ComputingAsync(asker, over)).N;
            await Task.Delay(1500, over); // it has left a checkpoint by now
            return fitting;
        }
    }

    private static async Task<(int Status, string Answer)> FitAsync(HttpClient client, string entry, CancellationToken over)
    {
        using var content = new ByteArrayContent(LongFits.Body(78, columns: 48));
        content.Headers.ContentType = new("application/json");
        using var response = await client.PostAsync(entry + Requests.Discover, content, over);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(over));
    }

    private static async Task<FaultReport> KillAsync(
        LocalCluster cluster, string when, int firstQuestion, Func<Task<int>> victim, CancellationToken over)
    {
        await using var watch = Readiness(cluster);
        using var load = new MixedLoad(cluster.Status.Entry, ProcessTests.Rate, firstQuestion);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(over);
        var running = load.RunUntilAsync(done.Token);
        await Task.Delay(3000, over);
        var silo = await victim();
        await cluster.RunAsync("kill", "silo", $"{silo}");
        await Task.Delay(9000, over);
        await done.CancelAsync();
        var report = await running;
        var dead = cluster.Status.Silos.Single(one => one.N == silo);
        return new($"silo {silo} killed, {when}: {report}", report, watch.AllDown, watch.NotOkBut($"{dead.Http}/health/ready"));
    }

    private static async Task<FaultReport> HangAsync(LocalCluster cluster, CancellationToken over)
    {
        await using var watch = Readiness(cluster);
        using var load = new MixedLoad(cluster.Status.Entry, ProcessTests.Rate, 300_000);
        var running = load.RunAsync(TimeSpan.FromSeconds(38), over);
        await Task.Delay(3000, over);
        await cluster.RunAsync("hang", "silo", "2");
        await Task.Delay(30_000, over);
        await cluster.RunAsync("resume", "silo", "2");
        var report = await running;
        return new($"silo hung for 30 s: {report}", report, watch.AllDown, watch.NotOkBut(""));
    }

    private static UptimeWatch Readiness(LocalCluster cluster) =>
        new(cluster.Status.Apis.Concat(cluster.Status.Silos).Select(process => $"{process.Http}/health/ready"));

    /// <summary>The addresses on which the silos' ports listen, and how many ports there are.</summary>
    private static (int Ports, List<string> Addresses) Listening(LocalCluster cluster)
    {
        var ports = cluster.SiloPorts().ToHashSet();
        var ends = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(end => ports.Contains(end.Port));
        return (ports.Count, [.. ends.Select(end => end.Address.ToString())]);
    }

    private static async Task<string?> StateAsync(LocalCluster cluster, string circuit, CancellationToken over)
    {
        using var client = new HttpClient();
        var body = await client.GetStringAsync($"{cluster.Status.Entry}/health/circuit-breakers", over);
        return JsonDocument.Parse(body).RootElement.GetProperty("circuit_breakers").GetProperty(circuit).GetProperty("state").GetString();
    }
}

/// <summary>What was seen of it.</summary>
/// <param name="Listening">How many ports the silos have, and the addresses they listen on.</param>
/// <param name="Kills">The three deaths: soon after the start, warm, and of the silo that holds an open breaker.</param>
/// <param name="Fit">How the long fit was answered whose silo died, and how often the logs say that a fit went on from what a dead silo left.</param>
/// <param name="Breaker">That breaker's state afterwards.</param>
/// <param name="Hang">The silo that hung.</param>
internal sealed record SiloFaultReports(
    (int Ports, List<string> Addresses) Listening,
    IReadOnlyList<FaultReport> Kills,
    (int Status, string Answer, int GoneOn) Fit,
    string? Breaker,
    FaultReport Hang);

/// <summary>A fault, and what the callers noticed.</summary>
/// <param name="Text">In words, with its figures.</param>
/// <param name="Load">What the load saw.</param>
/// <param name="AllDown">Times at which no process was ready.</param>
/// <param name="NotOk">Probes that were not 200, by address.</param>
internal sealed record FaultReport(string Text, LoadReport Load, int AllDown, IReadOnlyDictionary<string, int> NotOk);
