using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Numerics;

public sealed class BuiltOnceTests
{
    [Fact]
    public async Task Get_SeveralThreadsAtOnce_BuildOnce()
    {
        var (builds, cache) = (0, new BuiltOnce<int, string>(1000, 10, _ => 1));
        var all = Enumerable.Range(0, 16).Select(_ => Task.Run(
            () => cache.Get(
                7,
                (key, _) =>
                {
                    Interlocked.Increment(ref builds);
                    Thread.Sleep(50); // long enough for the others to arrive
                    return $"value {key}";
                },
                CancellationToken.None),
            TestContext.Current.CancellationToken));

        var values = await Task.WhenAll(all);

        Assert.Equal(1, builds);
        Assert.All(values, value => Assert.Same(values[0], value));
    }

    [Fact]
    public void Get_MoreThanTheBytesAllow_DropsTheLeastRecentlyUsed()
    {
        var builds = new List<int>();
        var cache = new BuiltOnce<int, string>(25, 10, _ => 10);

        foreach (var key in new[] { 1, 2, 1, 3, 1, 2 })
        {
            Build(cache, key, builds);
        }

        Assert.Equal([1, 2, 3, 2], builds);
        Assert.Equal((2, 20), (cache.Count, cache.Bytes));
    }

    [Fact]
    public void Get_MoreThanTheEntriesAllow_DropsTheLeastRecentlyUsed()
    {
        var builds = new List<int>();
        var cache = new BuiltOnce<int, string>(1000, 2, _ => 1);

        foreach (var key in new[] { 1, 2, 3, 2, 1 })
        {
            Build(cache, key, builds);
        }

        Assert.Equal([1, 2, 3, 1], builds);
    }

    [Fact]
    public void Get_AValueLargerThanTheBound_IsReturnedAndNotHeld()
    {
        var builds = new List<int>();
        var cache = new BuiltOnce<int, string>(5, 10, _ => 10);

        Build(cache, 1, builds);
        Build(cache, 1, builds);

        Assert.Equal([1, 1], builds);
        Assert.Equal((0, 0), (cache.Count, cache.Bytes));
    }

    [Fact]
    public void Get_AFailedBuild_LeavesNothingBehind()
    {
        var cache = new BuiltOnce<int, string>(1000, 10, _ => 1);

        Assert.Throws<InvalidOperationException>(() => cache.Get(1, (_, _) => throw new InvalidOperationException(), CancellationToken.None));

        Assert.Equal("1", cache.Get(1, (key, _) => $"{key}", CancellationToken.None));
    }

    [Fact]
    public async Task Get_TheBuilderIsCancelled_AWaiterBuildsInstead()
    {
        var cache = new BuiltOnce<int, string>(1000, 10, _ => 1);
        using var first = new CancellationTokenSource();
        using var started = new ManualResetEventSlim();
        var cancelled = Task.Run(
            () => cache.Get(
                1,
                (_, token) =>
                {
                    started.Set();
                    token.WaitHandle.WaitOne();
                    token.ThrowIfCancellationRequested();
                    return "first";
                },
                first.Token),
            TestContext.Current.CancellationToken);
        started.Wait(TestContext.Current.CancellationToken);
        var waiting = Task.Run(() => cache.Get(1, (_, _) => "second", CancellationToken.None), TestContext.Current.CancellationToken);

        await first.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal("second", await waiting);
    }

    [Fact]
    public async Task Get_AWaiterIsCancelled_ItStopsWaiting()
    {
        var cache = new BuiltOnce<int, string>(1000, 10, _ => 1);
        using var started = new ManualResetEventSlim();
        using var finish = new ManualResetEventSlim();
        var building = Task.Run(
            () => cache.Get(
                1,
                (_, _) =>
                {
                    started.Set();
                    finish.Wait(CancellationToken.None);
                    return "built";
                },
                CancellationToken.None),
            TestContext.Current.CancellationToken);
        started.Wait(TestContext.Current.CancellationToken);

        Assert.Throws<OperationCanceledException>(() => cache.Get(1, (_, _) => "other", new CancellationToken(true)));

        finish.Set();
        Assert.Equal("built", await building);
    }

    private static void Build(BuiltOnce<int, string> cache, int key, List<int> builds) => cache.Get(
        key,
        (built, _) =>
        {
            builds.Add(built);
            return $"{built}";
        },
        CancellationToken.None);
}
