using System.Collections.Concurrent;
using Isl.Grains.Grains.Resilience;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Resilience;
using Isl.Grains.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Isl.Grains.Hosting;

/// <summary>
/// A few times a second, in every process: reports the outcomes counted here, refreshes the snapshots of circuits and health,
/// and shows both as metrics.
/// </summary>
public sealed class ResilienceMonitor(
    IGrainFactory grains,
    CircuitBreakers circuits,
    HealthCounters counters,
    FrontHits frontHits,
    IOptions<ResilienceOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<ResilienceMonitor> logger) : BackgroundService
{
    /// <summary>Longest time between two tries while the grains cannot be reached.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, HealthSnapshot> _health = new(StringComparer.Ordinal);

    // Kept: looking them up by their types, a few times a second, was a third of all that an idle process allocated.
    private readonly ConcurrentDictionary<string, ICircuitBreakerGrain> _circuitGrains = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IServiceHealthGrain> _healthGrains = new(StringComparer.Ordinal);
    private bool _isUnreachable;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await lifetime.WhenStarted(stoppingToken); // before that no grain can be called
        }
        catch (OperationCanceledException)
        {
            return;
        }

        var interval = TimeSpan.FromMilliseconds(options.Value.ReportIntervalMilliseconds);
        for (var rest = interval; ;)
        {
            rest = await Exchange() ? interval : Min(rest * 2, LongestRest);
            try
            {
                await Task.Delay(rest, time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>The health of a service as this process last heard of it; null before the first time.</summary>
    public HealthSnapshot? LastKnownHealth(string service) => _health.GetValueOrDefault(service);

    /// <summary>A circuit as this process last heard of it; null before the first time.</summary>
    public CircuitSnapshot? LastKnownCircuit(string circuit) => circuits.Find(circuit);

    /// <summary>Refreshes what is known of the circuits now; what is not answered stays as it was last known.</summary>
    public Task RefreshCircuits() => Task.WhenAll(CircuitNames.All.Select(RefreshCircuit));

    /// <summary>Reports what was counted here, without waiting for the next interval.</summary>
    public Task ReportNow() => Task.WhenAll(ServiceNames.All.Select(ReportHealth));

    /// <summary>Closes a circuit by hand; the calls that follow in this process know it.</summary>
    public async Task<CircuitSnapshot> Reset(string circuit)
    {
        var snapshot = await CircuitGrain(circuit).Reset();
        circuits.Refresh(circuit, snapshot);
        return snapshot;
    }

    private ICircuitBreakerGrain CircuitGrain(string circuit) =>
        _circuitGrains.GetOrAdd(circuit, static (name, factory) => factory.GetGrain<ICircuitBreakerGrain>(name), grains);

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    /// <summary>One round with all grains; false where none could be reached, which is told once, and once more when it is over.</summary>
    private async Task<bool> Exchange()
    {
        var troubles = await Task.WhenAll([.. CircuitNames.All.Select(RefreshCircuit), .. ServiceNames.All.Select(ReportHealth), frontHits.Report()]);
        var first = troubles.FirstOrDefault(trouble => trouble is not null);
        if (first is not null != _isUnreachable)
        {
            _isUnreachable = first is not null;
            if (first is not null)
            {
                ResilienceLog.GrainsUnreachable(logger, first.GetType().Name, first.Message);
            }
            else
            {
                ResilienceLog.GrainsReachable(logger);
            }
        }

        return first is null;
    }

    private async Task<Exception?> RefreshCircuit(string circuit)
    {
        try
        {
            var snapshot = await CircuitGrain(circuit).GetSnapshot();
            circuits.Refresh(circuit, snapshot);
            IslMetrics.CircuitState.Set((int)snapshot.State, circuit);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private async Task<Exception?> ReportHealth(string service)
    {
        var counts = counters.Take(service);
        try
        {
            var grain = _healthGrains.GetOrAdd(service, static (name, factory) => factory.GetGrain<IServiceHealthGrain>(name), grains);
            var health = await (counts.Total == 0 ? grain.GetSnapshot() : grain.Report(counts));
            _health[service] = health;
            var level = health.Status switch
            {
                HealthStatus.Healthy => 1,
                HealthStatus.Degraded => 0.5,
                _ => 0,
            };
            IslMetrics.ServiceHealth.Set(level, service);
            return null;
        }
        catch (Exception e)
        {
            counters.Add(service, counts);
            return e;
        }
    }
}
