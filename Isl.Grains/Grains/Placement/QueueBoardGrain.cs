using System.Collections.Immutable;
using Isl.Grains.Interfaces.Answering;

namespace Isl.Grains.Grains.Placement;

/// <inheritdoc cref="IQueueBoardGrain"/>
public sealed class QueueBoardGrain(TimeProvider time) : Grain, IQueueBoardGrain
{
    /// <summary>A silo that has been silent for so long hangs, or is gone.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(2);

    private readonly Dictionary<SiloAddress, (double Seconds, long At)> _queues = [];

    /// <inheritdoc/>
    public Task<ImmutableArray<SiloWork>> Exchange(SiloWork own)
    {
        foreach (var silent in _queues.Where(queue => time.GetElapsedTime(queue.Value.At) > Lately).Select(queue => queue.Key).ToList())
        {
            _queues.Remove(silent);
        }

        _queues[own.Silo] = (own.Seconds, time.GetTimestamp());
        return Task.FromResult(_queues.Select(queue => new SiloWork(queue.Key, queue.Value.Seconds)).ToImmutableArray());
    }
}
