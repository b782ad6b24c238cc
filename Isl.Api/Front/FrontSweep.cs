namespace Isl.Api.Front;

/// <summary>Drops what is over from the front cache, so that an idle process does not hold it.</summary>
public sealed class FrontSweep(FrontCache cache, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                cache.Sweep();
            }
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }
}
