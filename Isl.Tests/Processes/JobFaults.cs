using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Isl.Tests.Api;
using Isl.Tests.Support;

namespace Isl.Tests.Processes;

/// <summary>Two jobs: the silo that computes the one is killed, and the API that was asked for the other.</summary>
internal static class JobFaults
{
    /// <summary>A fit that time cuts short on a machine busy with another cluster is asked again and not held.</summary>
    private static readonly Dictionary<string, string> TimeForFits = new() { ["REQUEST_TIMEOUT_SECONDS"] = "60" };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Starts the cluster, hurts it and sees that both jobs end as they would have.</summary>
    /// <returns>How long that took, in words.</returns>
    public static async Task<string> RunAsync(CancellationToken over)
    {
        await using var cluster = await LocalCluster.StartAsync(silos: 2, apis: 2, warm: false, TimeForFits);
        using var client = new HttpClient { Timeout = Patience };
        var (first, second) = (cluster.Status.Apis[0].Http, cluster.Status.Apis[1].Http);

        var job = await StartAsync(client, first, number: 1, over);
        await UntilAsync(client, first + job, status => Stage(status) == "fit", over);
        var busy = await BusySiloAsync(client, cluster, over);
        await cluster.RunAsync("kill", "silo", $"{busy}");
        var clock = Stopwatch.StartNew();
        await AssertDoneAsync(client, second, job, number: 1, over);
        var text = string.Create(CultureInfo.InvariantCulture, $"done {clock.Elapsed.TotalSeconds:0.0} s after its silo {busy} was killed");

        job = await StartAsync(client, first, number: 2, over);
        await UntilAsync(client, second + job, status => Stage(status) == "fit", over);
        await cluster.RunAsync("kill", "api", $"{cluster.Status.Apis[0].N}");
        clock.Restart();
        await AssertDoneAsync(client, second, job, number: 2, over);
        return string.Create(CultureInfo.InvariantCulture, $"{text}, {clock.Elapsed.TotalSeconds:0.0} s after its API was killed");
    }

    private static async Task<string> StartAsync(HttpClient client, string api, int number, CancellationToken over)
    {
        using var request = Question(api, number);
        request.Headers.Add("Prefer", "respond-async");
        using var response = await client.SendAsync(request, over);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return response.Headers.Location!.ToString();
    }

    private static async Task AssertDoneAsync(HttpClient client, string api, string job, int number, CancellationToken over)
    {
        var done = await UntilAsync(client, api + job, status => status.GetProperty("status").GetString() is not ("queued" or "running"), over);
        Assert.Equal("done", done.GetProperty("status").GetString());
        var bytes = await client.GetByteArrayAsync(api + done.GetProperty("result").GetString(), over);
        using var question = Question(api, number);
        using var direct = await client.SendAsync(question, over);
        Assert.Equal(await direct.Content.ReadAsByteArrayAsync(over), bytes);
        Assert.Equal("hit", direct.Headers.GetValues("X-Isl-Cache").Single());
    }

    private static HttpRequestMessage Question(string api, int number)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, api + Requests.Discover)
        {
            Content = new ByteArrayContent(LongFits.Body(number, columns: 46)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return request;
    }

    private static string? Stage(JsonElement status) =>
        status.TryGetProperty("progress", out var progress) ? progress.GetProperty("stage").GetString() : null;

    /// <summary>The silo whose slots for long work are taken.</summary>
    private static async Task<int> BusySiloAsync(HttpClient client, LocalCluster cluster, CancellationToken over)
    {
        foreach (var silo in cluster.Status.Silos)
        {
            var metrics = await client.GetStringAsync($"{silo.Http}/metrics", over);
            var running = metrics.Split('\n').First(line => line.StartsWith("isl_compute_running{", StringComparison.Ordinal)
                && line.Contains("lane=\"slow\"", StringComparison.Ordinal));
            if (double.Parse(running.Split(' ')[1], CultureInfo.InvariantCulture) > 0)
            {
                return silo.N;
            }
        }

        throw new InvalidOperationException("No silo computes.");
    }

    private static async Task<JsonElement> UntilAsync(
        HttpClient client, string address, Func<JsonElement, bool> isThere, CancellationToken over)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var text = await client.GetStringAsync(address, over);
            using var status = JsonDocument.Parse(text);
            if (isThere(status.RootElement))
            {
                return status.RootElement.Clone();
            }

            Assert.True(clock.Elapsed < Patience, text);
            await Task.Delay(100, over);
        }
    }
}
