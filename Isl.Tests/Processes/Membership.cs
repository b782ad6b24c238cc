using System.Globalization;
using System.Text;
using Isl.Grains.Answering;
using Isl.Tests.Api;
using Isl.Tests.Support;

namespace Isl.Tests.Processes;

/// <summary>Silos join and leave and an API dies, over TLS; and however many silos there are, the answers are the same bytes.</summary>
internal static class Membership
{
    /// <summary>Part of the new computations that a silo must take over within ten seconds of being ready.</summary>
    private const double LeastShare = 0.2;

    /// <summary>A silo that is told to stop has as long for what it computes.</summary>
    private const string DrainSeconds = "20";

    /// <summary>A fit that changes its silo under load, on a busy machine, is not cut short by the clock: that would be another answer.</summary>
    private const string SecondsForFits = "50";

    private const string AdminKey = "operator";

    /// <summary>Starts a cluster, changes it under load and compares its answers with those of the embedded service.</summary>
    /// <returns>What was seen, in words.</returns>
    public static async Task<string> RunAsync(CancellationToken over)
    {
        var folder = Directory.CreateTempSubdirectory("isl-tls-");
        using var authority = ClusterCertificates.NewAuthority("ISL test authority");
        var certificates = ClusterCertificates.Write(folder.FullName, "ours", authority, authority);
        await using var cluster = await LocalCluster.StartAsync(silos: 1, apis: 2, settings: new(certificates)
        {
            ["ISL_ADMIN_KEYS"] = AdminKey,
            ["ISL_DRAIN_SECONDS"] = DrainSeconds,
            ["REQUEST_TIMEOUT_SECONDS"] = SecondsForFits,
            ["Subjects__IdleSeconds"] = "5", // so that the subjects of the first silo find new places among three
        });
        using var client = new HttpClient();
        var byOne = await AskAll(client, cluster.Status.Entry, over);
        await cluster.RunAsync("add", "silo");
        await cluster.RunAsync("empty", "redis");
        await cluster.LookAsync();
        foreach (var port in cluster.SiloPorts())
        {
            Assert.False(await ClusterCertificates.LetsInAsync(port, "ours", shown: null, over));
        }

        using var load = new MixedLoad(cluster.Status.Entry, ProcessTests.Rate, 700_000);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(over);
        var running = load.RunUntilAsync(enough.Token);
        await Task.Delay(2000, over);
        await cluster.RunAsync("add", "silo");
        var before = await Computations(client, cluster, over);
        await Task.Delay(10_000, over);
        var after = await Computations(client, cluster, over);
        var (fit, statuses) = await StopWhileItFits(client, cluster, over);
        await cluster.RunAsync("kill", "api", "2");
        await Task.Delay(4000, over);
        await enough.CancelAsync();
        var report = await running;

        var share = (after[^1] - before[^1]) / after.Zip(before, (now, then) => now - then).Sum();
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"silo joins, silo leaves, API killed: {report}; the new silo did {share:P0} of the computations of its first 10 s; ")
            + $"readiness of the silo that left: {string.Join(' ', statuses)}";
        Assert.True(report.Failed == 0 && report.Wrong == 0, $"{report}");
        Assert.True(report.Longest.TotalSeconds < new ComputeOptions().RequestTimeoutSeconds, $"{report}"); // the time is the fit's alone
        Assert.True(share >= LeastShare, $"The new silo did {share:P0} of the computations.");
        Assert.Equal(503, statuses.First(status => status != 200)); // it says so before it stops answering

        await cluster.RunAsync("add", "silo");
        await cluster.LookAsync();
        await ClearCachesAsync(client, cluster, over);
        before = await Computations(client, cluster, over);
        var byThree = await AskAll(client, cluster.Status.Entry, over);
        Assert.All((await Computations(client, cluster, over)).Zip(before, (now, then) => now - then), done => Assert.True(done > 0));
        await using var embedded = new IslApiFactory();
        embedded.Settings["REQUEST_TIMEOUT_SECONDS"] = SecondsForFits;
        using var alone = embedded.CreateClient();
        var byNone = await AskAll(alone, "", over);
        for (var number = 0; number < VariedQuestions.Count; number++)
        {
            Assert.Equal(byNone[number], byOne[number]);
            Assert.Equal(byNone[number], byThree[number]);
        }

        Assert.Equal(await FitAsync(alone, "", over), fit);
        folder.Delete(recursive: true);
        return text;
    }

    /// <summary>Has the silo leave that computes a long fit.</summary>
    /// <returns>The fit's answer, and what the silo said meanwhile of whether it is ready.</returns>
    private static async Task<(string Fit, IReadOnlyList<int> Statuses)> StopWhileItFits(
        HttpClient client, LocalCluster cluster, CancellationToken over)
    {
        var fit = FitAsync(client, cluster.Status.Entry, over);
        var silo = await cluster.ComputingAsync(client, over);
        var ready = $"{silo.Http}/health/ready";
        await using var watch = new UptimeWatch(ready);
        await cluster.RunAsync("stop", "silo", $"{silo.N}");
        var answer = await fit;
        await watch.StopAsync();
        return (answer, watch.Statuses(ready));
    }

    private static async Task<string> FitAsync(HttpClient client, string entry, CancellationToken over)
    {
        using var content = new ByteArrayContent(LongFits.Body(77, columns: 48));
        content.Headers.ContentType = new("application/json");
        using var response = await client.PostAsync(entry + Requests.Discover, content, over);
        var answer = await response.Content.ReadAsStringAsync(over);
        Assert.True(response.IsSuccessStatusCode, answer);
        return answer;
    }

    /// <summary>Drops every answer held: else the other silos would only hand over those of the first.</summary>
    private static async Task ClearCachesAsync(HttpClient client, LocalCluster cluster, CancellationToken over)
    {
        using var clear = new HttpRequestMessage(HttpMethod.Delete, $"{cluster.Status.Entry}/admin/cache");
        clear.Headers.Add("X-API-Key", AdminKey);
        using var cleared = await client.SendAsync(clear, over);
        Assert.True(cleared.IsSuccessStatusCode, await cleared.Content.ReadAsStringAsync(over));
        await Task.Delay(2500, over); // longer than two leases of a front cache
    }

    /// <summary>The answers to questions of all kinds, bootstraps and a million draws among them.</summary>
    private static async Task<List<string>> AskAll(HttpClient client, string entry, CancellationToken over)
    {
        var answers = new List<string>();
        for (var number = 0; number < VariedQuestions.Count; number++)
        {
            var (path, body) = VariedQuestions.Of(number);
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await client.PostAsync(entry + path, content, over);
            var answer = await response.Content.ReadAsStringAsync(over);
            Assert.True(response.IsSuccessStatusCode, answer);
            answers.Add(answer);
        }

        return answers;
    }

    /// <summary>Computations done so far by each silo, in the order of their numbers.</summary>
    private static async Task<List<double>> Computations(HttpClient client, LocalCluster cluster, CancellationToken over)
    {
        await cluster.LookAsync();
        var counts = new List<double>();
        foreach (var silo in cluster.Status.Silos)
        {
            counts.Add(await LocalCluster.FigureAsync(client, silo, "isl_compute_duration_seconds_count", over));
        }

        return counts;
    }
}
