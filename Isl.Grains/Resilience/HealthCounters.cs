using System.Collections.Concurrent;
using Isl.Grains.Interfaces.Resilience;

namespace Isl.Grains.Resilience;

/// <summary>Outcomes counted on this silo and not yet reported to the services' grains.</summary>
public sealed class HealthCounters
{
    private readonly ConcurrentDictionary<string, OutcomeCounts> _pending = new(StringComparer.Ordinal);

    /// <summary>Counts outcomes of a service.</summary>
    public void Add(string service, OutcomeCounts counts) =>
        _pending.AddOrUpdate(service, counts, (_, before) => before.Add(counts));

    /// <summary>Takes what has been counted; put it back with <see cref="Add"/> when it could not be reported.</summary>
    public OutcomeCounts Take(string service) => _pending.TryRemove(service, out var counts) ? counts : default;
}
