using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Isl.Grains.Grains.Resilience;

/// <summary>Holds the rolling window of one service; decides nothing itself (see <see cref="HealthWindow"/>).</summary>
[KeepAlive]
public sealed class ServiceHealthGrain(
    [PersistentState("health", StateStore.Name)] IPersistentState<HealthWindowState> storage,
    IOptions<ResilienceOptions> options,
    TimeProvider time,
    ILogger<ServiceHealthGrain> logger) : Grain, IServiceHealthGrain
{
    /// <summary>Reports come a few times a second from every process; the store need not follow each.</summary>
    private static readonly TimeSpan StoreInterval = TimeSpan.FromSeconds(5);

    private bool _changed;

    private HealthWindow Window => field ??= new(options.Value, storage.State);

    private StoredState<HealthWindowState> Stored => field ??= new(storage, this.GetPrimaryKeyString(), time, logger);

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(Store, new GrainTimerCreationOptions { DueTime = StoreInterval, Period = StoreInterval });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Store(cancellationToken);
        await Stored.End();
    }

    /// <inheritdoc/>
    public Task<HealthSnapshot> Report(OutcomeCounts counts)
    {
        Window.Add(counts, time.GetUtcNow());
        _changed = true;
        return GetSnapshot();
    }

    /// <inheritdoc/>
    public Task<HealthSnapshot> GetSnapshot() => Task.FromResult(Window.Snapshot(time.GetUtcNow()));

    private Task Store(CancellationToken cancellationToken)
    {
        if (_changed)
        {
            _changed = false;
            Stored.Changed();
        }

        return Task.CompletedTask;
    }
}
