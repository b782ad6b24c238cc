using System.Text.Json;
using Isl.Tests.Operations;
using Isl.Tests.Support;

namespace Isl.Tests.Processes;

/// <summary>More long fits than there is room for: those that will not get their turn are told so at once, and nobody else notices.</summary>
[Collection(ProcessTests.Name)]
public sealed class OverloadTests(ITestOutputHelper output)
{
    private const int Fits = 50;

    /// <summary>Milliseconds; where other work runs beside the test, as many times that as it slows the same questions without any fit.</summary>
    private const double MostForCached = 20;

    private const double MostForProbe = 50;
    private const double MostForRefusal = 100;

    /// <summary>What the slowest of a hundred cached questions takes on a machine that does nothing else.</summary>
    private const double UsualForCached = 5;

    private static readonly TimeSpan Before = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task FiftyLongFits_Embedded_RefusesAtOnceAndServesTheOthers()
    {
        await using var service = await ServiceProcess.StartAsync(("REQUEST_TIMEOUT_SECONDS", "10"), ("DOTNET_gcServer", "0"));
        await OverloadAsync($"http://127.0.0.1:{service.Port}", "embedded");
    }

    [Fact]
    public async Task FiftyLongFits_Cluster_RefusesAtOnceAndServesTheOthers()
    {
        await using var cluster = await LocalCluster.StartAsync(silos: 2, apis: 1, settings: new() { ["REQUEST_TIMEOUT_SECONDS"] = "10" });
        await OverloadAsync(cluster.Status.Entry, "cluster");
    }

    private async Task OverloadAsync(string entry, string where)
    {
        // New processes are slower until their code is compiled for good: what they take at first is told, not judged.
        using var first = new Overload(entry);
        await first.RunAsync(Bodies(0));
        using var second = new Overload(entry);
        await second.RunAsync(Bodies(Fits));
        using var quiet = new Overload(entry);
        await quiet.QuietAsync(Before);
        using var load = new Overload(entry);
        await load.RunAsync(Bodies(2 * Fits));

        output.WriteLine($"{where}, at first: {first}");
        output.WriteLine($"{where}: {load}");
        output.WriteLine($"  before that: p99 {Overload.Percentile(quiet.Validates, 0.99):0.0} ms, probes {quiet.Probes.Max():0.0} ms at most");
        Assert.All(first.Fits.Concat(second.Fits).Concat(load.Fits), fit => Assert.True(fit.Status is 200 or 503, $"{fit}"));
        Assert.All(load.Fits.Where(fit => fit.Status == 503), fit => Assert.True(fit.RetryAfter >= 1, $"{fit}"));
        Assert.Contains(load.Fits, fit => fit.Status == 200);
        Assert.NotEmpty(load.Refusals);
        var noise = Math.Max(1, Overload.Percentile(quiet.Validates, 0.99) / UsualForCached);
        Assert.InRange(Overload.Percentile(load.Validates, 0.99), 0, MostForCached * noise);
        Assert.InRange(Overload.Percentile(load.Probes, 0.99), 0, MostForProbe * noise);
        Assert.InRange(Overload.Percentile(load.Refusals, 0.95), 0, MostForRefusal * noise);
        Assert.All(await CircuitsAsync(entry), state => Assert.Equal("CLOSED", state));
    }

    private static List<byte[]> Bodies(int from) => [.. Enumerable.Range(from, Fits).Select(number => LongFits.Body(number))];

    private static async Task<List<string?>> CircuitsAsync(string entry)
    {
        using var client = new HttpClient();
        var body = await client.GetStringAsync($"{entry}/health/circuit-breakers", TestContext.Current.CancellationToken);
        return [.. JsonDocument.Parse(body).RootElement.GetProperty("circuit_breakers").EnumerateObject()
            .Select(circuit => circuit.Value.GetProperty("state").GetString())];
    }
}
