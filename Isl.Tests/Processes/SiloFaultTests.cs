using System.Net.NetworkInformation;
using System.Text.Json;
using Isl.Grains.Interfaces.Resilience;
using Isl.Tests.Support;

namespace Isl.Tests.Processes;

/// <summary>A silo that dies or hangs costs seconds and no request.</summary>
[Collection(ProcessTests.Name)]
public sealed class SiloFaultTests(ITestOutputHelper output)
{
    private static readonly TimeSpan LongestWhenKilled = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LongestWhenHung = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task SiloKilledThreeTimesThenHung_NoRequestFails()
    {
        await using var cluster = await LocalCluster.StartAsync(silos: 3, apis: 2, warm: false);
        AssertLoopbackOnly(cluster);

        var reports = new List<LoadReport> { await KillUnderLoad(cluster, 3, "within 5 s of its start", firstQuestion: 0) };
        await cluster.RunAsync("start", "silo", "3");
        reports.Add(await KillUnderLoad(cluster, 2, "warm", firstQuestion: 100_000));
        await cluster.RunAsync("start", "silo", "2");

        await using var client = await ClusterClient.ConnectAsync(cluster);
        await client.OpenAsync(CircuitNames.StrategyGeneration);
        var holder = await client.SiloOfBreakerAsync(cluster, CircuitNames.StrategyGeneration);
        reports.Add(await KillUnderLoad(cluster, holder, "with an open breaker", firstQuestion: 200_000));

        Assert.All(reports, report => AssertUnnoticed(report, LongestWhenKilled));
        Assert.Equal("OPEN", await StateAsync(cluster, CircuitNames.StrategyGeneration));

        await cluster.RunAsync("start", "silo", $"{holder}");
        await cluster.LookAsync();
        await HangUnderLoad(cluster);
    }

    private async Task HangUnderLoad(LocalCluster cluster)
    {
        await using var watch = Readiness(cluster, except: 2);
        using var load = new MixedLoad(cluster.Status.Entry, ProcessTests.Rate, 300_000);

        var running = load.RunAsync(TimeSpan.FromSeconds(38), TestContext.Current.CancellationToken);
        await Task.Delay(3000, TestContext.Current.CancellationToken);
        await cluster.RunAsync("hang", "silo", "2");
        await Task.Delay(30_000, TestContext.Current.CancellationToken);
        await cluster.RunAsync("resume", "silo", "2");
        var report = await running;

        output.WriteLine($"silo hung for 30 s: {report}");
        AssertUnnoticed(report, LongestWhenHung);
        Assert.Equal(0, watch.AllDown);
    }

    private async Task<LoadReport> KillUnderLoad(LocalCluster cluster, int silo, string when, int firstQuestion)
    {
        await using var watch = Readiness(cluster, silo);
        using var load = new MixedLoad(cluster.Status.Entry, ProcessTests.Rate, firstQuestion);
        var running = load.RunAsync(TimeSpan.FromSeconds(12), TestContext.Current.CancellationToken);
        await Task.Delay(3000, TestContext.Current.CancellationToken);

        await cluster.RunAsync("kill", "silo", $"{silo}");
        var report = await running;

        output.WriteLine($"silo killed, {when}: {report}");
        output.WriteLine($"  from 7 s after it: {report.Between(TimeSpan.FromSeconds(10), TimeSpan.MaxValue)}");
        Assert.Equal(0, watch.AllDown);
        Assert.Empty(watch.NotOk);
        return report;
    }

    private static UptimeWatch Readiness(LocalCluster cluster, int except) => new(
        cluster.Status.Apis.Concat(cluster.Status.Silos.Where(silo => silo.N != except)).Select(process => $"{process.Http}/health/ready"));

    private static void AssertUnnoticed(LoadReport report, TimeSpan longest)
    {
        Assert.True(report.Failed == 0, $"{report}");
        Assert.True(report.Wrong == 0, $"{report}");
        Assert.True(report.Longest <= longest, $"{report}");
    }

    private static void AssertLoopbackOnly(LocalCluster cluster)
    {
        var ports = cluster.SiloPorts().ToHashSet();
        var listening = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(end => ports.Contains(end.Port)).ToList();

        Assert.Equal(ports.Count, listening.Count);
        Assert.All(listening, end => Assert.Equal("127.0.0.1", end.Address.ToString()));
    }

    private static async Task<string?> StateAsync(LocalCluster cluster, string circuit)
    {
        using var client = new HttpClient();
        var body = await client.GetStringAsync($"{cluster.Status.Entry}/health/circuit-breakers", TestContext.Current.CancellationToken);
        return JsonDocument.Parse(body).RootElement.GetProperty("circuit_breakers").GetProperty(circuit).GetProperty("state").GetString();
    }
}
