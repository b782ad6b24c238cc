using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Jobs;

namespace Isl.Grains.Grains.Jobs;

/// <summary>What is stored of one job, and what may become of it.</summary>
[GenerateSerializer, Alias("isl.job-record.v1")]
public sealed class JobRecord
{
    /// <summary>The question while it is open; null before and after.</summary>
    [Id(0)]
    public JobRequest? Request { get; set; }

    /// <summary>When it was asked.</summary>
    [Id(1)]
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it ended.</summary>
    [Id(2)]
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How it ended; null while it has not, and where it was cancelled.</summary>
    [Id(3)]
    public JobAnswer? Answer { get; set; }

    /// <summary>Is there such a job?</summary>
    public bool Exists => CreatedAt != default;

    /// <summary>Takes the question; false where there is one already.</summary>
    public bool Open(JobRequest request, DateTimeOffset now)
    {
        if (Exists)
        {
            return false;
        }

        (Request, CreatedAt) = (request, now);
        return true;
    }

    /// <summary>Ends it, with an answer or, cancelled, without; false where it had ended already. The question is not needed any more.</summary>
    public bool End(JobAnswer? answer, DateTimeOffset now)
    {
        if (!Exists || EndedAt is not null)
        {
            return false;
        }

        (Request, EndedAt, Answer) = (null, now, answer);
        return true;
    }

    /// <summary>What is told of it; null where there is no such job.</summary>
    public JobStatus? Status(WorkProgress? progress, TimeSpan keep) => !Exists ? null : new JobStatus(
        StateAt(progress),
        CreatedAt,
        EndedAt,
        (EndedAt ?? CreatedAt) + keep,
        EndedAt is null ? progress : null,
        Answer?.ResultId,
        Answer?.IsHeld ?? false,
        Answer is { IsAnswer: false } problem ? problem.Body : []);

    private JobState StateAt(WorkProgress? progress) => (EndedAt, Answer) switch
    {
        (null, _) => progress is null or { Stage: ProgressStage.Queued } ? JobState.Queued : JobState.Running,
        (_, null) => JobState.Cancelled,
        (_, { IsAnswer: true }) => JobState.Done,
        _ => JobState.Failed,
    };
}
