using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Isl.Grains.Grains;

/// <summary>Holds the rolling window of one service; decides nothing itself (see <see cref="HealthWindow"/>).</summary>
[KeepAlive]
public sealed class ServiceHealthGrain(
    [PersistentState("health", StateStore.Name)] IPersistentState<HealthWindowState> storage,
    IOptions<ResilienceOptions> options,
    TimeProvider time,
    ILogger<ServiceHealthGrain> logger) : Grain, IServiceHealthGrain
{
    private static readonly TimeSpan StoreInterval = TimeSpan.FromSeconds(5);
    private bool _changed;

    private HealthWindow Window => field ??= new(TimeSpan.FromSeconds(options.Value.HealthWindowSeconds), storage.State);

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(Store, new GrainTimerCreationOptions { DueTime = StoreInterval, Period = StoreInterval });
        return Task.CompletedTask;
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

    private async Task Store(CancellationToken cancellationToken)
    {
        if (!_changed)
        {
            return;
        }

        try
        {
            await storage.WriteStateAsync(cancellationToken);
            _changed = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ResilienceLog.StateNotStored(logger, this.GetPrimaryKeyString(), e);
        }
    }
}
