using System.Collections.Immutable;

namespace Isl.Grains.Telemetry;

/// <summary>
/// Every metric of the service, once: the instruments are made from these rows, <c>/metrics</c> publishes these rows and no other, and
/// <c>deploy/METRICS.md</c>, dashboards, rules and tests are checked against them.
/// </summary>
public static class MetricsTable
{
    /// <summary>All rows, in the order of the document.</summary>
    public static ImmutableArray<MetricDefinition> All { get; } =
        [.. HttpRows.All, .. ResilienceRows.All, .. CacheRows.All, .. ComputeRows.All, .. ProcessRows.All, .. OrleansRows.All, .. RuntimeRows.All];

    private static readonly ImmutableDictionary<(string Meter, string Instrument), MetricDefinition> ByInstrument =
        All.ToImmutableDictionary(row => (row.Meter, row.Instrument));

    /// <summary>The meters whose instruments the table names.</summary>
    public static ImmutableArray<string> Meters { get; } = [.. All.Select(row => row.Meter).Distinct()];

    /// <summary>The row of an instrument, or null where it is not published.</summary>
    public static MetricDefinition? Find(string meter, string instrument) => ByInstrument.GetValueOrDefault((meter, instrument));
}
