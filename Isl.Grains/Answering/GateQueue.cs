using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Telemetry;

namespace Isl.Grains.Answering;

/// <summary>The slots of one lane and who waits for them.</summary>
internal sealed class GateQueue(int slots, int limit, TimeSpan longest, TimeProvider time) : IDisposable
{
    /// <summary>What a refused caller is told to wait at least.</summary>
    private static readonly TimeSpan LeastRetry = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _slots = new(slots, slots);
    private readonly Lock _lock = new();
    private readonly JobTimes _times = new();
    private readonly HashSet<GateJob> _running = [];
    private readonly LinkedList<GateJob> _waiting = [];

    /// <summary>Time that one more job would wait: those that run come to their end, and those before it get their turns.</summary>
    public TimeSpan ExpectedWait
    {
        get
        {
            lock (_lock)
            {
                return TimeSpan.FromSeconds(SecondsToWait());
            }
        }
    }

    /// <summary>Seconds of work that is let in and not done yet, and the share of slots that are taken.</summary>
    public (double InFlightSeconds, double Utilization) Figures
    {
        get
        {
            lock (_lock)
            {
                return (_running.Sum(Left) + _waiting.Sum(job => job.Expected), (double)_running.Count / slots);
            }
        }
    }

    /// <summary>Takes a slot, at once or after waiting for it.</summary>
    /// <param name="operation">Label of the metrics.</param>
    /// <param name="prior">Seconds that the job should take by its kind and size.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="isNew">Whether to refuse at once what would wait too long: true for a new question, false for a part of an admitted one.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The job, to give back with <see cref="Leave"/>.</returns>
    /// <exception cref="IslException"><see cref="ErrorCode.Overloaded"/>.</exception>
    public async Task<GateJob> Enter(string operation, double prior, TimeSpan patience, bool isNew, CancellationToken cancellationToken)
    {
        LinkedListNode<GateJob> place;
        lock (_lock)
        {
            var job = new GateJob(operation, prior, Math.Min(_times.Expect(operation, prior), longest.TotalSeconds));
            if (_slots.Wait(0, CancellationToken.None))
            {
                return Started(job);
            }

            var expected = TimeSpan.FromSeconds(SecondsToWait());
            if (isNew && (_waiting.Count >= limit || expected > patience))
            {
                throw Refusal(operation, expected);
            }

            place = _waiting.AddLast(job);
        }

        IslMetrics.ComputeQueueDepth.Change(1, operation);
        var isIn = false;
        try
        {
            isIn = await Wait(patience, cancellationToken);
            return isIn ? place.Value : throw Refusal(operation, ExpectedWait);
        }
        finally
        {
            IslMetrics.ComputeQueueDepth.Change(-1, operation);
            lock (_lock)
            {
                _waiting.Remove(place);
                if (isIn)
                {
                    Started(place.Value);
                }
            }
        }
    }

    /// <summary>Gives the slot back.</summary>
    public void Leave(GateJob job, TimeSpan ran)
    {
        lock (_lock)
        {
            _times.Learn(job.Operation, job.Prior, ran.TotalSeconds);
            _running.Remove(job);
        }

        _slots.Release();
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    private GateJob Started(GateJob job)
    {
        job.StartedAt = time.GetTimestamp();
        _running.Add(job);
        return job;
    }

    /// <summary>Every job takes the slot that is free first; the one that is asked about comes last.</summary>
    private double SecondsToWait()
    {
        var free = new PriorityQueue<double, double>(slots);
        foreach (var left in _running.Select(Left).Concat(Enumerable.Repeat(0.0, slots)).Take(slots))
        {
            free.Enqueue(left, left);
        }

        foreach (var job in _waiting)
        {
            var end = free.Dequeue() + job.Expected;
            free.Enqueue(end, end);
        }

        return free.Dequeue();
    }

    private double Left(GateJob job) => Math.Min(job.Left(time.GetElapsedTime(job.StartedAt).TotalSeconds), longest.TotalSeconds);

    private async Task<bool> Wait(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(patience < TimeSpan.Zero ? TimeSpan.Zero : patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await _slots.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static IslException Refusal(string operation, TimeSpan expected)
    {
        IslMetrics.ComputeRefused.Add(1, operation);
        return new IslException(
            ErrorCode.Overloaded,
            "All compute slots are taken, and none will be free in time.",
            retryAfter: expected > LeastRetry ? expected : LeastRetry);
    }
}
