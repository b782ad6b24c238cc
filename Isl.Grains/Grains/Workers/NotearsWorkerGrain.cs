using Isl.Grains.Interfaces.Answering;
using Orleans.Concurrency;

namespace Isl.Grains.Grains.Workers;

/// <inheritdoc cref="INotearsWorkerGrain"/>
[StatelessWorker(1), Reentrant] // reentrant, so that the compute gate is the only queue
public sealed class NotearsWorkerGrain(LocalWorkers workers) : Grain, INotearsWorkerGrain
{
    /// <inheritdoc/>
    public Task Fit(long work) => workers.Take(work);
}
