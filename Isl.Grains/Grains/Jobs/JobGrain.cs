using Isl.Grains.Grains.Resilience;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Jobs;
using Microsoft.Extensions.Options;

namespace Isl.Grains.Grains.Jobs;

/// <summary>Keeps one job; decides nothing itself (see <see cref="JobRecord"/>).</summary>
public sealed class JobGrain(
    [PersistentState("job", StateStore.Name)] IPersistentState<JobRecord> storage,
    IOptions<JobOptions> options,
    TimeProvider time) : Grain, IJobGrain
{
    private WorkProgress? _progress;

    private JobRecord Job => storage.State;

    /// <inheritdoc/>
    public Task Open(JobRequest request) => Store(Job.Open(request, time.GetUtcNow()));

    /// <inheritdoc/>
    public Task<JobRequest?> GetRequest() => Task.FromResult(Job.Request);

    /// <inheritdoc/>
    public Task Report(WorkProgress progress)
    {
        _progress = progress;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Finish(JobAnswer answer) => Store(Job.End(answer, time.GetUtcNow()));

    /// <inheritdoc/>
    public async Task<JobStatus?> Cancel()
    {
        await Store(Job.End(null, time.GetUtcNow()));
        return await GetStatus();
    }

    /// <inheritdoc/>
    public Task<JobStatus?> GetStatus() => Task.FromResult(Job.Status(_progress, options.Value.Keep));

    /// <inheritdoc/>
    public Task<JobAnswer?> GetAnswer() => Task.FromResult(Job.Answer);

    /// <inheritdoc/>
    public async Task Forget()
    {
        await storage.ClearStateAsync();
        DeactivateOnIdle();
    }

    /// <summary>Writes what changed. What could not be written is not the case: the activation goes, and the next one reads what is.</summary>
    private async Task Store(bool hasChanged)
    {
        if (!hasChanged)
        {
            return;
        }

        try
        {
            await storage.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
