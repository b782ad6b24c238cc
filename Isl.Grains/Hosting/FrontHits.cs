using Isl.Grains.Answering;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Resilience;
using Isl.Grains.Telemetry;

namespace Isl.Grains.Hosting;

/// <summary>Counts the answers that this process gave from its front cache, as any hit is counted.</summary>
/// <remarks>
/// In a process with a silo of its own the silo's figures take them at once. An API of a cluster says to a silo, a few times a second, how many there
/// were; what cannot be said is kept for the next time.
/// </remarks>
public sealed class FrontHits(CacheFigures? figures, HealthCounters health, IGrainFactory grains)
{
    private const string Tier = "front";
    private long _pending;

    /// <summary>Counts one.</summary>
    /// <param name="service">Whose question it was (see <see cref="Interfaces.Resilience.ServiceNames"/>).</param>
    public void Count(string service)
    {
        health.Succeeded(service);
        IslMetrics.CacheHits.Add(1, Tier);
        if (figures is not null)
        {
            figures.AddFrontHits(1);
        }
        else
        {
            Interlocked.Increment(ref _pending);
        }
    }

    /// <summary>Reports what was counted since the last time; returns what went wrong, or null.</summary>
    public async Task<Exception?> Report()
    {
        var count = Interlocked.Exchange(ref _pending, 0);
        if (count == 0)
        {
            return null;
        }

        try
        {
            await grains.GetGrain<IClusterCacheGrain>(0).AddFrontHits(count);
            return null;
        }
        catch (Exception e)
        {
            Interlocked.Add(ref _pending, count);
            return e;
        }
    }
}
