using Isl.Grains.Interfaces.Answering;
using Orleans.Concurrency;

namespace Isl.Grains.Grains.Workers;

/// <inheritdoc cref="IMonteCarloWorkerGrain"/>
[StatelessWorker(1), Reentrant] // reentrant, so that the compute gate is the only queue
public sealed class MonteCarloWorkerGrain(LocalWorkers workers) : Grain, IMonteCarloWorkerGrain
{
    /// <inheritdoc/>
    public Task Simulate(long work) => workers.Take(work);
}
