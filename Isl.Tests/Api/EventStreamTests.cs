using System.Net;
using System.Text.Json;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Tests.Api;

/// <summary>Answers as streams of events: the same bytes, and before them how far the work is.</summary>
[Collection(TimedTests.Name)]
public sealed class EventStreamTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly IslApiFactory _api = new();

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task Discover_Bootstrap_TellsItsResamples_AndGivesTheVeryBytes()
    {
        _api.Faults.Fault = (operation, _) => Thread.Sleep(operation == "bootstrap_moments" ? 300 : 0);
        var body = Requests.Discovery(1, "notears", ", \"bootstrap\": 60");

        var (response, events) = await AskAsync(ServerEvents.Question(Requests.Discover, body));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal("no", response.Headers.GetValues("X-Accel-Buffering").Single());
        Assert.Equal("queued", events[0].Name);
        Assert.Equal("result", events[^1].Name);
        var progress = events[1..^1];
        Assert.NotEmpty(progress);
        Assert.All(progress, one => Assert.Equal("progress", one.Name));
        var resamples = progress.Select(one => JsonDocument.Parse(one.Data).RootElement)
            .Where(one => one.GetProperty("stage").GetString() == "resamples").ToList();
        Assert.NotEmpty(resamples);
        Assert.All(resamples, one => Assert.Equal(60, one.GetProperty("total").GetInt32()));
        Assert.Equal(resamples.Select(Done).Order(), resamples.Select(Done));
        using var plain = await _api.PostAsync(Requests.Discover, body);
        Assert.Equal(await plain.Content.ReadAsStringAsync(Test), events[^1].Data);
        Assert.Equal("hit", plain.Headers.GetValues("X-Isl-Cache").Single());

        static int Done(JsonElement one) => one.GetProperty("done").GetInt32();
    }

    [Fact]
    public async Task Discover_HeldAnswer_IsTheResultAtOnce()
    {
        var body = Requests.Discovery(2);
        using var plain = await _api.PostAsync(Requests.Discover, body);

        var (_, events) = await AskAsync(ServerEvents.Question(Requests.Discover, body));

        Assert.Equal(("result", await plain.Content.ReadAsStringAsync(Test)), Assert.Single(events));
        Assert.Equal(1, _api.Faults.Computations);
    }

    [Fact]
    public async Task Discover_Csv_IsAnsweredTheSameWay()
    {
        var csv = "A,B\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i * 7 % 13},{(i * 7 % 13) + (i * 5 % 11)}\n"));
        var path = Requests.Discover + "?algorithm=ges";

        var (_, events) = await AskAsync(ServerEvents.Question(path, csv, "text/csv"));

        using var content = new StringContent(csv, System.Text.Encoding.UTF8, "text/csv");
        using var plain = await _api.CreateClient().PostAsync(path, content, Test);
        Assert.Equal(("result", await plain.Content.ReadAsStringAsync(Test)), events[^1]);
    }

    [Fact]
    public async Task Counterfactual_ManyDraws_TellsThem()
    {
        var (_, events) = await AskAsync(ServerEvents.Question(
            ModelRequests.Counterfactual, """
            {"model": {"variables": ["A", "B"], "equations": {"B": {"formula": "sin(A) * exp(noise / 9)", "noise_dist": "student_t(5)"}},
             "distributions": {"A": {"type": "gamma", "parameters": {"shape": 2, "scale": 3}}}},
             "intervention": {"A": 1}, "outcome": "B", "samples": 10000000}
            """));

        Assert.Equal("result", events[^1].Name);
        Assert.Contains(events, one => one.Name == "progress"
            && JsonDocument.Parse(one.Data).RootElement.GetProperty("stage").GetString() is "draws" or "computing");
    }

    [Fact]
    public async Task Discover_BadRequest_IsAProblemAndNoStream()
    {
        using var response = await _api.CreateClient().SendAsync(ServerEvents.Question(Requests.Discover, "{\"data\": []}"), Test);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.NotEmpty((await IslApiFactory.ReadAsync(response)).GetProperty("details").GetProperty("errors").EnumerateArray());
    }

    [Fact]
    public async Task Counterfactual_FailureAfterTheStreamBegan_IsAnErrorEventWithTheProblem()
    {
        _api.Faults.Fault = (_, _) =>
        {
            Thread.Sleep(400);
            throw new IslException(ErrorCode.Overloaded, "A test has no slot.", retryAfter: TimeSpan.FromSeconds(3));
        };

        var (_, events) = await AskAsync(ServerEvents.Question(ModelRequests.Counterfactual, ModelRequests.Ask(ModelRequests.Chain, "{\"X\": 2}")));

        Assert.Equal("error", events[^1].Name);
        var problem = JsonDocument.Parse(events[^1].Data).RootElement;
        Assert.Equal(("overloaded", 503), (problem.GetProperty("error_code").GetString(), problem.GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task Leaving_StopsWhatNobodyElseWaitsFor_AndNothingElse()
    {
        using var started = new SemaphoreSlim(0);
        using var release = new ManualResetEventSlim();
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _api.Faults.Fault = (_, cancellation) =>
        {
            started.Release();
            using var registration = cancellation.Register(() => stopped.TrySetResult());
            release.Wait(cancellation);
        };
        var client = _api.CreateClient();

        // Shared: another one waits for the same answer, and gets it.
        var shared = Requests.Discovery(3);
        var other = _api.PostAsync(Requests.Discover, shared);
        Assert.True(await started.WaitAsync(Patience, Test));
        using (var leaves = await client.SendAsync(ServerEvents.Question(Requests.Discover, shared), HttpCompletionOption.ResponseHeadersRead, Test))
        {
            await foreach (var one in ServerEvents.Read(leaves, Test))
            {
                Assert.Equal("queued", one.Name);
                break;
            }
        }

        await Task.Delay(300, Test);
        Assert.False(stopped.Task.IsCompleted);
        release.Set();
        using (var answered = await other)
        {
            Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        }

        // Its own: it is stopped.
        release.Reset();
        using (var leaves = await client.SendAsync(
            ServerEvents.Question(Requests.Discover, Requests.Discovery(4)), HttpCompletionOption.ResponseHeadersRead, Test))
        {
            Assert.True(await started.WaitAsync(Patience, Test));
        }

        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(2), Test);
    }

    private async Task<(HttpResponseMessage Response, List<(string Name, string Data)> Events)> AskAsync(HttpRequestMessage request)
    {
        var response = await _api.CreateClient().SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Test);
        var events = new List<(string, string)>();
        await foreach (var one in ServerEvents.Read(response, Test))
        {
            events.Add(one);
        }

        return (response, events);
    }
}
