using System.Collections.Concurrent;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Resilience;
using Microsoft.Extensions.Logging;

namespace Isl.Grains.Grains.Resilience;

/// <summary>A process's view of the circuits: snapshots at most one report interval old, and the way to report outcomes.</summary>
/// <remarks>
/// Guarded calls ask here, not at the grain. Where the grain cannot be reached, calls proceed: a breaker has no say when it has no opinion.
/// </remarks>
public sealed class CircuitBreakers(IGrainFactory grains, TimeProvider time, ILogger<CircuitBreakers> logger) : ICircuits
{
    private readonly ConcurrentDictionary<string, CircuitSnapshot> _snapshots = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool IsUntroubled(string circuit) =>
        _snapshots.TryGetValue(circuit, out var known) && known is { State: CircuitState.Closed, FailureCount: 0 };

    /// <inheritdoc/>
    public async ValueTask<CircuitPermit?> TryEnter(string circuit)
    {
        if (_snapshots.TryGetValue(circuit, out var known))
        {
            if (known.State == CircuitState.Closed)
            {
                return CircuitPermit.Plain;
            }

            if (known.State == CircuitState.Open && known.RetryAt > time.GetUtcNow())
            {
                return null;
            }
        }

        try
        {
            return await grains.GetGrain<ICircuitBreakerGrain>(circuit).TryEnter();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ResilienceLog.BreakerUnreachable(logger, circuit, e);
            return CircuitPermit.Plain;
        }
    }

    /// <inheritdoc/>
    public async ValueTask Report(string circuit, CircuitPermit permit, CallOutcome outcome, string? failure = null)
    {
        if (outcome != CallOutcome.Failure && permit.Trial is null && IsUntroubled(circuit))
        {
            return;
        }

        try
        {
            Refresh(circuit, await grains.GetGrain<ICircuitBreakerGrain>(circuit).Report(permit, outcome, failure));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ResilienceLog.BreakerUnreachable(logger, circuit, e);
        }
    }

    /// <summary>Takes in a snapshot, unless a newer one is known already: answers of a grain may overtake one another on their way.</summary>
    public void Refresh(string circuit, CircuitSnapshot snapshot) =>
        _snapshots.AddOrUpdate(circuit, snapshot, (_, known) => snapshot.Revision >= known.Revision ? snapshot : known);

    /// <summary>The snapshot last taken in; null before the first.</summary>
    public CircuitSnapshot? Find(string circuit) => _snapshots.GetValueOrDefault(circuit);
}
