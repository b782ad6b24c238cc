using System.ComponentModel.DataAnnotations;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Telemetry;
using Microsoft.Extensions.Options;

namespace Isl.Grains.Answering;

/// <summary>Settings of a silo's compute gate; configuration section <c>Compute</c>.</summary>
public sealed class ComputeOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Compute";

    /// <summary>Jobs that run at one time in each lane; 0 means one per core (<c>ISL_COMPUTE_SLOTS</c>).</summary>
    [Range(0, 1024)]
    public int Slots { get; set; }

    /// <summary>Jobs that may wait in each lane before further ones are refused.</summary>
    [Range(1, 1_000_000)]
    public int QueueLimit { get; set; } = 512;

    /// <summary>Seconds a request may take in all (<c>REQUEST_TIMEOUT_SECONDS</c>).</summary>
    [Range(0.001, 86_400)]
    public double RequestTimeoutSeconds { get; set; } = 30;

    /// <summary>What the method asked for may spend; the rest is kept for a simpler one.</summary>
    public TimeSpan Budget => TimeSpan.FromSeconds(RequestTimeoutSeconds * 0.8);
}

/// <summary>Which queue a job waits in.</summary>
public enum Lane
{
    /// <summary>Usually under a tenth of a second.</summary>
    Quick,

    /// <summary>May take seconds.</summary>
    Slow,
}

/// <summary>How long a job waited and ran.</summary>
/// <param name="Queue">Time waiting for a slot.</param>
/// <param name="Run">Time computing.</param>
public readonly record struct ComputeTimes(TimeSpan Queue, TimeSpan Run);

/// <summary>Where a silo's CPU work runs: never in a grain's turn, bounded in number, cancellable while it waits and while it runs.</summary>
/// <remarks>
/// Each lane has its own slots and its own bounded queue, so that a question of two milliseconds never waits behind a fit of twenty
/// seconds; long jobs run on threads of their own, so that they cannot starve the thread pool that serves requests.
/// </remarks>
public sealed class ComputeGate : IDisposable
{
    private readonly SemaphoreSlim[] _slots;
    private readonly int[] _waiting = new int[2];
    private readonly int _queueLimit;
    private readonly TimeProvider _time;

    /// <summary>Makes the gate of one silo.</summary>
    public ComputeGate(IOptions<ComputeOptions> options, TimeProvider time)
    {
        var slots = options.Value.Slots == 0 ? Environment.ProcessorCount : options.Value.Slots;
        _slots = [new SemaphoreSlim(slots, slots), new SemaphoreSlim(slots, slots)];
        _queueLimit = options.Value.QueueLimit;
        _time = time;
    }

    /// <summary>Runs a job when a slot of its lane is free.</summary>
    /// <param name="lane">The queue to wait in.</param>
    /// <param name="operation">Label of the metrics: a name from the code, never from a request.</param>
    /// <param name="job">CPU work; it must test its token often.</param>
    /// <param name="cancellationToken">Stops it, waiting or running.</param>
    /// <exception cref="IslException"><see cref="ErrorCode.Overloaded"/> when the lane's queue is full.</exception>
    public async Task<(T Result, ComputeTimes Times)> Run<T>(
        Lane lane,
        string operation,
        Func<CancellationToken, T> job,
        CancellationToken cancellationToken)
    {
        var queued = _time.GetTimestamp();
        await WaitForSlot(lane, operation, cancellationToken);
        try
        {
            var started = _time.GetTimestamp();
            var queue = _time.GetElapsedTime(queued, started);
            IslMetrics.ComputeQueueSeconds.WithLabels(operation).Observe(queue.TotalSeconds);
            try
            {
                var creation = lane == Lane.Slow ? TaskCreationOptions.LongRunning : TaskCreationOptions.None;
                var result = await Task.Factory.StartNew(
                    () => job(cancellationToken),
                    cancellationToken,
                    creation | TaskCreationOptions.DenyChildAttach,
                    TaskScheduler.Default);
                return (result, new ComputeTimes(queue, _time.GetElapsedTime(started)));
            }
            finally
            {
                IslMetrics.ComputeDuration.WithLabels(operation).Observe(_time.GetElapsedTime(started).TotalSeconds);
            }
        }
        finally
        {
            _slots[(int)lane].Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var slot in _slots)
        {
            slot.Dispose();
        }
    }

    private async Task WaitForSlot(Lane lane, string operation, CancellationToken cancellationToken)
    {
        var slots = _slots[(int)lane];
        if (slots.Wait(0, CancellationToken.None))
        {
            return;
        }

        if (Interlocked.Increment(ref _waiting[(int)lane]) > _queueLimit)
        {
            Interlocked.Decrement(ref _waiting[(int)lane]);
            throw new IslException(ErrorCode.Overloaded, $"{_queueLimit} jobs are waiting already; try again in a few seconds.");
        }

        var depth = IslMetrics.ComputeQueueDepth.WithLabels(operation);
        depth.Inc();
        try
        {
            await slots.WaitAsync(cancellationToken);
        }
        finally
        {
            depth.Dec();
            Interlocked.Decrement(ref _waiting[(int)lane]);
        }
    }
}
