using Microsoft.Extensions.Hosting;

namespace Isl.Grains.Hosting;

/// <summary>Gives memory back to the machine when a burst is over.</summary>
/// <remarks>
/// The collector runs when something is allocated, so a process that has nothing to do keeps what its last burst took, for hours. A collection
/// that compacts and returns memory stops the process for some tens of milliseconds; it comes once after a burst, when nobody asks.
/// </remarks>
public sealed class MemoryTrim(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var rule = new MemoryTrimRule();
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (rule.IsDue(GC.GetTotalAllocatedBytes(), GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes))
                {
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }
}

/// <summary>When memory is worth giving back.</summary>
internal sealed class MemoryTrimRule
{
    /// <summary>Bytes allocated between two looks of a process that has nothing to do but its own housekeeping and probes.</summary>
    public const long Quiet = 30_000_000;

    /// <summary>Bytes allocated since the last time that make it worth another: what housekeeping alone allocates in hours.</summary>
    public const long Burst = 300_000_000;

    /// <summary>Bytes that are not worth the pause.</summary>
    public const long Small = 40_000_000;

    /// <summary>Quiet looks in a row before it is time: the grains of a burst go a minute and a quarter after their last question.</summary>
    public const int Looks = 9;

    private long _allocated;
    private long _trimmedAt = -Burst; // starting and warming up is a burst, too
    private int _quiet;

    /// <summary>Whether it is now; then it counts as done.</summary>
    /// <param name="allocated">Bytes allocated since the process started.</param>
    /// <param name="committed">Bytes that the collector holds.</param>
    public bool IsDue(long allocated, long committed)
    {
        _quiet = allocated - _allocated <= Quiet ? _quiet + 1 : 0;
        _allocated = allocated;
        if (_quiet < Looks || committed < Small || allocated - _trimmedAt < Burst)
        {
            return false;
        }

        _trimmedAt = allocated;
        return true;
    }
}
