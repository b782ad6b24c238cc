using Isl.Grains.Answering;
using Isl.Grains.Interfaces.Errors;
using Microsoft.Extensions.Options;

namespace Isl.Tests.Unit.Answering;

public sealed class ComputeGateTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_QueuedJobCancelled_NeverRuns()
    {
        using var gate = NewGate(slots: 1);
        using var release = new ManualResetEventSlim();
        using var leave = new CancellationTokenSource();
        var ran = false;

        var first = gate.Run(Lane.Slow, "test", token => release.Wait(TimeSpan.FromSeconds(10), token), Test);
        var queued = gate.Run(Lane.Slow, "test", _ => ran = true, leave.Token);
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued);
        release.Set();
        await first;
        Assert.False(ran);
    }

    [Fact]
    public async Task Run_QuickJob_DoesNotWaitBehindSlowOnes()
    {
        using var gate = NewGate(slots: 1);
        using var release = new ManualResetEventSlim();
        var slow = Enumerable
            .Range(0, 3)
            .Select(_ => gate.Run(Lane.Slow, "test", token => release.Wait(TimeSpan.FromSeconds(10), token), Test))
            .ToList();

        var (answer, _) = await gate.Run(Lane.Quick, "test", _ => 42, Test);

        Assert.Equal(42, answer);
        Assert.All(slow, job => Assert.False(job.IsCompleted));
        release.Set();
        await Task.WhenAll(slow);
    }

    [Fact]
    public async Task Run_QueueFull_RefusesAtOnce()
    {
        using var gate = NewGate(slots: 1, queue: 1);
        using var release = new ManualResetEventSlim();
        var running = gate.Run(Lane.Slow, "test", token => release.Wait(TimeSpan.FromSeconds(10), token), Test);
        var waiting = gate.Run(Lane.Slow, "test", _ => true, Test);

        var refused = await Assert.ThrowsAsync<IslException>(() => gate.Run(Lane.Slow, "test", _ => true, Test));

        Assert.Equal(ErrorCode.Overloaded, refused.Code);
        release.Set();
        await Task.WhenAll(running, waiting);
    }

    [Fact]
    public async Task HandBack_EndsWhatRunsWaitsAndComes_AsStopping_AndNotWhatItsCallerLeft()
    {
        using var gate = NewGate(slots: 1);
        using var leave = new CancellationTokenSource();
        using var runs = new ManualResetEventSlim();
        var running = gate.Run(Lane.Slow, "test", Wait, Test);
        var waiting = gate.Run(Lane.Slow, "test", Wait, Test);
        var left = gate.Run(Lane.Slow, "test", Wait, leave.Token);
        runs.Wait(Test);
        await leave.CancelAsync();

        await gate.HandBack();

        foreach (var job in new[] { running, waiting, gate.Run(Lane.Quick, "test", Wait, Test) })
        {
            var handedBack = await Assert.ThrowsAsync<IslException>(() => job);
            Assert.Equal(ErrorCode.Stopping, handedBack.Code);
            Assert.NotNull(handedBack.RetryAfter);
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);

        bool Wait(CancellationToken token)
        {
            runs.Set();
            token.WaitHandle.WaitOne(TimeSpan.FromSeconds(10));
            token.ThrowIfCancellationRequested();
            return true;
        }
    }

    private static ComputeGate NewGate(int slots, int queue = 10) =>
        new(Options.Create(new ComputeOptions { Slots = slots, QueueLimit = queue }), TimeProvider.System);
}
