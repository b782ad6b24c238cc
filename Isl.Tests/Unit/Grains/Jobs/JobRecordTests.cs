using Isl.Grains.Grains.Jobs;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Isl.Tests.Unit.Grains.Jobs;

public sealed class JobRecordTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Keep = TimeSpan.FromHours(1);
    private static readonly JobRequest Request = new("/api/v1/causal/discover", "?a=b", "text/csv", [1, 2], "me", "id");
    private static readonly JobAnswer Good = new(200, "application/json", "\"tag\"", [3], "d1", true);
    private static readonly JobAnswer Bad = new(504, "application/problem+json", null, [4], null, false);

    [Fact]
    public void Status_OfNoJob_IsNull() => Assert.Null(new JobRecord().Status(null, Keep));

    [Fact]
    public void Status_FollowsTheJob()
    {
        var job = new JobRecord();
        Assert.True(job.Open(Request, Now));
        Assert.False(job.Open(Request with { Path = "/other" }, Now));

        Assert.Equal(JobState.Queued, job.Status(null, Keep)!.State);
        Assert.Equal(JobState.Queued, job.Status(WorkProgress.Of(ProgressStage.Queued, 0), Keep)!.State);
        var running = job.Status(WorkProgress.Of(ProgressStage.Resamples, 1, 2), Keep)!;
        Assert.Equal((JobState.Running, 1L, Now + Keep), (running.State, running.Progress!.Done, running.ExpiresAt));

        Assert.True(job.End(Good, Now.AddSeconds(5)));
        Assert.False(job.End(null, Now.AddSeconds(6))); // too late to cancel it
        var done = job.Status(WorkProgress.Of(ProgressStage.Resamples, 1, 2), Keep)!;
        Assert.Equal((JobState.Done, null, "d1", true), (done.State, done.Progress, done.ResultId, done.IsHeld));
        Assert.Equal(Now.AddSeconds(5) + Keep, done.ExpiresAt);
        Assert.Null(job.Request);
    }

    [Fact]
    public void Status_OfOneCancelledOrFailed_SaysSo()
    {
        var (cancelled, failed) = (new JobRecord(), new JobRecord());
        cancelled.Open(Request, Now);
        failed.Open(Request, Now);

        Assert.True(cancelled.End(null, Now));
        Assert.False(cancelled.End(Good, Now)); // its answer comes too late
        Assert.True(failed.End(Bad, Now));

        Assert.Equal(JobState.Cancelled, cancelled.Status(null, Keep)!.State);
        Assert.Equal(JobState.Failed, failed.Status(null, Keep)!.State);
        Assert.Equal([4], failed.Status(null, Keep)!.Problem);
    }

    [Fact]
    public void End_OfNoJob_MakesNone()
    {
        var job = new JobRecord();

        Assert.False(job.End(null, Now));
        Assert.False(job.Exists);
    }

    [Fact]
    public void StatesAndContracts_RoundTrip_AreEqual()
    {
        var serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();
        var job = new JobRecord();
        job.Open(Request, Now);

        var open = serializer.Deserialize<JobRecord>(serializer.SerializeToArray(job))!;
        job.End(Good, Now.AddSeconds(1));
        var ended = serializer.Deserialize<JobRecord>(serializer.SerializeToArray(job))!;
        var board = new JobBoardState { Jobs = [new JobEntry(new JobNote("1", "me", 3), Now, null)] };

        Assert.Equivalent(Request, open.Request);
        Assert.Equivalent(Good, ended.Answer);
        Assert.Equal(Now.AddSeconds(1), ended.EndedAt);
        Assert.Equal(board.Jobs, serializer.Deserialize<JobBoardState>(serializer.SerializeToArray(board))!.Jobs);
        var progress = new WorkProgress { Stage = ProgressStage.Fit, Iteration = 2, Evaluations = 64, Objective = 1.5, H = 1e-9, Edges = 7 };
        Assert.Equal(progress, serializer.Deserialize<WorkProgress>(serializer.SerializeToArray(progress))!);
    }
}
