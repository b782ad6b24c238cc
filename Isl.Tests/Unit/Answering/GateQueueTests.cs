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
        var queue = NewQueue(slots: 2);
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
        var queue = NewQueue(slots: 1);
        for (var job = 0; job < 300; job++)
        {
            queue.Leave(await queue.Enter("fit", prior: 1, Patience, isNew: true, Test), TimeSpan.FromSeconds(10));
        }

        await queue.Enter("fit", prior: 2, Patience, isNew: true, Test);

        Assert.Equal(20, queue.ExpectedWait.TotalSeconds, 3);
        await Assert.ThrowsAsync<IslException>(() => queue.Enter("fit", prior: 2, Patience, isNew: true, Test));
    }

    [Fact]
    public async Task Leave_OfAJobThatOnlyWarmsUp_TellsNothingOfTheNext()
    {
        var queue = NewQueue(slots: 1);
        Caller.Current = new() { WarmsUp = true };
        queue.Leave(await queue.Enter("fit", prior: 1, Patience, isNew: true, Test), TimeSpan.FromSeconds(90));
        Caller.Current = new();

        await queue.Enter("fit", prior: 1, Patience, isNew: true, Test);

        Assert.Equal(1, queue.ExpectedWait.TotalSeconds, 3);
    }

    [Fact]
    public async Task ExpectedWait_IsThatOfTheSlotThatIsFreeFirst_AfterThoseWhoWait()
    {
        var queue = NewQueue(slots: 2);
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
        var queue = NewQueue(slots: 1);
        await queue.Enter("fit", prior: 0.1, Patience, isNew: true, Test);
        _time.Advance(TimeSpan.FromSeconds(16));

        Assert.Equal(4, queue.ExpectedWait.TotalSeconds, 3);
    }

    [Fact]
    public async Task Enter_PartOfAnAdmittedQuestion_WaitsAllTheSame()
    {
        var queue = NewQueue(slots: 1, limit: 1);
        var running = await queue.Enter("test", prior: 30, Patience, isNew: true, Test);

        var part = queue.Enter("test", prior: 30, TimeSpan.FromSeconds(20), isNew: false, Test);
        Assert.False(part.IsCompleted);
        queue.Leave(running, TimeSpan.Zero);

        await part.WaitAsync(TimeSpan.FromSeconds(5), Test);
    }

    [Fact]
    public async Task Enter_PatienceEnds_IsRefused()
    {
        var queue = NewQueue(slots: 1);
        await queue.Enter("test", prior: 1, Patience, isNew: true, Test);
        var waiting = queue.Enter("test", prior: 1, Patience, isNew: true, Test);

        _time.Advance(Patience);
        Assert.False(waiting.IsCompleted); // the estimate may be wrong, and who was let in is not sent away at once
        _time.Advance(Patience);

        var refusal = await Assert.ThrowsAsync<IslException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(5), Test));
        Assert.Equal(ErrorCode.Overloaded, refusal.Code);
        Assert.Equal(1, queue.Figures.Utilization); // and nobody waits any more
    }

    [Fact]
    public async Task Enter_OneCallerFillsTheQueue_AnotherIsNextAndIsLetIn()
    {
        var queue = NewQueue(slots: 1, limit: 3);
        var running = await Enter(queue, "many");
        var many = Enumerable.Range(0, 3).Select(_ => Enter(queue, "many")).ToList();

        await Assert.ThrowsAsync<IslException>(() => Enter(queue, "many"));
        var one = Enter(queue, "one");
        queue.Leave(running, TimeSpan.FromSeconds(1));

        var next = await one.WaitAsync(TimeSpan.FromSeconds(5), Test);
        Assert.Equal("one", next.Caller);
        Assert.All(many, waiting => Assert.False(waiting.IsCompleted));
        queue.Leave(next, TimeSpan.FromSeconds(1));
        await many[0].WaitAsync(TimeSpan.FromSeconds(5), Test);
    }

    [Theory]
    [InlineData("A A A B", "A B A A")]
    [InlineData("A B A B A B", "A B A B A B")]
    [InlineData("A A A A B B C", "A B C A B A A")]
    [InlineData("A:3 B A:3 B B B", "A B B B A B")] // three seconds are worth three turns
    public async Task Leave_CallersWhoAllWait_GetTheirTurnsInFairShares(string arrivals, string turns)
    {
        var queue = NewQueue(slots: 1);
        var running = await Enter(queue, "first");
        var order = new List<string>();
        var waiting = arrivals.Split(' ').Select(one => one.Split(':')).Select(one => Enter(queue, one[0], one.Length > 1 ? 3 : 1)).ToList();

        while (waiting.Count > 0)
        {
            queue.Leave(running, TimeSpan.FromSeconds(running.Expected));
            running = await (await Task.WhenAny(waiting).WaitAsync(TimeSpan.FromSeconds(5), Test));
            waiting.RemoveAll(job => job.IsCompleted);
            order.Add(running.Caller);
        }

        Assert.Equal(turns, string.Join(' ', order));
    }

    [Fact]
    public async Task Enter_WaitsOnlyForThoseBeforeIt_ByCaller()
    {
        var queue = NewQueue(slots: 1);
        await Enter(queue, "many");
        _ = Enter(queue, "many");
        _ = Enter(queue, "many");
        _ = Enter(queue, "many");

        Assert.Equal(4, queue.ExpectedWait.TotalSeconds, 3);
        await Assert.ThrowsAsync<IslException>(() => Enter(queue, "many", 1, TimeSpan.FromSeconds(3)));
        Assert.False(Enter(queue, "one", 1, TimeSpan.FromSeconds(3)).IsCompleted);
    }

    /// <summary>Asks as that caller; nothing of it flows on.</summary>
    private static Task<GateJob> Enter(GateQueue queue, string caller, double prior = 1, TimeSpan? patience = null)
    {
        Caller.Current = new() { Name = caller };
        try
        {
            return queue.Enter("test", prior, patience ?? TimeSpan.FromSeconds(60), isNew: true, Test);
        }
        finally
        {
            Caller.Current = new();
        }
    }

    private GateQueue NewQueue(int slots, int limit = 100) => new(slots, limit, TimeSpan.FromSeconds(20), _time);
}
