using Isl.Grains.Interfaces.Answering;

namespace Isl.Grains.Interfaces.Jobs;

/// <summary>
/// One job: its question, how far it is, how it ended. The key is its id, which nobody can guess. Stored, so that it outlives its silo.
/// </summary>
/// <remarks>Every method may be called again: what is the case already stays the case.</remarks>
[Alias("isl.job")]
public interface IJobGrain : IGrainWithStringKey
{
    /// <summary>Keeps the question; returns when it is stored.</summary>
    [Alias("open"), ResponseTimeout("00:00:10")]
    Task Open(JobRequest request);

    /// <summary>The question; null where there is no such job, or nothing to do for it any more.</summary>
    [Alias("request"), ResponseTimeout("00:00:10")]
    Task<JobRequest?> GetRequest();

    /// <summary>Takes in how far it is.</summary>
    [Alias("report"), ResponseTimeout("00:00:02")]
    Task Report(WorkProgress progress);

    /// <summary>Takes in how it ended, unless it has ended otherwise; returns when that is stored.</summary>
    [Alias("finish"), ResponseTimeout("00:00:10")]
    Task Finish(JobAnswer answer);

    /// <summary>Cancels it, unless it has ended; returns what it then is, or null where there is no such job.</summary>
    [Alias("cancel"), ResponseTimeout("00:00:10")]
    Task<JobStatus?> Cancel();

    /// <summary>What is told of it; null where there is no such job.</summary>
    [Alias("status"), ResponseTimeout("00:00:05")]
    Task<JobStatus?> GetStatus();

    /// <summary>How it ended; null where it has not, was cancelled, or where there is no such job.</summary>
    [Alias("answer"), ResponseTimeout("00:00:10")]
    Task<JobAnswer?> GetAnswer();

    /// <summary>Forgets it.</summary>
    [Alias("forget"), ResponseTimeout("00:00:10")]
    Task Forget();
}
