namespace Isl.Grains.Hosting;

/// <summary>Says when memory is short, once for every collection of garbage that found it so.</summary>
/// <remarks>
/// What is dropped is not given back before the next collection, so nothing is asked twice of one figure. In a container the figures are
/// those of its limit.
/// </remarks>
internal sealed class MemoryPressure
{
    /// <summary>Share of what the collector calls a high load from which on the cache has to give way.</summary>
    private const double HighShare = 0.95;

    private long _collection = -1;

    /// <summary>Whether a collection since the last call found memory short.</summary>
    public bool IsNewlyHigh(GCMemoryInfo memory) => IsNewlyHigh(memory.Index, memory.MemoryLoadBytes, memory.HighMemoryLoadThresholdBytes);

    /// <summary>The same by its figures.</summary>
    /// <param name="collection">Number of the last collection.</param>
    /// <param name="load">Bytes in use then.</param>
    /// <param name="high">Bytes that count as a high load.</param>
    internal bool IsNewlyHigh(long collection, long load, long high)
    {
        if (collection == _collection)
        {
            return false;
        }

        _collection = collection;
        return high > 0 && load >= HighShare * high;
    }
}
