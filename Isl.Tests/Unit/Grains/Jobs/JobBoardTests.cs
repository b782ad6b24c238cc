using Isl.Grains.Grains.Jobs;
using Isl.Grains.Interfaces.Jobs;

namespace Isl.Tests.Unit.Grains.Jobs;

public sealed class JobBoardTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly JobOptions _options = new() { MostPerCaller = 2, MostKept = 4, MaxBytes = 1000, KeepSeconds = 100, LeaseSeconds = 4 };
    private readonly JobBoardState _state = new();
    private readonly JobBoard _board;
    private DateTimeOffset _now = Start;

    public JobBoardTests() => _board = new JobBoard(_options, _state, Start);

    [Fact]
    public void Admit_MoreThanOneCallerMayHave_IsRefusedUntilOneEnds()
    {
        Assert.Equal(JobRefusal.None, Admit("1", "me"));
        Assert.Equal(JobRefusal.None, Admit("2", "me"));
        Assert.Equal(JobRefusal.TooManyOfCaller, Admit("3", "me"));
        Assert.Equal(JobRefusal.None, Admit("3", "you"));
        Assert.Equal(JobRefusal.None, Admit("2", "me")); // the call was repeated

        _board.End("1", 10, _now);

        Assert.Equal(JobRefusal.None, Admit("4", "me"));
        Assert.Equal(JobRefusal.TooManyOfCaller, Admit("5", "me"));
    }

    [Fact]
    public void Admit_WithoutRoom_ForgetsTheOldestThatEnded_AndNoneThatIsOpen()
    {
        foreach (var id in (string[])["1", "2", "3", "4"])
        {
            Assert.Equal(JobRefusal.None, Admit(id, id));
        }

        Assert.Equal(JobRefusal.Full, Admit("5", "5"));
        _board.End("3", 10, _now);
        _board.End("2", 10, _now);

        Assert.Equal(JobRefusal.None, Admit("5", "5"));
        Assert.Equal(["2"], _board.TakeForgotten());
        Assert.Empty(_board.TakeForgotten());
        Assert.Equal(["1", "3", "4", "5"], _state.Jobs.Select(job => job.Note.Id));
    }

    [Fact]
    public void Admit_MoreBytesThanThereIsRoomFor_IsRefused()
    {
        Assert.Equal(JobRefusal.None, Admit("1", "a", bytes: 600));
        Assert.Equal(JobRefusal.Full, Admit("2", "b", bytes: 600));
        _board.End("1", 300, _now);
        Assert.Equal(JobRefusal.None, Admit("2", "b", bytes: 600));
        Assert.Equal(JobRefusal.None, Admit("3", "c", bytes: 300)); // for which the ended one went
        Assert.Equal(["1"], _board.TakeForgotten());
    }

    [Fact]
    public void Tend_WorkerThatFallsSilent_LosesItsJobsToAnother_AndIsToldToStopThem()
    {
        Admit("1", "me", worker: "first");
        Assert.Empty(Tend("second").Take);

        _now += TimeSpan.FromSeconds(3);
        Assert.Empty(Tend("first", "1").Stop);
        _now += TimeSpan.FromSeconds(3);
        Assert.Empty(Tend("second").Take);
        _now += TimeSpan.FromSeconds(1);

        Assert.Equal(["1"], Tend("second").Take);
        Assert.Equal(["1"], Tend("first", "1").Stop);
        Assert.Empty(Tend("second", "1").Stop);
        Assert.Empty(Tend("first").Take);
    }

    [Fact]
    public void Tend_MoreFreeJobsThanRoom_TakesTheOldest()
    {
        Admit("1", "a");
        Admit("2", "b");
        Admit("3", "c");
        _board.Release("first");

        Assert.Equal(["1", "2"], _board.Tend("second", [], 2, _now).Take);
        Assert.Empty(_board.Tend("third", [], 0, _now).Take);
        Assert.Equal(["3"], _board.Tend("third", [], 5, _now).Take);
    }

    /// <summary>A board that begins anew does not know who is at what; whoever is says so within a lease.</summary>
    [Fact]
    public void Tend_AfterTheBoardsSiloDied_WaitsForTheWorkersFirst()
    {
        Admit("1", "me");
        Admit("2", "me");
        _now += TimeSpan.FromSeconds(60);
        var next = new JobBoard(_options, _state, _now);

        Assert.Empty(next.Tend("second", [], 9, _now).Take);
        _now += TimeSpan.FromSeconds(1);
        Assert.Empty(next.Tend("first", [Note("1", "me", 100)], 9, _now).Take);
        _now += TimeSpan.FromSeconds(3.5);

        Assert.Equal(["2"], next.Tend("second", [], 9, _now).Take);
        Assert.Empty(next.Tend("first", [Note("1", "me", 100)], 9, _now).Stop);
    }

    [Fact]
    public void Tend_JobThatWasNotStored_IsTakenInAgain()
    {
        Tend("first", "lost");

        Assert.Equal("lost", Assert.Single(_state.Jobs).Note.Id);
        Assert.Equal(1, _board.Revision);
    }

    [Fact]
    public void Tend_EndedJob_IsToldToStop_AndForgottenInTime()
    {
        Admit("1", "me");
        _board.End("1", 7, _now);
        _board.End("1", 9, _now + TimeSpan.FromSeconds(50)); // it ended once

        Assert.Equal(["1"], Tend("first", "1").Stop);
        _now += TimeSpan.FromSeconds(99);
        Tend("first");
        Assert.Equal(7, Assert.Single(_state.Jobs).Note.Bytes);
        _now += TimeSpan.FromSeconds(1);
        Tend("first");
        Assert.Empty(_state.Jobs);
        Assert.Equal(["1"], _board.TakeForgotten());
    }

    private static JobNote Note(string id, string caller, long bytes) => new(id, caller, bytes);

    private JobRefusal Admit(string id, string caller, long bytes = 100, string worker = "first") =>
        _board.Admit(worker, Note(id, caller, bytes), _now);

    private JobOrders Tend(string worker, params string[] running) =>
        _board.Tend(worker, running.Select(id => Note(id, "me", 100)), 9, _now);
}
