using System.Collections.Concurrent;
using Isl.Grains.Interfaces.Resilience;

namespace Isl.Grains.Resilience;

/// <summary>Outcomes counted in this process and not yet reported to the services' grains; counting allocates nothing and waits for nobody.</summary>
public sealed class HealthCounters
{
    private readonly ConcurrentDictionary<string, Cell> _pending = new(StringComparer.Ordinal);

    /// <summary>Counts outcomes of a service.</summary>
    public void Add(string service, OutcomeCounts counts)
    {
        var cell = CellOf(service);
        Interlocked.Add(ref cell.Successes, counts.Successes);
        Interlocked.Add(ref cell.Failures, counts.Failures);
        Interlocked.Add(ref cell.Fallbacks, counts.Fallbacks);
    }

    /// <summary>Counts one answer by the method asked for.</summary>
    public void Succeeded(string service) => Interlocked.Increment(ref CellOf(service).Successes);

    /// <summary>Takes what has been counted; put it back with <see cref="Add"/> when it could not be reported.</summary>
    public OutcomeCounts Take(string service)
    {
        var cell = CellOf(service);
        return new OutcomeCounts(
            Interlocked.Exchange(ref cell.Successes, 0),
            Interlocked.Exchange(ref cell.Failures, 0),
            Interlocked.Exchange(ref cell.Fallbacks, 0));
    }

    private Cell CellOf(string service) => _pending.GetOrAdd(service, _ => new Cell());

    private sealed class Cell
    {
        public long Successes;
        public long Failures;
        public long Fallbacks;
    }
}
