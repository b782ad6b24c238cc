using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Isl.Grains.Grains.Resilience;

/// <summary>Holds the truth about one circuit; decides nothing itself (see <see cref="CircuitBreaker"/>).</summary>
[KeepAlive]
public sealed class CircuitBreakerGrain(
    [PersistentState("circuit", StateStore.Name)] IPersistentState<CircuitBreakerState> storage,
    IOptions<ResilienceOptions> options,
    TimeProvider time,
    ILogger<CircuitBreakerGrain> logger) : Grain, ICircuitBreakerGrain
{
    private CircuitBreaker Breaker => field ??= new(options.Value.ForCircuit(this.GetPrimaryKeyString()), storage.State);

    private StoredState<CircuitBreakerState> Store => field ??= new(storage, this.GetPrimaryKeyString(), time, logger);

    /// <inheritdoc/>
    public Task<CircuitPermit?> TryEnter()
    {
        CircuitPermit? permit = null;
        Change(now => permit = Breaker.TryEnter(now));
        return Task.FromResult(permit);
    }

    /// <inheritdoc/>
    public Task<CircuitSnapshot> Report(CircuitPermit permit, CallOutcome outcome, string? failure) =>
        Task.FromResult(Change(now => Breaker.Report(permit, outcome, failure, now)));

    /// <inheritdoc/>
    public Task<CircuitSnapshot> GetSnapshot() => Task.FromResult(Breaker.Snapshot(time.GetUtcNow()));

    /// <inheritdoc/>
    public Task<CircuitSnapshot> Reset() => Task.FromResult(Change(Breaker.Close));

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Store.End();

    private CircuitSnapshot Change(Action<DateTimeOffset> change)
    {
        var now = time.GetUtcNow();
        var before = Breaker.Snapshot(now);
        change(now);
        var after = Breaker.Snapshot(now);
        if (after.Revision != before.Revision)
        {
            Store.Changed();
        }

        if (after.State != before.State)
        {
            ResilienceLog.CircuitChanged(logger, this.GetPrimaryKeyString(), before.State, after.State, after.LastFailure);
        }

        return after;
    }
}
