using Isl.Grains.Grains.Resilience;
using Isl.Grains.Interfaces.Jobs;
using Isl.Grains.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Isl.Grains.Grains.Jobs;

/// <summary>Holds the board; decides nothing itself (see <see cref="JobBoard"/>).</summary>
[KeepAlive]
public sealed class JobBoardGrain(
    [PersistentState("jobs", StateStore.Name)] IPersistentState<JobBoardState> storage,
    IOptions<JobOptions> options,
    TimeProvider time,
    IGrainFactory grains,
    ILogger<JobBoardGrain> logger) : Grain, IJobBoardGrain
{
    private JobBoard Board => field ??= new(options.Value, storage.State, time.GetUtcNow());

    private StoredState<JobBoardState> Stored => field ??= new(storage, "jobs", time, logger);

    /// <inheritdoc/>
    public Task<JobRefusal> Admit(string worker, JobNote job) => Task.FromResult(Change(now => Board.Admit(worker, job, now)));

    /// <inheritdoc/>
    public Task<JobOrders> Tend(string worker, JobNote[] running, int room) => Task.FromResult(Change(now => Board.Tend(worker, running, room, now)));

    /// <inheritdoc/>
    public Task Ended(string id, long bytes)
    {
        Change(now =>
        {
            Board.End(id, bytes, now);
            return true;
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Release(string worker)
    {
        Board.Release(worker);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Stored.End();

    private T Change<T>(Func<DateTimeOffset, T> change)
    {
        var before = Board.Revision;
        var answer = change(time.GetUtcNow());
        if (Board.Revision != before)
        {
            Stored.Changed();
            foreach (var id in Board.TakeForgotten())
            {
                _ = Forget(id);
            }
        }

        return answer;
    }

    /// <summary>One that is not reached stays in the store, where nobody asks for it.</summary>
    private async Task Forget(string id)
    {
        try
        {
            await grains.GetGrain<IJobGrain>(id).Forget();
        }
        catch (Exception e)
        {
            ResilienceLog.StateNotStored(logger, id, e);
        }
    }
}
