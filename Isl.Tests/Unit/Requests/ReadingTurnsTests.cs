using Isl.Api.Requests;
using Isl.Grains.Interfaces.Errors;
using Microsoft.Extensions.Time.Testing;

namespace Isl.Tests.Unit.Requests;

public sealed class ReadingTurnsTests
{
    private const int Small = 1000;
    private const int Table = 50_000;
    private const int Large = 20_000_000;

    private readonly FakeTimeProvider _time = new();
    private readonly ReadingTurns _turns;

    public ReadingTurnsTests() => _turns = new ReadingTurns(_time);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enter_SmallBodies_NeedNoTurn()
    {
        await TakeAllAsync();

        Assert.Null(await _turns.Enter("a", Small, Test));
    }

    [Fact]
    public async Task Enter_AllTurnsTaken_WaitsForTheFirstThatEnds_InTheOrderOfArrival()
    {
        var taken = await TakeAllAsync();
        var (first, second) = (_turns.Enter("a", Table, Test).AsTask(), _turns.Enter("b", Table, Test).AsTask());
        Assert.False(first.IsCompleted);

        taken[0].Dispose();
        var turn = await first;
        Assert.False(second.IsCompleted);
        turn!.Dispose();

        Assert.NotNull(await second);
    }

    [Fact]
    public async Task Enter_WhileAHugeBodyIsRead_TablesDoNotWaitForIt()
    {
        Assert.NotNull(await _turns.Enter("a", Large, Test));

        Assert.NotNull(await _turns.Enter("b", Table, Test));
    }

    [Fact]
    public async Task Refused_ThoseOfTheCallerThatWaitAreToldAtOnce_OthersGoOn()
    {
        var taken = await TakeAllAsync();
        var waiting = Enumerable.Range(0, 20).Select(_ => _turns.Enter("a", Table, Test).AsTask()).ToList();
        var other = _turns.Enter("b", Table, Test).AsTask();

        _turns.Refused("a", TimeSpan.FromSeconds(12));

        foreach (var one in waiting)
        {
            var refusal = await Assert.ThrowsAsync<IslException>(() => one);
            Assert.Equal((ErrorCode.Overloaded, TimeSpan.FromSeconds(12)), (refusal.Code, refusal.RetryAfter));
        }

        Assert.False(other.IsCompleted);
        taken[0].Dispose();
        Assert.NotNull(await other);
    }

    [Fact]
    public async Task Refused_ForAMomentTheCallerIsRefusedUnread_ButOnlyWhereOthersAreRead()
    {
        var taken = await TakeAllAsync();
        _turns.Refused("a", TimeSpan.FromSeconds(12));
        _time.Advance(TimeSpan.FromSeconds(0.5));

        var refusal = await Assert.ThrowsAsync<IslException>(() => _turns.Enter("a", Table, Test).AsTask());
        Assert.Equal(TimeSpan.FromSeconds(11.5), refusal.RetryAfter);
        _time.Advance(TimeSpan.FromSeconds(0.6));
        var later = _turns.Enter("a", Table, Test).AsTask();
        Assert.False(later.IsCompleted); // what was refused a second ago says nothing of now
        taken[0].Dispose();
        (await later)!.Dispose();

        _turns.Refused("a", TimeSpan.FromSeconds(12));
        Assert.NotNull(await _turns.Enter("a", Table, Test)); // a free turn costs nobody anything
    }

    [Fact]
    public async Task Enter_CallerLeaves_ItsTurnIsTheNextOnes()
    {
        using var leave = new CancellationTokenSource();
        var taken = await TakeAllAsync();
        var (gone, next) = (_turns.Enter("a", Table, leave.Token).AsTask(), _turns.Enter("a", Table, Test).AsTask());

        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        taken[0].Dispose();

        Assert.NotNull(await next);
    }

    [Fact]
    public async Task Enter_VeryManyWait_TheNextIsRefused()
    {
        await TakeAllAsync();
        var waiting = Enumerable.Range(0, 256).Select(number => _turns.Enter($"{number}", Table, Test).AsTask()).ToList();

        var refusal = await Assert.ThrowsAsync<IslException>(() => _turns.Enter("a", Table, Test).AsTask());

        Assert.Equal(ErrorCode.Overloaded, refusal.Code);
        Assert.DoesNotContain(waiting, one => one.IsCompleted);
    }

    private async Task<List<IDisposable>> TakeAllAsync()
    {
        var taken = new List<IDisposable>();
        for (var i = 0; i < Math.Max(1, Environment.ProcessorCount / 2); i++)
        {
            taken.Add((await _turns.Enter("others", Table, Test))!);
        }

        return taken;
    }
}
