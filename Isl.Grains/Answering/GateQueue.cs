using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Telemetry;

namespace Isl.Grains.Answering;

/// <summary>The slots of one lane and who waits for them.</summary>
internal sealed class GateQueue(int slots, int limit, TimeSpan longest, TimeProvider time)
{
    /// <summary>What a refused caller is told to wait at least.</summary>
    private static readonly TimeSpan LeastRetry = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A question that was let in waits so many times its patience: by then the estimate was wrong by as much, and a refusal after a wait is the
    /// worst of answers.
    /// </summary>
    private const int Forbearance = 2;

    private readonly Lock _lock = new();
    private readonly JobTimes _times = new();
    private readonly HashSet<GateJob> _running = [];
    private readonly FairTurns _turns = new();

    /// <summary>Time that one more job would wait: those that run come to their end, and all who wait get their turns.</summary>
    public TimeSpan ExpectedWait
    {
        get
        {
            lock (_lock)
            {
                return TimeSpan.FromSeconds(SecondsUntil(double.PositiveInfinity));
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
                return (_running.Sum(Left) + _turns.Waiting.Sum(job => job.Expected), (double)_running.Count / slots);
            }
        }
    }

    /// <summary>Takes a slot, at once or after waiting for it; callers get their turns in fair shares.</summary>
    /// <param name="operation">Label of the metrics.</param>
    /// <param name="prior">Seconds that the job should take by its kind and size.</param>
    /// <param name="patience">How long a wait to expect and be let in.</param>
    /// <param name="isNew">Whether to refuse at once what would wait too long: true for a new question, false for a part of an admitted one.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The job, to give back with <see cref="Leave"/>.</returns>
    /// <exception cref="IslException"><see cref="ErrorCode.Overloaded"/>.</exception>
    public async Task<GateJob> Enter(string operation, double prior, TimeSpan patience, bool isNew, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        GateJob job;
        lock (_lock)
        {
            var caller = Caller.Current;
            var expectedSeconds = Math.Min(_times.Expect(operation, prior), longest.TotalSeconds);
            job = new(operation, prior, expectedSeconds, caller.Name) { WarmsUp = caller.WarmsUp };
            if (_running.Count < slots)
            {
                _turns.Tag(job);
                return Started(job);
            }

            var expected = TimeSpan.FromSeconds(SecondsUntil(_turns.TurnOf(job.Caller)));
            if (isNew && (_turns.IsOverShare(job.Caller, limit) || expected > patience))
            {
                throw Refusal(operation, expected);
            }

            _turns.Tag(job);
            _turns.Add(job);
        }

        IslMetrics.ComputeQueueDepth.Change(1, operation);
        try
        {
            return await Wait(job, isNew ? Forbearance * patience : patience, cancellationToken) ? job : throw Refusal(operation, ExpectedWait);
        }
        finally
        {
            IslMetrics.ComputeQueueDepth.Change(-1, operation);
        }
    }

    /// <summary>Gives the slot back.</summary>
    public void Leave(GateJob job, TimeSpan ran)
    {
        lock (_lock)
        {
            if (!job.WarmsUp)
            {
                _times.Learn(job.Operation, job.Prior, ran.TotalSeconds);
            }

            _running.Remove(job);
            if (_turns.Next() is { } next)
            {
                Started(next).Slot.SetResult();
            }
            else if (_running.Count == 0)
            {
                _turns.Reset();
            }
        }
    }

    private GateJob Started(GateJob job)
    {
        job.StartedAt = time.GetTimestamp();
        _running.Add(job);
        _turns.Start(job);
        return job;
    }

    /// <summary>
    /// Seconds until a job with that tag has its slot: every job takes the one that is free first, those with a later tag come after it.
    /// </summary>
    private double SecondsUntil(double turn)
    {
        var free = new PriorityQueue<double, double>(slots);
        foreach (var left in _running.Select(Left).Concat(Enumerable.Repeat(0.0, slots)).Take(slots))
        {
            free.Enqueue(left, left);
        }

        foreach (var job in _turns.Waiting.TakeWhile(job => job.Turn <= turn))
        {
            var end = free.Dequeue() + job.Expected;
            free.Enqueue(end, end);
        }

        return free.Dequeue();
    }

    private double Left(GateJob job) => Math.Min(job.Left(time.GetElapsedTime(job.StartedAt).TotalSeconds), longest.TotalSeconds);

    /// <summary>Waits for its slot; false, and it waits no longer, where none came in time.</summary>
    private async Task<bool> Wait(GateJob job, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(patience < TimeSpan.Zero ? TimeSpan.Zero : patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await job.Slot.Task.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            lock (_lock)
            {
                if (job.Slot.Task.IsCompleted)
                {
                    return true; // it came at the same moment
                }

                _turns.GiveUp(job);
            }

            cancellationToken.ThrowIfCancellationRequested();
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
