using Isl.Grains.Answering;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Tests.Unit.Answering;

public sealed class GateQueueTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enter_WaitWouldBeTooLong_IsRefusedAtOnceWithTheExpectedWait()
    {
        using var queue = new GateQueue(slots: 1, limit: 100, TimeProvider.System);
        for (var job = 0; job < 300; job++)
        {
            await queue.Enter("test", TimeSpan.FromSeconds(1), isNew: true, Test);
            queue.Leave(TimeSpan.FromSeconds(30)); // jobs take half a minute
        }

        await queue.Enter("test", TimeSpan.FromSeconds(1), isNew: true, Test);

        var refused = queue.Enter("test", TimeSpan.FromSeconds(5), isNew: true, Test);

        Assert.True(refused.IsCompleted);
        var refusal = await Assert.ThrowsAsync<IslException>(() => refused);
        Assert.Equal(ErrorCode.Overloaded, refusal.Code);
        Assert.Equal(30, refusal.RetryAfter!.Value.TotalSeconds, 3);
    }

    [Fact]
    public async Task Enter_PartOfAnAdmittedQuestion_WaitsAllTheSame()
    {
        using var queue = new GateQueue(slots: 1, limit: 1, TimeProvider.System);
        await queue.Enter("test", TimeSpan.FromSeconds(1), isNew: true, Test);
        queue.Leave(TimeSpan.FromSeconds(30));
        await queue.Enter("test", TimeSpan.FromSeconds(1), isNew: true, Test);

        var part = queue.Enter("test", TimeSpan.FromSeconds(20), isNew: false, Test);
        Assert.False(part.IsCompleted);
        queue.Leave(TimeSpan.Zero);

        await part.WaitAsync(TimeSpan.FromSeconds(5), Test);
    }

    [Fact]
    public async Task Enter_PatienceEnds_IsRefused()
    {
        using var queue = new GateQueue(slots: 1, limit: 10, TimeProvider.System);
        await queue.Enter("test", TimeSpan.FromSeconds(1), isNew: true, Test);

        var refusal = await Assert.ThrowsAsync<IslException>(() => queue.Enter("test", TimeSpan.FromMilliseconds(50), isNew: true, Test));

        Assert.Equal(ErrorCode.Overloaded, refusal.Code);
    }
}
