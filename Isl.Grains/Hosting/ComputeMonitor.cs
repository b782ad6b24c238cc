using Isl.Grains.Answering;
using Microsoft.Extensions.Hosting;

namespace Isl.Grains.Hosting;

/// <summary>Shows how busy the compute gate is, twice a second.</summary>
public sealed class ComputeMonitor(ComputeGate gate, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                gate.Show();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }
}
