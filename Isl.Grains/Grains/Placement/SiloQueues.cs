using System.Collections.Immutable;
using Isl.Grains.Interfaces.Answering;

namespace Isl.Grains.Grains.Placement;

/// <summary>What a silo knows of the queues of all silos, and what it has itself sent there since it was told.</summary>
public sealed class SiloQueues(TimeProvider time)
{
    /// <summary>What is sent to a silo counts as so much until the silo says itself what it was: so that a burst does not all go to one.</summary>
    private const double SecondsSent = 0.1;

    /// <summary>News that are older say nothing of now.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private readonly Dictionary<SiloAddress, double> _seconds = [];
    private long _learned;

    /// <summary>Takes in what the board says.</summary>
    public void Learn(ImmutableArray<SiloWork> queues)
    {
        lock (_lock)
        {
            _seconds.Clear();
            foreach (var queue in queues)
            {
                _seconds[queue.Silo] = queue.Seconds;
            }

            _learned = time.GetTimestamp();
        }
    }

    /// <summary>The silo with the least to do; one that is not on the board hangs or has only just come, and is the last choice.</summary>
    /// <param name="silos">Those there are to choose from, at least one.</param>
    /// <param name="tie">Decides between equals.</param>
    public SiloAddress Choose(IReadOnlyList<SiloAddress> silos, uint tie)
    {
        lock (_lock)
        {
            if (_seconds.Count == 0 || time.GetElapsedTime(_learned) > Freshness)
            {
                return silos[(int)(tie % silos.Count)];
            }

            var least = silos.Min(SecondsOf);
            var equals = silos.Where(silo => SecondsOf(silo) == least).ToList();
            var chosen = equals[(int)(tie % equals.Count)];
            if (_seconds.TryGetValue(chosen, out var seconds))
            {
                _seconds[chosen] = seconds + SecondsSent;
            }

            return chosen;
        }
    }

    private double SecondsOf(SiloAddress silo) => _seconds.GetValueOrDefault(silo, double.PositiveInfinity);
}
