using System.Collections.Immutable;

namespace Isl.Grains.Telemetry;

/// <summary>Bucket bounds of durations.</summary>
public static class DurationBuckets
{
    /// <summary>
    /// Seconds, from a cached answer to the longest a request may take. The limits that alerts and targets compare with (50 ms, 3 s, 5 s) are
    /// bounds themselves, so that a quantile is never interpolated across one.
    /// </summary>
    public static ImmutableArray<double> All { get; } = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 25];

    /// <summary>Fewer of them, for durations inside the cluster that are read as an average and a tail.</summary>
    public static ImmutableArray<double> Coarse { get; } = [0.001, 0.005, 0.025, 0.1, 0.5, 1, 5, 25];
}
