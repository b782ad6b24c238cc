using Microsoft.Extensions.Hosting;

namespace Isl.Grains.Hosting;

/// <summary>Gives memory back to the machine when a burst is over, and lets an idle process take no more.</summary>
/// <remarks>
/// The collector runs when a good deal was allocated, so a process that has nothing to do keeps what its last burst took, for hours, and grows by
/// its own housekeeping meanwhile. A collection that compacts and returns memory stops the process for some tens of milliseconds; it comes once
/// after a burst, when nobody asks. What housekeeping leaves is young: a collection of that alone comes about twice in a minute and a half, and stops
/// the process for some ten milliseconds.
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
                switch (rule.Next(GC.GetTotalAllocatedBytes(), GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes))
                {
                    case MemoryTrimStep.Young:
                        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
                        break;
                    case MemoryTrimStep.Whole:
                        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                        break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }
}

/// <summary>What is collected.</summary>
internal enum MemoryTrimStep
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>What was allocated lately.</summary>
    Young,

    /// <summary>Everything, and memory that was freed goes back.</summary>
    Whole,
}

/// <summary>When memory is worth giving back.</summary>
internal sealed class MemoryTrimRule
{
    /// <summary>Bytes allocated between two looks of a process that has nothing to do but its own housekeeping and probes.</summary>
    public const long Quiet = 30_000_000;

    /// <summary>Bytes allocated since the last time that make it worth another: what housekeeping alone allocates in hours.</summary>
    public const long Burst = 300_000_000;

    /// <summary>Bytes that are not worth the pause.</summary>
    public const long Small = 8_000_000;

    /// <summary>Bytes that housekeeping may leave behind.</summary>
    public const long Litter = 3_000_000;

    /// <summary>Quiet looks in a row before it is time: the grains of a burst go a minute and a quarter after their last question.</summary>
    public const int Looks = 9;

    private long _allocated;
    private long _collectedAt;
    private long _trimmedAt = -Burst; // starting and warming up is a burst, too
    private int _quiet;

    /// <summary>What to collect now; then it counts as done.</summary>
    /// <param name="allocated">Bytes allocated since the process started.</param>
    /// <param name="committed">Bytes that the collector holds.</param>
    public MemoryTrimStep Next(long allocated, long committed)
    {
        _quiet = allocated - _allocated <= Quiet ? _quiet + 1 : 0;
        _allocated = allocated;
        if (_quiet >= Looks && committed >= Small && allocated - _trimmedAt >= Burst)
        {
            _trimmedAt = _collectedAt = allocated;
            return MemoryTrimStep.Whole;
        }

        if (_quiet > 0 && allocated - _collectedAt >= Litter)
        {
            _collectedAt = allocated;
            return MemoryTrimStep.Young;
        }

        return MemoryTrimStep.None;
    }
}
