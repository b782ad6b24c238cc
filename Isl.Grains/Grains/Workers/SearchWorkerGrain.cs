using Isl.Grains.Interfaces.Answering;
using Orleans.Concurrency;

namespace Isl.Grains.Grains.Workers;

/// <inheritdoc cref="ISearchWorkerGrain"/>
[StatelessWorker(1), Reentrant] // reentrant, so that the compute gate is the only queue
public sealed class SearchWorkerGrain(LocalWorkers workers) : Grain, ISearchWorkerGrain
{
    /// <inheritdoc/>
    public Task Search(long work) => workers.Take(work);
}
