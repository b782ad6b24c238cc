using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Grains.Interfaces.Jobs;

namespace Isl.Api.Waiting;

/// <summary>Answers a question with a job: at once, or after as long as the caller wants to wait for the answer itself.</summary>
internal sealed class JobAnswers(JobWorker worker, JobCalls jobs, TimeProvider time)
{
    /// <summary>Answers. What is wrong with the request is told at once, and is no job.</summary>
    public async Task Answer(HttpContext context, TimeSpan patience)
    {
        var job = worker.Start(RunningJob.NewId(), await AsideRequest.Of(context));
        var isJob = false;
        try
        {
            await Task.WhenAny(job.Answer, job.Watch.Asked).WaitAsync(context.RequestAborted);
            if (patience > TimeSpan.Zero && !job.Answer.IsCompleted)
            {
                await Task.WhenAny(job.Answer, Task.Delay(patience, time, context.RequestAborted));
            }

            if (job.Answer.IsCompleted && (await job.Answer is { IsAnswer: false } || patience > TimeSpan.Zero))
            {
                await (await job.Answer).Give(context);
                return;
            }

            context.RequestAborted.ThrowIfCancellationRequested();
            var refusal = await jobs.Admit(worker.Name, job.Note, context.RequestAborted);
            if (refusal != JobRefusal.None)
            {
                await Refuse(refusal).ExecuteAsync(context);
                return;
            }

            worker.Hold(job);
            await jobs.Open(job.Id, job.Request.ToStored(), context.RequestAborted);
            isJob = true;
            worker.Keep(job);
            if (await jobs.GetStatus(job.Id, context.RequestAborted) is { } status)
            {
                await new JobResult(job.Id, status, StatusCodes.Status202Accepted).ExecuteAsync(context);
            }
        }
        finally
        {
            if (!isJob)
            {
                worker.Drop(job);
            }
        }
    }

    private static ProblemResult Refuse(JobRefusal refusal) => refusal == JobRefusal.TooManyOfCaller
        ? new ProblemResult(ProblemTypes.TooManyJobs, "This caller has as many open jobs as one caller may have.")
        : new ProblemResult(ProblemTypes.Overloaded, "As many jobs are kept as the service has room for.");
}
