namespace Isl.Grains.Interfaces.Jobs;

/// <summary>Which jobs there are, and who is at them; one for the cluster, with key 0. Stored, so that no job is lost with its silo.</summary>
[Alias("isl.job-board")]
public interface IJobBoardGrain : IGrainWithIntegerKey
{
    /// <summary>Takes a job that a worker is at.</summary>
    [Alias("admit"), ResponseTimeout("00:00:05")]
    Task<JobRefusal> Admit(string worker, JobNote job);

    /// <summary>
    /// A worker says a few times a second what it is at; who was silent for some seconds is at nothing, and others go on with its jobs.
    /// </summary>
    /// <param name="worker">Its name, another one for each process.</param>
    /// <param name="running">What it is at.</param>
    /// <param name="room">How many more it would take.</param>
    [Alias("tend"), ResponseTimeout("00:00:02")]
    Task<JobOrders> Tend(string worker, JobNote[] running, int room);

    /// <summary>A job has ended.</summary>
    /// <param name="id">The job.</param>
    /// <param name="bytes">Bytes of what is kept of it.</param>
    [Alias("ended"), ResponseTimeout("00:00:05")]
    Task Ended(string id, long bytes);

    /// <summary>A worker leaves, and its jobs are free at once.</summary>
    [Alias("release"), ResponseTimeout("00:00:02")]
    Task Release(string worker);
}
