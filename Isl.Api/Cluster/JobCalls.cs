using Isl.Grains.Interfaces.Jobs;

namespace Isl.Api.Cluster;

/// <summary>Asks the grains of jobs, by the policy of grain calls: each of their methods may be called again.</summary>
public sealed class JobCalls(IGrainFactory grains, GrainCallPolicy policy)
{
    /// <summary>Puts a job on the board, or says why not.</summary>
    public Task<JobRefusal> Admit(string worker, JobNote note, CancellationToken cancellationToken) =>
        Board(board => board.Admit(worker, note), cancellationToken);

    /// <summary>Keeps the question of a job.</summary>
    public Task Open(string id, JobRequest request, CancellationToken cancellationToken) => Job(id, job => job.Open(request), cancellationToken);

    /// <summary>The question of a job; null where there is nothing to do for it.</summary>
    public Task<JobRequest?> GetRequest(string id, CancellationToken cancellationToken) => Job(id, job => job.GetRequest(), cancellationToken);

    /// <summary>What is told of a job; null where there is none.</summary>
    public Task<JobStatus?> GetStatus(string id, CancellationToken cancellationToken) => Job(id, job => job.GetStatus(), cancellationToken);

    /// <summary>How a job ended; null where it has not.</summary>
    public Task<JobAnswer?> GetAnswer(string id, CancellationToken cancellationToken) => Job(id, job => job.GetAnswer(), cancellationToken);

    /// <summary>Keeps how a job ended.</summary>
    public async Task Finish(string id, JobAnswer answer, CancellationToken cancellationToken)
    {
        await Job(id, job => job.Finish(answer), cancellationToken);
        await Ended(id, answer.Body.Length, cancellationToken);
    }

    /// <summary>Cancels a job; what it then is, or null where there is none. Whoever is at it is told by the board.</summary>
    public async Task<JobStatus?> Cancel(string id, CancellationToken cancellationToken)
    {
        var status = await Job(id, job => job.Cancel(), cancellationToken);
        if (status is not null)
        {
            await Ended(id, 0, cancellationToken);
        }

        return status;
    }

    /// <summary>Tells the board that a job has ended.</summary>
    public Task Ended(string id, long bytes, CancellationToken cancellationToken) => Board(board => board.Ended(id, bytes), cancellationToken);

    /// <summary>Tells the board what a worker is at; not repeated, for it is said again soon.</summary>
    public Task<JobOrders> Tend(string worker, JobNote[] running, int room) => grains.GetGrain<IJobBoardGrain>(0).Tend(worker, running, room);

    /// <summary>Tells a job how far it is; not repeated either.</summary>
    public Task Report(string id, Isl.Grains.Interfaces.Answering.WorkProgress progress) => grains.GetGrain<IJobGrain>(id).Report(progress);

    /// <summary>Tells the board that a worker leaves.</summary>
    public Task Release(string worker) => grains.GetGrain<IJobBoardGrain>(0).Release(worker);

    private Task<T> Board<T>(Func<IJobBoardGrain, Task<T>> call, CancellationToken cancellationToken) =>
        policy.Call(_ => call(grains.GetGrain<IJobBoardGrain>(0)), cancellationToken);

    private async Task Board(Func<IJobBoardGrain, Task> call, CancellationToken cancellationToken) => await Board(
        async board =>
        {
            await call(board);
            return true;
        },
        cancellationToken);

    private Task<T> Job<T>(string id, Func<IJobGrain, Task<T>> call, CancellationToken cancellationToken) =>
        policy.Call(_ => call(grains.GetGrain<IJobGrain>(id)), cancellationToken);

    private async Task Job(string id, Func<IJobGrain, Task> call, CancellationToken cancellationToken) => await Job(
        id,
        async job =>
        {
            await call(job);
            return true;
        },
        cancellationToken);
}
