using System.Collections.Concurrent;
using Isl.Api.Cluster;
using Isl.Grains.Hosting;
using Isl.Grains.Interfaces.Jobs;

namespace Isl.Api.Waiting;

/// <summary>Works at jobs: those that were asked of this process, and those of processes that have gone.</summary>
/// <remarks>
/// A job is a question that this process asks as if somebody waited for it: the same way, repeats included, to the same answer. So it goes on without
/// anybody asking for it when a silo dies. When this process dies, its silence tells the board, and another API takes the job up from what is stored.
/// </remarks>
internal sealed class JobWorker(
    IServiceProvider services,
    JobCalls jobs,
    GrainCalls grains,
    EndpointDataSource endpoints,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<JobWorker> logger) : BackgroundService
{
    /// <summary>Jobs that a process is at, at most: they wait in the silos' queues, not here.</summary>
    private const int MostRunning = 256;

    /// <summary>An answer that is late may have been so because its silo died; twice late is late.</summary>
    private const int MostLate = 2;

    /// <summary>How long a job is asked again that is refused for load, or because the cluster cannot be reached.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>By then whoever cancels a job has had it stopped.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.4);
    private static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LeastRest = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, RunningJob> _running = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _awake = new(0);

    /// <summary>Its name: another one for each process.</summary>
    public string Name { get; } = RunningJob.NewId();

    /// <summary>Asks a question that may become a job.</summary>
    public RunningJob Start(string id, AsideRequest request)
    {
        var job = new RunningJob(id, request);
        job.Answer = Task.Run(() => Ask(job), CancellationToken.None);
        return job;
    }

    /// <summary>From here on the board is told that this process is at it.</summary>
    public void Hold(RunningJob job) => _running[job.Id] = job;

    /// <summary>From here on it is a job, whoever waits for it: what becomes of it is kept.</summary>
    public void Keep(RunningJob job)
    {
        Hold(job);
        job.IsKept = true;
        _awake.Release();
        _ = Complete(job);
    }

    /// <summary>It is no job after all.</summary>
    public void Drop(RunningJob job)
    {
        job.Stop();
        _running.TryRemove(job.Id, out _);
        job.Dispose();
    }

    /// <summary>Stops a job where this process is at it.</summary>
    public void Stop(string id)
    {
        if (_running.TryGetValue(id, out var job))
        {
            job.Stop();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _awake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await lifetime.WhenStarted(stoppingToken); // before that no grain can be called
            for (var isReached = true; ;)
            {
                await _awake.WaitAsync(_running.IsEmpty ? IdleInterval : Interval, stoppingToken);
                isReached = await Tend(isReached);
            }
        }
        catch (OperationCanceledException)
        {
            await Leave();
        }
    }

    /// <summary>Asks until there is an answer, or none to be had: a full queue is waited for, which is what jobs are for.</summary>
    private async Task<Recorded> Ask(RunningJob job)
    {
        var late = 0;
        for (var since = time.GetTimestamp(); ;)
        {
            var recorded = await job.Request.Ask(services, job.Watch, job.Stopped);
            var isTrouble = recorded.Status == StatusCodes.Status503ServiceUnavailable
                || (recorded.Status == StatusCodes.Status504GatewayTimeout && ++late < MostLate);
            if (!isTrouble || time.GetElapsedTime(since) >= Patience)
            {
                return recorded;
            }

            await Task.Delay(Longer(recorded.RetryAfter, LeastRest), time, job.Stopped);
        }
    }

    private async Task Complete(RunningJob job)
    {
        try
        {
            var recorded = await job.Answer;
            await jobs.Finish(job.Id, await ToAnswer(recorded, job.Stopped), job.Stopped);
        }
        catch (OperationCanceledException) when (job.Stopped.IsCancellationRequested)
        {
            // Cancelled, or this process leaves and another one goes on.
        }
        catch (Exception e)
        {
            JobLog.NotKept(logger, job.Id, e);
        }
        finally
        {
            _running.TryRemove(job.Id, out _);
            job.Dispose();
        }
    }

    /// <summary>Where the answer's own address gives these very bytes, that is where it is; else the job keeps them.</summary>
    private async Task<JobAnswer> ToAnswer(Recorded recorded, CancellationToken cancellationToken)
    {
        var isHeld = recorded.Answer is { } answer && (await grains.Find(answer.Id, cancellationToken))?.ETag == answer.ETag;
        return new JobAnswer(
            recorded.Status,
            recorded.ContentType,
            recorded.Headers.GetValueOrDefault("ETag"),
            recorded.Body.ToArray(),
            recorded.Answer?.Id.ToString(),
            isHeld && !recorded.Answer!.Brief);
    }

    private async Task<bool> Tend(bool wasReached)
    {
        try
        {
            var running = _running.Values.ToArray();
            var orders = await jobs.Tend(Name, [.. running.Select(job => job.Note)], MostRunning - running.Length);
            foreach (var id in orders.Stop)
            {
                Stop(id);
            }

            foreach (var job in running.Where(job => job is { IsKept: true, Reporting.IsCompleted: true }))
            {
                job.Reporting = Report(job); // not waited for: silence would cost this process all its jobs
            }

            foreach (var id in orders.Take)
            {
                _ = TakeOver(id);
            }

            return true;
        }
        catch (Exception e)
        {
            if (wasReached)
            {
                JobLog.BoardUnreachable(logger, e);
            }

            return false;
        }
    }

    private async Task Report(RunningJob job)
    {
        try
        {
            if (await job.Watch.Look() is { } now && now != job.Told)
            {
                await jobs.Report(job.Id, now);
                job.Told = now;
            }
        }
        catch (Exception)
        {
            // It is told again soon.
        }
    }

    private async Task TakeOver(string id)
    {
        try
        {
            var request = await jobs.GetRequest(id, CancellationToken.None);
            if (request is null || EndpointOf(request.Path) is not { } endpoint)
            {
                await jobs.Ended(id, 0, CancellationToken.None); // it had ended, or was never kept
                return;
            }

            JobLog.TakenOver(logger, id);
            Keep(Start(id, new AsideRequest(
                endpoint, request.Path, request.Query, request.ContentType, request.Body, request.Caller, request.RequestId)));
        }
        catch (Exception e)
        {
            JobLog.NotKept(logger, id, e); // this process says nothing of it, so that the board gives it to another
        }
    }

    private RouteEndpoint? EndpointOf(string path) => endpoints.Endpoints
        .OfType<RouteEndpoint>()
        .FirstOrDefault(endpoint => endpoint.RoutePattern.RawText == path
            && endpoint.Metadata.GetMetadata<Answers.AnswersQuestion>() is not null);

    private async Task Leave()
    {
        foreach (var job in _running.Values)
        {
            job.Stop();
        }

        try
        {
            await jobs.Release(Name);
        }
        catch (Exception e)
        {
            JobLog.BoardUnreachable(logger, e);
        }
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
