using System.Collections.Concurrent;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Resilience;
using Microsoft.Extensions.Logging;

namespace Isl.Grains.Grains;

/// <summary>A silo's view of the circuits: snapshots at most one report interval old, and the way to report outcomes.</summary>
/// <remarks>
/// Guarded calls ask here, not at the grain. Where the grain cannot be reached, calls proceed: a breaker has no say when it has no opinion.
/// </remarks>
public sealed class CircuitBreakers(IGrainFactory grains, TimeProvider time, ILogger<CircuitBreakers> logger)
{
    private readonly ConcurrentDictionary<string, CircuitSnapshot> _snapshots = new(StringComparer.Ordinal);

    /// <summary>May a call guarded by this circuit run now? A half-open circuit grants trial permits one by one.</summary>
    public async ValueTask<bool> TryEnter(string circuit)
    {
        if (_snapshots.TryGetValue(circuit, out var known))
        {
            if (known.State == CircuitState.Closed)
            {
                return true;
            }

            if (known.State == CircuitState.Open && known.RetryAt > time.GetUtcNow())
            {
                return false;
            }
        }

        try
        {
            return await grains.GetGrain<ICircuitBreakerGrain>(circuit).TryEnter();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ResilienceLog.BreakerUnreachable(logger, circuit, e);
            return true;
        }
    }

    /// <summary>Reports how a guarded call ended; when this returns, the next call on this silo sees its effect.</summary>
    public async ValueTask Report(string circuit, CallOutcome outcome, string? failure = null)
    {
        var nothingNew = outcome != CallOutcome.Failure
            && _snapshots.TryGetValue(circuit, out var known)
            && known is { State: CircuitState.Closed, FailureCount: 0 };
        if (nothingNew)
        {
            return;
        }

        try
        {
            _snapshots[circuit] = await grains.GetGrain<ICircuitBreakerGrain>(circuit).Report(outcome, failure);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ResilienceLog.BreakerUnreachable(logger, circuit, e);
        }
    }

    /// <summary>Takes in a fresh snapshot.</summary>
    public void Refresh(string circuit, CircuitSnapshot snapshot) => _snapshots[circuit] = snapshot;
}
