using System.Net;
using Isl.Grains.Grains.Placement;
using Isl.Grains.Interfaces.Answering;
using Microsoft.Extensions.Time.Testing;

namespace Isl.Tests.Unit.Grains;

public sealed class SiloQueuesTests
{
    private static readonly SiloAddress[] Silos = [Silo(1), Silo(2), Silo(3)];
    private readonly FakeTimeProvider _time = new();
    private readonly SiloQueues _queues;

    public SiloQueuesTests() => _queues = new SiloQueues(_time);

    [Fact]
    public void Choose_KnowsNothing_SpreadsOverAll()
    {
        var chosen = Enumerable.Range(0, 30).Select(tie => _queues.Choose(Silos, (uint)tie)).ToHashSet();

        Assert.Equal(3, chosen.Count);
    }

    [Fact]
    public void Choose_OneSiloHasAFitToDo_TheOthersAreGivenWhatComes()
    {
        _queues.Learn([new(Silos[0], 7), new(Silos[1], 0), new(Silos[2], 0)]);

        var chosen = Enumerable.Range(0, 20).Select(tie => _queues.Choose(Silos, (uint)tie)).CountBy(silo => silo).ToDictionary();

        Assert.Equal([10, 10], Silos.Skip(1).Select(silo => chosen[silo])); // neither is given all of it
        Assert.False(chosen.ContainsKey(Silos[0]));
    }

    [Fact]
    public void Choose_ABurst_FillsTheLeastFirst()
    {
        _queues.Learn([new(Silos[0], 1), new(Silos[1], 0.45), new(Silos[2], 1)]);

        var chosen = Enumerable.Range(0, 6).Select(_ => _queues.Choose(Silos, 0)).ToList();

        Assert.All(chosen, silo => Assert.Equal(Silos[1], silo));
        Assert.NotEqual(Silos[1], Enumerable.Range(0, 2).Select(_ => _queues.Choose(Silos, 0)).Last());
    }

    [Fact]
    public void Choose_SiloNotOnTheBoard_IsTheLastChoice()
    {
        _queues.Learn([new(Silos[0], 7), new(Silos[2], 8)]);

        Assert.Equal(Silos[0], _queues.Choose(Silos, 1));
        Assert.Equal(Silos[1], _queues.Choose([Silos[1]], 1));
    }

    [Fact]
    public void Choose_OldNews_AreForgotten()
    {
        _queues.Learn([new(Silos[0], 7), new(Silos[1], 0), new(Silos[2], 7)]);
        _time.Advance(TimeSpan.FromSeconds(4));

        Assert.Contains(Silos[0], Enumerable.Range(0, 3).Select(tie => _queues.Choose(Silos, (uint)tie)));
    }

    [Fact]
    public async Task Board_SilentSilo_IsTakenOff()
    {
        var board = new QueueBoardGrain(_time);
        await board.Exchange(new SiloWork(Silos[0], 1));
        _time.Advance(TimeSpan.FromSeconds(1.5));
        var both = await board.Exchange(new SiloWork(Silos[1], 2));
        _time.Advance(TimeSpan.FromSeconds(1));
        var one = await board.Exchange(new SiloWork(Silos[1], 3));

        Assert.Equal([new(Silos[0], 1), new(Silos[1], 2)], both.OrderBy(queue => queue.Seconds));
        Assert.Equal([new(Silos[1], 3)], one);
    }

    private static SiloAddress Silo(int number) => SiloAddress.New(IPAddress.Loopback, 11_000 + number, number);
}
