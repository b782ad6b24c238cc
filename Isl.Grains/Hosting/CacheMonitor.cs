using Isl.Grains.Answering;
using Isl.Grains.Answering.Store;
using Isl.Grains.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Isl.Grains.Hosting;

/// <summary>Shows the cache's figures as metrics and drops what has expired.</summary>
public sealed class CacheMonitor(
    ResultCache cache,
    [FromKeyedServices(AnswerServices.KeptKey)] ResultCache kept,
    CacheFigures figures,
    TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private const int TicksPerSweep = 60;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        for (var tick = 0; ; tick++)
        {
            if (tick % TicksPerSweep == 0)
            {
                cache.Sweep(time.GetUtcNow());
                kept.Sweep(time.GetUtcNow());
            }

            var (entries, _, evictions, _) = cache.Figures;
            IslMetrics.CacheSize.Set(entries);
            IslMetrics.CacheEvictions.IncTo(evictions);
            IslMetrics.CacheHitRate.Set(figures.HitRate);
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
