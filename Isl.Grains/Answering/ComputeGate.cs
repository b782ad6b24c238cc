using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Telemetry;
using Microsoft.Extensions.Options;

namespace Isl.Grains.Answering;

/// <summary>Where a silo's CPU work runs: never in a grain's turn, bounded in number, cancellable while it waits and while it runs.</summary>
/// <remarks>
/// Each lane has its own slots and its own bounded queue, so that a question of two milliseconds never waits behind a fit of twenty
/// seconds; long jobs run on threads of their own, so that they cannot starve the thread pool that serves requests.
/// </remarks>
public sealed class ComputeGate : IDisposable
{
    /// <summary>The lanes as labels, by <see cref="Lane"/>.</summary>
    private static readonly string[] LaneNames = ["quick", "slow"];

    /// <summary>By then a proxy asks another process.</summary>
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(1);

    private readonly GateQueue[] _queues;
    private readonly CancellationTokenSource _handBack = new();
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;

    /// <summary>Makes the gate of one silo.</summary>
    public ComputeGate(IOptions<ComputeOptions> options, TimeProvider time)
    {
        var slots = options.Value.Slots == 0 ? Environment.ProcessorCount : options.Value.Slots;
        _queues = [new GateQueue(slots, options.Value.QueueLimit, time), new GateQueue(slots, options.Value.QueueLimit, time)];
        _patience = options.Value.Patience;
        _time = time;
        foreach (var name in LaneNames)
        {
            IslMetrics.ComputeSlots.Set(slots, name);
            IslMetrics.ComputeRunning.Change(0, name);
        }
    }

    /// <summary>Runs a question's job when a slot of its lane is free, or refuses it when none will be in time.</summary>
    /// <param name="lane">The queue to wait in.</param>
    /// <param name="operation">Label of the metrics: a name from the code, never from a request.</param>
    /// <param name="job">CPU work; it must test its token often.</param>
    /// <param name="cancellationToken">Stops it, waiting or running.</param>
    /// <exception cref="IslException"><see cref="ErrorCode.Overloaded"/>, at once where the queue is full or too long to wait for, else when patience
    /// ends.</exception>
    public Task<(T Result, ComputeTimes Times)> Run<T>(
        Lane lane,
        string operation,
        Func<CancellationToken, T> job,
        CancellationToken cancellationToken) => Run(lane, operation, job, _patience, isNew: true, cancellationToken);

    /// <summary>Runs a part of a question that was let in already: it waits as long as its question has time, however long the queue is.</summary>
    /// <exception cref="IslException"><see cref="ErrorCode.Overloaded"/> when patience ends.</exception>
    public Task<(T Result, ComputeTimes Times)> RunPart<T>(
        Lane lane,
        string operation,
        Func<CancellationToken, T> job,
        TimeSpan patience,
        CancellationToken cancellationToken) => Run(lane, operation, job, patience, isNew: false, cancellationToken);

    /// <summary>Ends what runs and what waits, now and from now on: the process is leaving.</summary>
    /// <remarks>Each caller gets an <see cref="IslException"/> with <see cref="ErrorCode.Stopping"/>, and may ask elsewhere.</remarks>
    public Task HandBack() => _handBack.CancelAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
        _handBack.Dispose();
        foreach (var queue in _queues)
        {
            queue.Dispose();
        }
    }

    private async Task<(T Result, ComputeTimes Times)> Run<T>(
        Lane lane,
        string operation,
        Func<CancellationToken, T> job,
        TimeSpan patience,
        bool isNew,
        CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _handBack.Token);
        try
        {
            return await Run(lane, operation, job, (patience, isNew), end.Token);
        }
        catch (OperationCanceledException e) when (_handBack.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new IslException(ErrorCode.Stopping, "This process is leaving, and handed the question back.", e, AskAgainAfter);
        }
    }

    private async Task<(T Result, ComputeTimes Times)> Run<T>(
        Lane lane,
        string operation,
        Func<CancellationToken, T> job,
        (TimeSpan Patience, bool IsNew) entry,
        CancellationToken cancellationToken)
    {
        var queue = _queues[(int)lane];
        var queued = _time.GetTimestamp();
        IslMetrics.ComputeQueueDepth.Change(0, operation); // shows the series
        IslMetrics.ComputeRefused.Add(0, operation);
        await queue.Enter(operation, entry.Patience, entry.IsNew, cancellationToken);
        var started = _time.GetTimestamp();
        IslMetrics.ComputeRunning.Change(1, LaneNames[(int)lane]);
        try
        {
            var waited = _time.GetElapsedTime(queued, started);
            IslMetrics.ComputeQueueSeconds.Observe(waited.TotalSeconds, operation);
            var creation = lane == Lane.Slow ? TaskCreationOptions.LongRunning : TaskCreationOptions.None;
            var result = await Task.Factory.StartNew(
                () => job(cancellationToken),
                cancellationToken,
                creation | TaskCreationOptions.DenyChildAttach,
                TaskScheduler.Default);
            return (result, new ComputeTimes(waited, _time.GetElapsedTime(started)));
        }
        finally
        {
            var ran = _time.GetElapsedTime(started);
            IslMetrics.ComputeDuration.Observe(ran.TotalSeconds, operation);
            IslMetrics.ComputeRunning.Change(-1, LaneNames[(int)lane]);
            queue.Leave(ran);
        }
    }
}
