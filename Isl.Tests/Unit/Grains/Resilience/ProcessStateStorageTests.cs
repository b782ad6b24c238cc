using Isl.Grains.Grains.Resilience;
using Isl.Grains.Resilience;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Isl.Tests.Unit.Grains.Resilience;

public sealed class ProcessStateStorageTests
{
    private static readonly GrainId Grain = GrainId.Create("circuit", "one");

    private readonly ProcessStateStorage _storage =
        new(new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<DeepCopier>());

    [Fact]
    public async Task Read_AfterWrite_IsACopyOfWhatWasWritten()
    {
        var written = new GrainState<CircuitBreakerState>(new());
        await _storage.WriteStateAsync("circuit", Grain, written);
        var read = new GrainState<CircuitBreakerState>();
        await _storage.ReadStateAsync("circuit", Grain, read);

        Assert.True(read.RecordExists);
        Assert.NotSame(written.State, read.State);
        Assert.Equivalent(written.State, read.State);
    }

    [Fact]
    public async Task Read_OfAnotherGrainOrAfterClear_FindsNothing()
    {
        var state = new GrainState<CircuitBreakerState>(new());
        await _storage.WriteStateAsync("circuit", Grain, state);
        await _storage.ReadStateAsync("circuit", GrainId.Create("circuit", "other"), state);
        Assert.False(state.RecordExists);

        await _storage.ClearStateAsync("circuit", Grain, state);
        await _storage.ReadStateAsync("circuit", Grain, state);
        Assert.False(state.RecordExists);
    }
}
