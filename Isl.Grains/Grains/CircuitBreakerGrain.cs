using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Isl.Grains.Grains;

/// <summary>Holds the truth about one circuit; decides nothing itself (see <see cref="CircuitBreaker"/>).</summary>
[KeepAlive]
public sealed class CircuitBreakerGrain(
    [PersistentState("circuit", StateStore.Name)] IPersistentState<CircuitBreakerState> storage,
    IOptions<ResilienceOptions> options,
    TimeProvider time,
    ILogger<CircuitBreakerGrain> logger) : Grain, ICircuitBreakerGrain
{
    private CircuitBreaker Breaker => field ??= new(options.Value.ForCircuit(this.GetPrimaryKeyString()), storage.State);

    /// <inheritdoc/>
    public async Task<bool> TryEnter()
    {
        var before = Breaker.Snapshot(time.GetUtcNow()).State;
        var entered = Breaker.TryEnter(time.GetUtcNow());
        if (before != CircuitState.Closed)
        {
            await Store();
        }

        return entered;
    }

    /// <inheritdoc/>
    public async Task<CircuitSnapshot> Report(CallOutcome outcome, string? failure)
    {
        var before = Breaker.Snapshot(time.GetUtcNow());
        Breaker.Report(outcome, failure, time.GetUtcNow());
        return await StoreIfChanged(before);
    }

    /// <inheritdoc/>
    public Task<CircuitSnapshot> GetSnapshot() => Task.FromResult(Breaker.Snapshot(time.GetUtcNow()));

    /// <inheritdoc/>
    public async Task<CircuitSnapshot> Reset()
    {
        var before = Breaker.Snapshot(time.GetUtcNow());
        Breaker.Close();
        return await StoreIfChanged(before);
    }

    private async Task<CircuitSnapshot> StoreIfChanged(CircuitSnapshot before)
    {
        var after = Breaker.Snapshot(time.GetUtcNow());
        if (after != before)
        {
            await Store();
        }

        if (after.State != before.State)
        {
            ResilienceLog.CircuitChanged(logger, this.GetPrimaryKeyString(), before.State, after.State, after.LastFailure);
        }

        return after;
    }

    /// <summary>A store in trouble costs the memory of this circuit across a crash, never a call.</summary>
    private async Task Store()
    {
        try
        {
            await storage.WriteStateAsync();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ResilienceLog.StateNotStored(logger, this.GetPrimaryKeyString(), e);
        }
    }
}
