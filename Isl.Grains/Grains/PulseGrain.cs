using Isl.Grains.Interfaces.Answering;
using Orleans.Concurrency;

namespace Isl.Grains.Grains;

/// <inheritdoc cref="IPulseGrain"/>
[StatelessWorker(1), Reentrant] // a stateless worker, so that the call never leaves the silo
public sealed class PulseGrain : Grain, IPulseGrain
{
    /// <inheritdoc/>
    public Task Beat() => Task.CompletedTask;
}
