using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Isl.Tests.Api;
using Isl.Tests.Support;

namespace Isl.Tests.Processes;

/// <summary>A job outlives the silo that computes it, and the API that was asked for it, without anybody asking for it.</summary>
[Collection(ProcessTests.Name)]
public sealed class JobFaultTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Job_WhoseSiloIsKilled_ThenAnotherWhoseApiIs_BothEndAsTheyWouldHave()
    {
        await using var cluster = await LocalCluster.StartAsync(silos: 2, apis: 2, warm: false);
        using var client = new HttpClient { Timeout = Patience };
        var (first, second) = (cluster.Status.Apis[0].Http, cluster.Status.Apis[1].Http);

        var job = await StartAsync(client, first, number: 1);
        await UntilAsync(client, first + job, status => Stage(status) == "fit");
        var busy = await BusySiloAsync(client, cluster);
        await cluster.RunAsync("kill", "silo", $"{busy}");
        var clock = Stopwatch.StartNew();
        await AssertDoneAsync(client, second, job, number: 1);
        output.WriteLine($"{clock.Elapsed.TotalSeconds:0.0} s after its silo {busy} was killed");

        job = await StartAsync(client, first, number: 2);
        await UntilAsync(client, second + job, status => Stage(status) == "fit");
        await cluster.RunAsync("kill", "api", $"{cluster.Status.Apis[0].N}");
        clock.Restart();
        await AssertDoneAsync(client, second, job, number: 2);
        output.WriteLine($"{clock.Elapsed.TotalSeconds:0.0} s after its API was killed");
    }

    private static async Task<string> StartAsync(HttpClient client, string api, int number)
    {
        using var request = Question(api, number);
        request.Headers.Add("Prefer", "respond-async");
        using var response = await client.SendAsync(request, Test);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return response.Headers.Location!.ToString();
    }

    private static async Task AssertDoneAsync(HttpClient client, string api, string job, int number)
    {
        var done = await UntilAsync(client, api + job, status => status.GetProperty("status").GetString() is not ("queued" or "running"));
        Assert.Equal("done", done.GetProperty("status").GetString());
        var bytes = await client.GetByteArrayAsync(api + done.GetProperty("result").GetString(), Test);
        using var question = Question(api, number);
        using var direct = await client.SendAsync(question, Test);
        Assert.Equal(await direct.Content.ReadAsByteArrayAsync(Test), bytes);
        Assert.Equal("hit", direct.Headers.GetValues("X-Isl-Cache").Single());
    }

    private static HttpRequestMessage Question(string api, int number)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, api + Requests.Discover) { Content = new ByteArrayContent(LongFits.Body(number)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return request;
    }

    private static string? Stage(JsonElement status) =>
        status.TryGetProperty("progress", out var progress) ? progress.GetProperty("stage").GetString() : null;

    /// <summary>The silo whose slots for long work are taken.</summary>
    private static async Task<int> BusySiloAsync(HttpClient client, LocalCluster cluster)
    {
        foreach (var silo in cluster.Status.Silos)
        {
            var metrics = await client.GetStringAsync($"{silo.Http}/metrics", Test);
            var running = metrics.Split('\n').First(line => line.StartsWith("isl_compute_running{", StringComparison.Ordinal)
                && line.Contains("lane=\"slow\"", StringComparison.Ordinal));
            if (double.Parse(running.Split(' ')[1], CultureInfo.InvariantCulture) > 0)
            {
                return silo.N;
            }
        }

        throw new InvalidOperationException("No silo computes.");
    }

    private static async Task<JsonElement> UntilAsync(HttpClient client, string address, Func<JsonElement, bool> isThere)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var text = await client.GetStringAsync(address, Test);
            using var status = JsonDocument.Parse(text);
            if (isThere(status.RootElement))
            {
                return status.RootElement.Clone();
            }

            Assert.True(clock.Elapsed < Patience, text);
            await Task.Delay(100, Test);
        }
    }
}
