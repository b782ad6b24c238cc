using Isl.Grains.Answering;
using Isl.Grains.Grains.Placement;
using Isl.Grains.Interfaces.Answering;
using Microsoft.Extensions.Hosting;

namespace Isl.Grains.Hosting;

/// <summary>Tells the other silos of a cluster twice a second how much work waits here, and learns how much waits there.</summary>
public sealed class QueueMonitor(
    IGrainFactory grains, ILocalSiloDetails silo, ComputeGate gate, SiloQueues queues, IHostApplicationLifetime lifetime, TimeProvider time)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await lifetime.WhenStarted(stoppingToken); // before that no grain can be called
            using var timer = new PeriodicTimer(Interval, time);
            do
            {
                await Exchange();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    private async Task Exchange()
    {
        try
        {
            queues.Learn(await grains.GetGrain<IQueueBoardGrain>(0).Exchange(new SiloWork(silo.SiloAddress, gate.SecondsOfWork)));
        }
        catch (Exception)
        {
            // The board's silo is gone, and another will hold it in a moment; until then what is known grows old.
        }
    }
}
