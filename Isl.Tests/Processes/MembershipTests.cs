using System.Globalization;
using System.Text;
using Isl.Tests.Api;
using Isl.Tests.Support;

namespace Isl.Tests.Processes;

/// <summary>Silos and APIs come and go, and nobody notices; and however many silos there are, the answers are the same bytes.</summary>
[Collection(ProcessTests.Name)]
public sealed class MembershipTests(ITestOutputHelper output)
{
    /// <summary>Part of the new computations that a silo must take over within ten seconds of being ready.</summary>
    private const double LeastShare = 0.2;

    [Fact]
    public async Task SiloJoinsSiloLeavesApiDies_NoRequestFails_SameBytesAsEmbedded()
    {
        await using var cluster = await LocalCluster.StartAsync(silos: 1, apis: 2);
        using var client = new HttpClient();
        var byOne = await AskAll(client, cluster.Status.Entry);
        await cluster.RunAsync("add", "silo");
        await cluster.RunAsync("add", "silo");
        await cluster.RunAsync("empty", "redis"); // else the other silos would only hand over the answers of the first
        await cluster.LookAsync();

        using var load = new MixedLoad(cluster.Status.Entry, ProcessTests.Rate, 700_000);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = load.RunUntilAsync(over.Token);
        await Task.Delay(2000, TestContext.Current.CancellationToken);
        await cluster.RunAsync("add", "silo");
        var before = await Computations(client, cluster);
        await Task.Delay(10_000, TestContext.Current.CancellationToken);
        var after = await Computations(client, cluster);
        await cluster.RunAsync("stop", "silo", "2");
        await cluster.RunAsync("kill", "api", "2");
        await Task.Delay(4000, TestContext.Current.CancellationToken);
        await over.CancelAsync();
        var report = await running;

        var share = (after[^1] - before[^1]) / after.Zip(before, (now, then) => now - then).Sum();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"silo joins, silo leaves, API killed: {report}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the new silo did {share:P0} of the computations of its first 10 s"));
        Assert.True(report.Failed == 0 && report.Wrong == 0, $"{report}");
        Assert.True(share >= LeastShare, $"The new silo did {share:P0} of the computations.");

        var byThree = await AskAll(client, cluster.Status.Entry);
        await using var embedded = new IslApiFactory();
        var byNone = await AskAll(embedded.CreateClient(), "");
        for (var number = 0; number < VariedQuestions.Count; number++)
        {
            Assert.Equal(byNone[number], byOne[number]);
            Assert.Equal(byNone[number], byThree[number]);
        }
    }

    /// <summary>The answers to questions of all kinds, bootstraps and a million draws among them.</summary>
    private static async Task<List<string>> AskAll(HttpClient client, string entry)
    {
        var answers = new List<string>();
        for (var number = 0; number < VariedQuestions.Count; number++)
        {
            var (path, body) = VariedQuestions.Of(number);
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await client.PostAsync(entry + path, content, TestContext.Current.CancellationToken);
            var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(response.IsSuccessStatusCode, answer);
            answers.Add(answer);
        }

        return answers;
    }

    /// <summary>Computations done so far by each silo, in the order of their numbers.</summary>
    private static async Task<List<double>> Computations(HttpClient client, LocalCluster cluster)
    {
        await cluster.LookAsync();
        var counts = new List<double>();
        foreach (var silo in cluster.Status.Silos)
        {
            var metrics = await client.GetStringAsync($"{silo.Http}/metrics", TestContext.Current.CancellationToken);
            counts.Add(metrics.Split('\n')
                .Where(line => line.StartsWith("isl_compute_duration_seconds_count", StringComparison.Ordinal))
                .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)));
        }

        return counts;
    }
}
