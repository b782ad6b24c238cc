using Isl.Grains.Grains;
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
    IOptions<ResilienceOptions> options,
    ILogger<ResilienceMonitor> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.Value.ReportIntervalMilliseconds));
        do
        {
            await Task.WhenAll([.. CircuitNames.All.Select(RefreshCircuit), .. ServiceNames.All.Select(ReportHealth)]);
        }
        while (await Tick(timer, stoppingToken));
    }

    /// <summary>Reports what was counted here, without waiting for the next interval.</summary>
    public Task ReportNow() => Task.WhenAll(ServiceNames.All.Select(ReportHealth));

    private static async ValueTask<bool> Tick(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task RefreshCircuit(string circuit)
    {
        try
        {
            var snapshot = await grains.GetGrain<ICircuitBreakerGrain>(circuit).GetSnapshot();
            circuits.Refresh(circuit, snapshot);
            IslMetrics.CircuitState.WithLabels(circuit).Set((int)snapshot.State);
        }
        catch (Exception e)
        {
            ResilienceLog.BreakerUnreachable(logger, circuit, e);
        }
    }

    private async Task ReportHealth(string service)
    {
        var counts = counters.Take(service);
        try
        {
            var grain = grains.GetGrain<IServiceHealthGrain>(service);
            var health = await (counts.Total == 0 ? grain.GetSnapshot() : grain.Report(counts));
            IslMetrics.ServiceHealth.WithLabels(service).Set(health.Status switch
            {
                HealthStatus.Healthy => 1,
                HealthStatus.Degraded => 0.5,
                _ => 0,
            });
        }
        catch (Exception e)
        {
            counters.Add(service, counts);
            ResilienceLog.HealthUnreachable(logger, service, e);
        }
    }
}
