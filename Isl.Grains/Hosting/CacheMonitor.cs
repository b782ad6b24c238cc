using Isl.Grains.Answering;
using Isl.Grains.Answering.Store;
using Isl.Grains.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Isl.Grains.Hosting;

/// <summary>Shows the cache's figures as metrics, and drops what has expired and what memory has no room for.</summary>
public sealed class CacheMonitor(
    ResultCache cache,
    [FromKeyedServices(AnswerServices.KeptKey)] ResultCache kept,
    CacheFigures figures,
    IResultStore store,
    IOptions<CacheOptions> options,
    TimeProvider time,
    ILogger<CacheMonitor> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private const int TicksPerSweep = 60;

    /// <summary>Part of the answers that goes when memory is short, and again as long as it is.</summary>
    private const double ShedShare = 0.5;

    private readonly MemoryPressure _pressure = new();
    private (long Evictions, long Expirations, long StoreErrors) _shown;

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

            if (_pressure.IsNewlyHigh(GC.GetGCMemoryInfo()))
            {
                Shed();
            }

            Show();
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

    private void Shed()
    {
        var answers = cache.Shed(ShedShare);
        var subjects = kept.Shed(ShedShare);
        if (answers + subjects > 0)
        {
            ClusterLog.CacheShed(logger, answers, subjects);
        }
    }

    private void Show()
    {
        var (entries, bytes, evictions, expirations) = cache.Figures;
        var errors = store.Errors;
        IslMetrics.CacheSize.Set(entries);
        IslMetrics.CacheMaxSize.Set(options.Value.MaxSize);
        IslMetrics.CacheBytes.Set(bytes);
        IslMetrics.CacheHitRate.Set(figures.HitRate);
        IslMetrics.CacheEvictions.Add(evictions - _shown.Evictions);
        IslMetrics.CacheExpirations.Add(expirations - _shown.Expirations);
        IslMetrics.StoreErrors.Add(errors - _shown.StoreErrors);
        _shown = (evictions, expirations, errors);
    }
}
