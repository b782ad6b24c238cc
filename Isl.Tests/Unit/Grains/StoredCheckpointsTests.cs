using Isl.Grains.Answering;
using Isl.Grains.Answering.Store;
using Isl.Grains.Grains.Workers;
using Isl.Grains.Interfaces.Answering;
using Isl.Tests.Unit.Answering;
using Microsoft.Extensions.Time.Testing;

namespace Isl.Tests.Unit.Grains;

public sealed class StoredCheckpointsTests
{
    private const double Long = 10;

    private readonly FakeTimeProvider _time = new();
    private readonly Tier _tier = new();

    [Fact]
    public async Task Keep_AnotherSiloFindsWhatWasWrittenLast_EveryPart()
    {
        using var here = new Engine(new ComputeOptions(), _time, _tier);
        var left = (await StoredCheckpoints.Of(here.Services, Engine.Id(1), Long))!;
        left.Keep("plain", [1, double.PositiveInfinity, -0.0]);
        Assert.Empty(_tier.Held); // made again sooner than written and found
        _time.Advance(TimeSpan.FromSeconds(1.5));
        left.Keep("other", [3]);
        left.Keep("other", [4]);

        using var there = new Engine(new ComputeOptions(), _time, _tier);
        var found = (await StoredCheckpoints.Of(there.Services, Engine.Id(1), Long))!;
        var ofAnother = (await StoredCheckpoints.Of(there.Services, Engine.Id(2), Long))!;

        Assert.Equal([1, double.PositiveInfinity, -0.0], found.Find("plain").ToArray());
        Assert.Equal([3], found.Find("other").ToArray());
        Assert.True(found.Find("third").IsEmpty);
        Assert.True(ofAnother.Find("plain").IsEmpty);
        Assert.Null(await there.Answers.Find(Engine.Id(1))); // a checkpoint is no answer
    }

    [Fact]
    public async Task Of_ShortFitsOrNoTier_NeedNone()
    {
        using var engine = new Engine(new ComputeOptions(), _time, _tier);
        using var alone = new Engine(new ComputeOptions(), _time);

        Assert.Null(await StoredCheckpoints.Of(engine.Services, Engine.Id(1), expectedSeconds: 0.5));
        Assert.Null(await StoredCheckpoints.Of(alone.Services, Engine.Id(1), Long));
    }

    [Fact]
    public async Task Of_DamagedState_BeginsAnew()
    {
        using var engine = new Engine(new ComputeOptions(), _time, _tier);
        var left = (await StoredCheckpoints.Of(engine.Services, Engine.Id(1), Long))!;
        _time.Advance(TimeSpan.FromSeconds(2));
        left.Keep("plain", [1, 2, 3]);
        var (key, body) = Assert.Single(_tier.Held);

        for (var length = 0; length < body.Length; length++)
        {
            _tier.Held[key] = body[..length];
            var found = await StoredCheckpoints.Of(engine.Services, Engine.Id(1), Long);
            Assert.True(found!.Find("plain").IsEmpty);
        }
    }

    private sealed class Tier : IResultStore
    {
        public Dictionary<ResultId, byte[]> Held { get; } = [];

        public string State => "up";

        public long Errors => 0;

        public ValueTask<FoundAnswer?> Find(ResultId id) =>
            new(Held.TryGetValue(id, out var body) ? new FoundAnswer(body, TimeSpan.FromMinutes(1)) : (FoundAnswer?)null);

        public ValueTask Keep(ResultId id, ReadOnlyMemory<byte> body, TimeSpan timeToLive)
        {
            Held[id] = body.ToArray();
            return default;
        }

        public Task<long> Clear() => Task.FromResult(0L);
    }
}
