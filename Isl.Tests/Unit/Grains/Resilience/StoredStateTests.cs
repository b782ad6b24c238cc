using Isl.Grains.Grains.Resilience;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Storage;

namespace Isl.Tests.Unit.Grains.Resilience;

public sealed class StoredStateTests
{
    [Fact]
    public async Task Changed_StoreSaysTheStateIsStale_WritesThisActivationsValuesOverIt()
    {
        var storage = new Storage { Stored = 1, State = new Holder { Value = 2 }, IsStale = true };
        var mine = storage.State;
        var state = new StoredState<Holder>(storage, "test", TimeProvider.System, NullLogger.Instance);

        state.Changed();
        await state.End();

        Assert.Equal(2, storage.Stored);
        Assert.Same(mine, storage.State); // what holds a reference to it goes on changing the state that is written
    }

    [Fact]
    public async Task Changed_StoreFailsOnce_IsWrittenLater()
    {
        var storage = new Storage { State = new Holder { Value = 5 }, Failures = 1 };
        var state = new StoredState<Holder>(storage, "test", TimeProvider.System, NullLogger.Instance);

        state.Changed();
        for (var attempt = 0; storage.Stored != 5 && attempt < 100; attempt++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Equal(5, storage.Stored);
        await state.End();
    }

    private sealed class Holder
    {
        public int Value { get; set; }
    }

    private sealed class Storage : IPersistentState<Holder>
    {
        public int Stored { get; set; }

        public bool IsStale { get; set; }

        public int Failures { get; set; }

        public Holder State { get; set; } = new();

        public string? Etag => null;

        public bool RecordExists => true;

        public Task ClearStateAsync() => Task.CompletedTask;

        public Task ReadStateAsync()
        {
            (State, IsStale) = (new Holder { Value = Stored }, false);
            return Task.CompletedTask;
        }

        public Task WriteStateAsync()
        {
            if (IsStale)
            {
                throw new InconsistentStateException("stale");
            }

            if (Failures-- > 0)
            {
                throw new TimeoutException("silent");
            }

            Stored = State.Value;
            return Task.CompletedTask;
        }
    }
}
