using Isl.Grains.Answering;
using Isl.Grains.Interfaces.Errors;
using Microsoft.Extensions.Time.Testing;

namespace Isl.Tests.Unit.Answering;

public sealed class GateQueueTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enter_FirstJobsOfAColdQueue_AreRefusedAtOnceByTheirSize()
    {
        using var queue = NewQueue(slots: 2);
        await queue.Enter("fit", prior: 15, Patience, isNew: true, Test);
        await queue.Enter("fit", prior: 15, Patience, isNew: true, Test);

        var refused = queue.Enter("fit", prior: 15, Patience, isNew: true, Test);

        Assert.True(refused.IsCompleted);
        var refusal = await Assert.ThrowsAsync<IslException>(() => refused);
        Assert.Equal(ErrorCode.Overloaded, refusal.Code);
        Assert.Equal(15, refusal.RetryAfter!.Value.TotalSeconds, 3);
    }

    [Fact]
    public async Task Enter_JobsTakeLongerThanTheirSizeTells_IsRefusedByWhatTheyTook()
    {
        using var queue = NewQueue(slots: 1);
        for (var job = 0; job < 300; job++)
        {
            queue.Leave(await queue.Enter("fit", prior: 1, Patience, isNew: true, Test), TimeSpan.FromSeconds(10));
        }

        await queue.Enter("fit", prior: 2, Patience, isNew: true, Test);

        Assert.Equal(20, queue.ExpectedWait.TotalSeconds, 3);
        await Assert.ThrowsAsync<IslException>(() => queue.Enter("fit", prior: 2, Patience, isNew: true, Test));
    }

    [Fact]
    public async Task ExpectedWait_IsThatOfTheSlotThatIsFreeFirst_AfterThoseWhoWait()
    {
        using var queue = NewQueue(slots: 2);
        await queue.Enter("fit", prior: 10, Patience, isNew: true, Test);
        Assert.Equal(0, queue.ExpectedWait.TotalSeconds, 3);
        await queue.Enter("fit", prior: 1, Patience, isNew: true, Test);
        Assert.Equal(1, queue.ExpectedWait.TotalSeconds, 3);
        _ = queue.Enter("fit", prior: 2, Patience, isNew: true, Test);

        Assert.Equal(3, queue.ExpectedWait.TotalSeconds, 3);
        Assert.Equal((13, 1), queue.Figures);
        _time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(2.5, queue.ExpectedWait.TotalSeconds, 3);
    }

    [Fact]
    public async Task ExpectedWait_JobRunsLongerThanExpected_GrowsWithIt()
    {
        using var queue = NewQueue(slots: 1);
        await queue.Enter("fit", prior: 0.1, Patience, isNew: true, Test);
        _time.Advance(TimeSpan.FromSeconds(16));

        Assert.Equal(4, queue.ExpectedWait.TotalSeconds, 3);
    }

    [Fact]
    public async Task Enter_PartOfAnAdmittedQuestion_WaitsAllTheSame()
    {
        using var queue = NewQueue(slots: 1, limit: 1);
        var running = await queue.Enter("test", prior: 30, Patience, isNew: true, Test);

        var part = queue.Enter("test", prior: 30, TimeSpan.FromSeconds(20), isNew: false, Test);
        Assert.False(part.IsCompleted);
        queue.Leave(running, TimeSpan.Zero);

        await part.WaitAsync(TimeSpan.FromSeconds(5), Test);
    }

    [Fact]
    public async Task Enter_PatienceEnds_IsRefused()
    {
        using var queue = NewQueue(slots: 1);
        await queue.Enter("test", prior: 1, Patience, isNew: true, Test);
        var waiting = queue.Enter("test", prior: 1, Patience, isNew: true, Test);

        _time.Advance(Patience);

        var refusal = await Assert.ThrowsAsync<IslException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(5), Test));
        Assert.Equal(ErrorCode.Overloaded, refusal.Code);
        Assert.Equal(1, queue.Figures.Utilization); // and nobody waits any more
    }

    private GateQueue NewQueue(int slots, int limit = 100) => new(slots, limit, TimeSpan.FromSeconds(20), _time);
}
