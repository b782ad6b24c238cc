using Isl.Grains.Interfaces.Answering;

namespace Isl.Grains.Hosting;

/// <summary>Is this silo ready? Its own status and a call to a grain of its own decide.</summary>
/// <remarks>No other silo is asked, so that the death of one makes no other unready.</remarks>
public sealed class SiloReadiness(
    ISiloStatusOracle silo, IGrainFactory grains, Drain drain, RedisLink? link = null, SiloWarmUp? warmUp = null)
{
    /// <summary>Why it is not ready; null when it is.</summary>
    public async Task<string?> Trouble()
    {
        if (drain.IsStopping)
        {
            return "The silo is stopping.";
        }

        if (silo.CurrentStatus != SiloStatus.Active)
        {
            return link is { HasAnswered: false } ? "Redis does not answer." : $"The silo has not joined its cluster ({silo.CurrentStatus}).";
        }

        if (warmUp is { IsDone: false })
        {
            return "The silo is warming up.";
        }

        try
        {
            await grains.GetGrain<IPulseGrain>(0).Beat();
            return null;
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            return "The silo does not answer a call of its own.";
        }
    }
}
