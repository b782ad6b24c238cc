using Isl.Grains.Grains;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Placement;

namespace Isl.Grains.Hosting;

/// <summary>Before a silo of a cluster says that it is ready, it has answered a few questions of every kind to itself.</summary>
public sealed class SiloWarmUp(
    IGrainFactory grains,
    ILocalSiloDetails silo,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<SiloWarmUp> logger) : BackgroundService
{
    /// <summary>The first compiles what a question needs; in the others code that is called often is noticed, and compiled better.</summary>
    private const int Rounds = 3;

    /// <summary>A silo that cannot answer itself by then is better slow than missing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private volatile bool _isDone;

    /// <summary>Whether it is over, well or not.</summary>
    public bool IsDone => _isDone;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await lifetime.WhenStarted(stoppingToken);
            var started = time.GetTimestamp();
            using var late = new CancellationTokenSource(Patience, time);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stoppingToken);
            RequestContext.Set(CallerCallFilter.WarmsUpKey, true);
            RequestContext.Set(IPlacementDirector.PlacementHintKey, silo.SiloAddress); // its own code is to be warmed, no other silo's
            for (var round = 0; round < Rounds; round++)
            {
                await WarmUpQuestions.Ask(grains, $"{silo.SiloAddress.GetConsistentHashCode()}_{round}", end.Token);
            }

            ClusterLog.WarmedUp(logger, time.GetElapsedTime(started).TotalSeconds);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            ClusterLog.NotWarmedUp(logger, e);
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
        finally
        {
            _isDone = true;
        }
    }
}
