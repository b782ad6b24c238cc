using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Telemetry;

namespace Isl.Grains.Answering;

/// <summary>The slots of one lane and who waits for them.</summary>
internal sealed class GateQueue(int slots, int limit, TimeProvider time) : IDisposable
{
    /// <summary>Weight of the last job in the running mean of how long jobs take: the mean follows a new kind of load within some ten jobs.</summary>
    private const double NewestWeight = 0.1;

    /// <summary>What a refused caller is told to wait at least.</summary>
    private static readonly TimeSpan LeastRetry = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _slots = new(slots, slots);
    private readonly Lock _lock = new();
    private double _meanSeconds;
    private int _waiting;

    /// <summary>Time that one more job would wait, from the jobs before it and how long jobs have taken of late.</summary>
    public TimeSpan ExpectedWait
    {
        get
        {
            lock (_lock)
            {
                return TimeSpan.FromSeconds(_meanSeconds * (_waiting + 1) / slots);
            }
        }
    }

    /// <summary>Takes a slot, at once or after waiting for it.</summary>
    /// <param name="operation">Label of the metrics.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="isNew">Whether to refuse at once what would wait too long: true for a new question, false for a part of an admitted one.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="IslException"><see cref="ErrorCode.Overloaded"/>.</exception>
    public async Task Enter(string operation, TimeSpan patience, bool isNew, CancellationToken cancellationToken)
    {
        if (_slots.Wait(0, CancellationToken.None))
        {
            return;
        }

        var expected = ExpectedWait;
        if (isNew && (Volatile.Read(ref _waiting) >= limit || expected > patience))
        {
            throw Refusal(operation, expected);
        }

        Interlocked.Increment(ref _waiting);
        IslMetrics.ComputeQueueDepth.Change(1, operation);
        try
        {
            if (!await Wait(patience, cancellationToken))
            {
                throw Refusal(operation, ExpectedWait);
            }
        }
        finally
        {
            IslMetrics.ComputeQueueDepth.Change(-1, operation);
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Gives the slot back.</summary>
    public void Leave(TimeSpan ran)
    {
        lock (_lock)
        {
            // From nothing, not from the first job: that one compiles what it runs, and a silo that has just joined would refuse by its time.
            _meanSeconds = ((1 - NewestWeight) * _meanSeconds) + (NewestWeight * ran.TotalSeconds);
        }

        _slots.Release();
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

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
