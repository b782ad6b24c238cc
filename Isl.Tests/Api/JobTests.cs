using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Isl.Tests.Api;

/// <summary>Questions asked with <c>Prefer: respond-async</c>.</summary>
[Collection(TimedTests.Name)]
public sealed class JobTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly IslApiFactory _api = new();

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task Discover_AsJob_HasProgressAndThenTheVeryAnswer()
    {
        using var release = new ManualResetEventSlim();
        _api.Faults.Fault = (operation, cancellation) =>
        {
            if (operation == "finish_discovery")
            {
                release.Wait(cancellation);
            }
        };
        var body = Requests.Discovery(11, "notears", ", \"bootstrap\": 20");

        using var accepted = await AskAsync(Requests.Discover, body);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal("respond-async", accepted.Headers.GetValues("Preference-Applied").Single());
        Assert.Equal("no-store", accepted.Headers.CacheControl!.ToString());
        Assert.Equal(TimeSpan.FromSeconds(1), accepted.Headers.RetryAfter!.Delta);
        var job = await IslApiFactory.ReadAsync(accepted);
        var address = accepted.Headers.Location!.ToString();
        Assert.Equal($"/api/v1/jobs/{job.GetProperty("job_id").GetString()}", address);

        var running = await UntilAsync(address, status => status.TryGetProperty("progress", out var told)
            && told.GetProperty("stage").GetString() == "resamples" && told.GetProperty("done").GetInt32() > 0);
        Assert.Equal("running", running.GetProperty("status").GetString());
        Assert.False(running.TryGetProperty("result", out _));
        using (var early = await _api.CreateClient().GetAsync($"{address}/result", Test))
        {
            Assert.Equal((HttpStatusCode.Conflict, "job_not_done"), (early.StatusCode, await CodeOf(early)));
        }

        release.Set();
        var done = await UntilAsync(address, Ended);
        Assert.Equal("done", done.GetProperty("status").GetString());
        using var direct = await _api.PostAsync(Requests.Discover, body);
        var bytes = await direct.Content.ReadAsByteArrayAsync(Test);
        Assert.Equal("hit", direct.Headers.GetValues("X-Isl-Cache").Single());
        var id = JsonDocument.Parse(bytes).RootElement.GetProperty("result_id").GetString();
        Assert.Equal(id, done.GetProperty("result_id").GetString());
        Assert.Equal($"/api/v1/results/{id}", done.GetProperty("result").GetString());
        Assert.Equal(bytes, await _api.CreateClient().GetByteArrayAsync(done.GetProperty("result").GetString(), Test));
        using var kept = await _api.CreateClient().GetAsync($"{address}/result", Test);
        Assert.Equal(bytes, await kept.Content.ReadAsByteArrayAsync(Test));
        Assert.Equal(direct.Headers.ETag, kept.Headers.ETag);
    }

    [Fact]
    public async Task Discover_Cancelled_StopsWithinASecond()
    {
        using var started = new SemaphoreSlim(0);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _api.Faults.Fault = (_, cancellation) =>
        {
            started.Release();
            cancellation.WaitHandle.WaitOne(Patience);
            stopped.TrySetResult();
            cancellation.ThrowIfCancellationRequested();
        };
        using var accepted = await AskAsync(Requests.Discover, Requests.Discovery(12));
        Assert.True(await started.WaitAsync(Patience, Test));
        var client = _api.CreateClient();

        var clock = Stopwatch.StartNew();
        using var cancelled = await client.DeleteAsync(accepted.Headers.Location, Test);
        await stopped.Task.WaitAsync(Patience, Test);

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Equal("cancelled", (await IslApiFactory.ReadAsync(cancelled)).GetProperty("status").GetString());
        Assert.Equal("cancelled", (await _api.GetAsync(accepted.Headers.Location!.ToString())).GetProperty("status").GetString());
        using var result = await client.GetAsync($"{accepted.Headers.Location}/result", Test);
        Assert.Equal(HttpStatusCode.Conflict, result.StatusCode);
    }

    [Fact]
    public async Task Discover_MoreJobsThanOneMayHave_AreRefusedInWords()
    {
        _api.Settings["Jobs:MostPerCaller"] = "2";
        _api.Faults.Fault = (_, cancellation) => cancellation.WaitHandle.WaitOne(Patience);
        var taken = new List<HttpResponseMessage>();
        for (var salt = 20; salt < 22; salt++)
        {
            taken.Add(await AskAsync(Requests.Discover, Requests.Discovery(salt)));
            Assert.Equal(HttpStatusCode.Accepted, taken[^1].StatusCode);
        }

        using var refused = await AskAsync(Requests.Discover, Requests.Discovery(22));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("too_many_jobs", await CodeOf(refused));
        Assert.NotNull(refused.Headers.RetryAfter);
        foreach (var one in taken)
        {
            using var cancelled = await _api.CreateClient().DeleteAsync(one.Headers.Location, Test);
        }

        using var next = await AskAsync(Requests.Discover, Requests.Discovery(22));
        Assert.Equal(HttpStatusCode.Accepted, next.StatusCode);
        using var last = await _api.CreateClient().DeleteAsync(next.Headers.Location, Test);
    }

    /// <summary>A question that is refused for load while somebody waits for it is asked again as a job, until it has its turn.</summary>
    [Fact]
    public async Task Counterfactual_RefusedForLoad_WaitsForItsTurn()
    {
        var refusals = 2;
        _api.Faults.Fault = (_, _) =>
        {
            if (Interlocked.Decrement(ref refusals) >= 0)
            {
                throw new Isl.Grains.Interfaces.Errors.IslException(Isl.Grains.Interfaces.Errors.ErrorCode.Overloaded, "A test has no slot.");
            }
        };

        using var accepted = await AskAsync(ModelRequests.Counterfactual, ModelRequests.Ask(ModelRequests.Chain, "{\"X\": 2}"));
        var done = await UntilAsync(accepted.Headers.Location!.ToString(), Ended);

        Assert.Equal("done", done.GetProperty("status").GetString());
        Assert.True(refusals < 0);
    }

    [Fact]
    public async Task Counterfactual_DegradedAnswer_IsKeptByItsJob()
    {
        _api.Settings["Cache:DegradedTimeToLiveSeconds"] = "0";
        _api.Faults.Fault = (_, _) => throw new InvalidOperationException("a test");

        using var accepted = await AskAsync(ModelRequests.Counterfactual, ModelRequests.Ask(ModelRequests.Chain, "{\"X\": 3}"));
        var done = await UntilAsync(accepted.Headers.Location!.ToString(), Ended);

        Assert.Equal($"{accepted.Headers.Location}/result", done.GetProperty("result").GetString());
        Assert.True((await _api.GetAsync(done.GetProperty("result").GetString()!)).GetProperty("degraded").GetBoolean());
    }

    [Fact]
    public async Task Discover_BadRequest_IsAProblemAndNoJob()
    {
        using var bad = await AskAsync(Requests.Discover, "{\"data\": []}");
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (bad.StatusCode, await CodeOf(bad)));

        using var csv = await AskAsync(Requests.Discover + "?algorithm=gess", "A,B\n1,2\n2,1\n3,3\n", "text/csv");
        Assert.Equal(HttpStatusCode.BadRequest, csv.StatusCode);
    }

    [Fact]
    public async Task Discover_CsvWithOptions_KeepsThem()
    {
        var csv = "A,B\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i * 7 % 13},{(i * 7 % 13) + (i * 5 % 11)}\n"));

        using var accepted = await AskAsync(Requests.Discover + "?algorithm=ges", csv, "text/csv");
        var done = await UntilAsync(accepted.Headers.Location!.ToString(), Ended);

        var answer = await _api.GetAsync(done.GetProperty("result").GetString()!);
        Assert.Equal("ges", answer.GetProperty("algorithm_used").GetString());
    }

    [Fact]
    public async Task Discover_WithPatience_IsAnsweredItself()
    {
        using var answered = await AskAsync(Requests.Discover, Requests.Discovery(13), prefer: "respond-async, wait=20");

        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        using var direct = await _api.PostAsync(Requests.Discover, Requests.Discovery(13));
        Assert.Equal(await direct.Content.ReadAsStringAsync(Test), await answered.Content.ReadAsStringAsync(Test));
        Assert.Equal(direct.Headers.ETag, answered.Headers.ETag);
    }

    [Fact]
    public async Task Discover_WithoutPrefer_IsNoJob()
    {
        using var answered = await _api.PostAsync(Requests.Discover, Requests.Discovery(14));

        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.False(answered.Headers.Contains("Preference-Applied"));
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("no-id")]
    public async Task Job_ThatIsNotKept_Is404(string id)
    {
        var client = _api.CreateClient();
        using var status = await client.GetAsync($"/api/v1/jobs/{id}", Test);
        using var result = await client.GetAsync($"/api/v1/jobs/{id}/result", Test);
        using var cancelled = await client.DeleteAsync($"/api/v1/jobs/{id}", Test);

        foreach (var response in (HttpResponseMessage[])[status, result, cancelled])
        {
            Assert.Equal((HttpStatusCode.NotFound, "job_not_held"), (response.StatusCode, await CodeOf(response)));
        }
    }

    private static bool Ended(JsonElement status) => status.GetProperty("status").GetString() is not ("queued" or "running");

    private static async Task<string?> CodeOf(HttpResponseMessage response) =>
        (await IslApiFactory.ReadAsync(response)).GetProperty("error_code").GetString();

    private async Task<HttpResponseMessage> AskAsync(
        string path, string body, string contentType = "application/json", string prefer = "respond-async")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, contentType) };
        request.Headers.Add("Prefer", prefer);
        return await _api.CreateClient().SendAsync(request, Test);
    }

    private async Task<JsonElement> UntilAsync(string address, Func<JsonElement, bool> isThere)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var status = await _api.GetAsync(address);
            if (isThere(status))
            {
                return status;
            }

            Assert.True(clock.Elapsed < Patience, status.GetRawText());
            await Task.Delay(50, Test);
        }
    }
}
