using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Telemetry;
using Microsoft.Extensions.Options;

namespace Isl.Grains.Answering;

/// <summary>
/// Where a silo's CPU work runs: outside the grains' turns but for what takes a millisecond or so, bounded in number,
/// cancellable while it waits and while it runs.
/// </summary>
/// <remarks>
/// Each lane has its own slots and its own bounded queue, so that a question of two milliseconds never waits behind a fit of twenty
/// seconds; long jobs run on threads of their own and yield to all others, so that they cannot starve what serves requests.
/// </remarks>
public sealed class ComputeGate : IDisposable
{
    /// <summary>The lanes as labels, by <see cref="Lane"/>.</summary>
    private static readonly string[] LaneNames = ["quick", "slow"];

    /// <summary>Seconds that a job should take of which nothing is known but its lane.</summary>
    private static readonly double[] UsualSeconds = [0.002, 0.1];

    /// <summary>By then a proxy asks another process.</summary>
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(1);

    private readonly GateQueue[] _queues;
    private readonly CancellationTokenSource _handBack = new();
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly int _slots;

    /// <summary>Makes the gate of one silo.</summary>
    public ComputeGate(IOptions<ComputeOptions> options, TimeProvider time)
    {
        _slots = options.Value.Slots == 0 ? Environment.ProcessorCount : options.Value.Slots;
        _queues = [.. LaneNames.Select(_ => new GateQueue(_slots, options.Value.QueueLimit, options.Value.Budget, time))];
        _patience = options.Value.Patience;
        _time = time;
        foreach (var name in LaneNames)
        {
            IslMetrics.ComputeSlots.Set(_slots, name);
            IslMetrics.ComputeRunning.Change(0, name);
        }
    }

    /// <summary>Seconds until everything that was let in is done, were it spread evenly over the slots.</summary>
    public double SecondsOfWork => _queues.Sum(queue => queue.Figures.InFlightSeconds) / _slots;

    /// <summary>Runs a question's job when a slot of its lane is free, or refuses it when none will be in time.</summary>
    /// <param name="lane">The queue to wait in.</param>
    /// <param name="operation">Label of the metrics: a name from the code, never from a request.</param>
    /// <param name="job">CPU work; it must test its token often.</param>
    /// <param name="cancellationToken">Stops it, waiting or running.</param>
    /// <param name="expectedSeconds">Seconds it should take by its kind and size; 0 where only its lane tells.</param>
    /// <exception cref="IslException"><see cref="ErrorCode.Overloaded"/>, at once where the queue is full or too long to wait for, else when patience
    /// ends.</exception>
    public Task<(T Result, ComputeTimes Times)> Run<T>(
        Lane lane,
        string operation,
        Func<CancellationToken, T> job,
        CancellationToken cancellationToken,
        double expectedSeconds = 0) => Run(lane, operation, job, expectedSeconds, _patience, isNew: true, isSmall: false, cancellationToken);

    /// <summary>The same for a question's job that is done sooner than another thread would begin it: it runs where it was asked for.</summary>
    /// <exception cref="IslException"><see cref="ErrorCode.Overloaded"/>, as above.</exception>
    public Task<(T Result, ComputeTimes Times)> RunSmall<T>(string operation, Func<CancellationToken, T> job, CancellationToken cancellationToken) =>
        Run(Lane.Quick, operation, job, 0, _patience, isNew: true, isSmall: true, cancellationToken);

    /// <summary>Runs a job of a millisecond or so where it was asked for, without a slot: those who ask are all that limits it.</summary>
    /// <exception cref="IslException"><see cref="ErrorCode.Stopping"/> where the process is leaving.</exception>
    public (T Result, ComputeTimes Times) RunAtOnce<T>(string operation, Func<T> job, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_handBack.IsCancellationRequested)
        {
            throw Leaving(null);
        }

        using var span = Spans.Compute(operation);
        var started = _time.GetTimestamp();
        try
        {
            return (job(), new ComputeTimes(TimeSpan.Zero, _time.GetElapsedTime(started)));
        }
        finally
        {
            IslMetrics.ComputeDuration.Observe(_time.GetElapsedTime(started).TotalSeconds, operation);
        }
    }

    /// <summary>Runs a part of a question that was let in already: it waits as long as its question has time, however long the queue is.</summary>
    /// <exception cref="IslException"><see cref="ErrorCode.Overloaded"/> when patience ends.</exception>
    public Task<(T Result, ComputeTimes Times)> RunPart<T>(
        Lane lane,
        string operation,
        Func<CancellationToken, T> job,
        TimeSpan patience,
        CancellationToken cancellationToken,
        double expectedSeconds = 0) => Run(lane, operation, job, expectedSeconds, patience, isNew: false, isSmall: false, cancellationToken);

    /// <summary>Shows as metrics what an autoscaler goes by, for each lane.</summary>
    public void Show()
    {
        foreach (var (name, queue) in LaneNames.Zip(_queues))
        {
            var (inFlight, utilization) = queue.Figures;
            IslMetrics.ComputeExpectedWait.Set(queue.ExpectedWait.TotalSeconds, name);
            IslMetrics.ComputeInFlight.Set(inFlight, name);
            IslMetrics.ComputeUtilization.Set(utilization, name);
        }
    }

    /// <summary>Ends what runs and what waits, now and from now on: the process is leaving.</summary>
    /// <remarks>Each caller gets an <see cref="IslException"/> with <see cref="ErrorCode.Stopping"/>, and may ask elsewhere.</remarks>
    public Task HandBack() => _handBack.CancelAsync();

    /// <inheritdoc/>
    public void Dispose() => _handBack.Dispose();

    private static IslException Leaving(Exception? e) =>
        new(ErrorCode.Stopping, "This process is leaving, and handed the question back.", e, AskAgainAfter);

    private async Task<(T Result, ComputeTimes Times)> Run<T>(
        Lane lane,
        string operation,
        Func<CancellationToken, T> job,
        double expectedSeconds,
        TimeSpan patience,
        bool isNew,
        bool isSmall,
        CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _handBack.Token);
        try
        {
            var seconds = expectedSeconds > 0 ? expectedSeconds : UsualSeconds[(int)lane];
            return await Run(lane, operation, job, (seconds, patience, isNew, isSmall), end.Token);
        }
        catch (OperationCanceledException e) when (_handBack.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Leaving(e);
        }
    }

    private async Task<(T Result, ComputeTimes Times)> Run<T>(
        Lane lane,
        string operation,
        Func<CancellationToken, T> job,
        (double Seconds, TimeSpan Patience, bool IsNew, bool IsSmall) entry,
        CancellationToken cancellationToken)
    {
        var queue = _queues[(int)lane];
        var queued = _time.GetTimestamp();
        IslMetrics.ComputeQueueDepth.Change(0, operation); // shows the series
        IslMetrics.ComputeRefused.Add(0, operation);
        using var span = Spans.Compute(operation);
        var entered = await queue.Enter(operation, entry.Seconds, entry.Patience, entry.IsNew, cancellationToken);
        var started = _time.GetTimestamp();
        IslMetrics.ComputeRunning.Change(1, LaneNames[(int)lane]);
        try
        {
            var waited = _time.GetElapsedTime(queued, started);
            IslMetrics.ComputeQueueSeconds.Observe(waited.TotalSeconds, operation);
            span.Waited(waited);
            if (entry.IsSmall)
            {
                return (job(cancellationToken), new ComputeTimes(waited, _time.GetElapsedTime(started)));
            }

            var result = lane == Lane.Slow
                ? await YieldingThread.Run(() => job(cancellationToken), cancellationToken)
                : await Task.Run(() => job(cancellationToken), cancellationToken);
            return (result, new ComputeTimes(waited, _time.GetElapsedTime(started)));
        }
        finally
        {
            var ran = _time.GetElapsedTime(started);
            IslMetrics.ComputeDuration.Observe(ran.TotalSeconds, operation);
            IslMetrics.ComputeRunning.Change(-1, LaneNames[(int)lane]);
            queue.Leave(entered, ran);
        }
    }
}
