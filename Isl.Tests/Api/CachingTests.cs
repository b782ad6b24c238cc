using System.Diagnostics;
using System.Net;

namespace Isl.Tests.Api;

[Collection(TimedTests.Name)]
public sealed class CachingTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task SameQuestion_OtherOrder_IsAHitWithTheSameBytes()
    {
        using var first = await api.PostAsync(Requests.Validate, Requests.PriceOnRevenue);
        using var second = await api.PostAsync(Requests.Validate, Requests.PriceOnRevenueReordered);

        Assert.Equal("hit", second.Headers.GetValues("X-Isl-Cache").Single());
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal(
            await first.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken),
            await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task TenIdenticalRequests_AtOnce_RunOneComputation()
    {
        using var release = new ManualResetEventSlim();
        using var started = new SemaphoreSlim(0);
        var before = api.Faults.Computations;
        api.Faults.Fault = (_, cancellation) =>
        {
            started.Release();
            release.Wait(cancellation);
        };

        var requests = Enumerable.Range(0, 10).Select(_ => api.PostAsync(Requests.Discover, Requests.Discovery(101))).ToList();
        Assert.True(await started.WaitAsync(Patience, TestContext.Current.CancellationToken));
        await EventuallyAsync(async () => (await api.GetAsync("/cache/stats")).GetProperty("coalesced").GetInt64() >= 9);
        release.Set();
        var responses = await Task.WhenAll(requests);
        api.Faults.Fault = null;

        Assert.Equal(1, api.Faults.Computations - before);
        var outcomes = responses
            .GroupBy(response => response.Headers.GetValues("X-Isl-Cache").Single())
            .ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(1, outcomes["miss"]);
        Assert.Equal(9, outcomes["coalesced"]);
    }

    [Fact]
    public async Task CancelledRequest_StopsItsComputationWithin100Milliseconds()
    {
        using var started = new SemaphoreSlim(0);
        var stopped = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        api.Faults.Fault = (_, cancellation) =>
        {
            started.Release();
            cancellation.WaitHandle.WaitOne(Patience);
            stopped.TrySetResult(Stopwatch.GetTimestamp());
            cancellation.ThrowIfCancellationRequested();
        };
        using var caller = new CancellationTokenSource();

        var request = api.PostAsync(Requests.Discover, Requests.Discovery(102), caller.Token);
        Assert.True(await started.WaitAsync(Patience, TestContext.Current.CancellationToken));
        var left = Stopwatch.GetTimestamp();
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        var stoppedAt = await stopped.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        api.Faults.Fault = null;

        Assert.InRange(Stopwatch.GetElapsedTime(left, stoppedAt).TotalMilliseconds, 0, 100);
    }

    [Fact]
    public async Task OneOfTwoCallersLeaving_LeavesTheOtherItsAnswer()
    {
        using var release = new ManualResetEventSlim();
        using var started = new SemaphoreSlim(0);
        api.Faults.Fault = (_, cancellation) =>
        {
            started.Release();
            release.Wait(cancellation);
        };
        using var leaver = new CancellationTokenSource();
        var coalesced = (await api.GetAsync("/cache/stats")).GetProperty("coalesced").GetInt64();

        var leaving = api.PostAsync(Requests.Discover, Requests.Discovery(103), leaver.Token);
        Assert.True(await started.WaitAsync(Patience, TestContext.Current.CancellationToken));
        var staying = api.PostAsync(Requests.Discover, Requests.Discovery(103));
        await EventuallyAsync(async () => (await api.GetAsync("/cache/stats")).GetProperty("coalesced").GetInt64() > coalesced);
        await leaver.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        release.Set();
        using var response = await staying;
        api.Faults.Fault = null;

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Result_ByItsAddress_SameBytesAndImmutable()
    {
        using var asked = await api.PostAsync(Requests.Validate, Requests.Confounded);
        var id = (await IslApiFactory.ReadAsync(asked)).GetProperty("result_id").GetString();

        using var found = await api.CreateClient().GetAsync($"/api/v1/results/{id}", TestContext.Current.CancellationToken);

        Assert.True(found.Headers.CacheControl!.Public);
        Assert.Contains("immutable", found.Headers.CacheControl.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            await asked.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken),
            await found.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("g0000000000000000000000000000000000000000000000000000000000000000-00000000000000000000000000000000")]
    public async Task Result_NotHeld_Is404(string id)
    {
        using var response = await api.CreateClient().GetAsync($"/api/v1/results/{id}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("result_not_held", (await IslApiFactory.ReadAsync(response)).GetProperty("error_code").GetString());
    }

    [Fact]
    public async Task IfNoneMatch_HeldAnswer_Is304WithoutBody()
    {
        using var first = await api.PostAsync(Requests.Validate, Requests.Confounded);
        using var request = new HttpRequestMessage(HttpMethod.Post, Requests.Validate)
        {
            Content = new StringContent(Requests.Confounded, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await api.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, "The condition did not come true in time.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
