using Isl.Grains.Interfaces.Resilience;

namespace Isl.Grains.Resilience;

/// <summary>Outcomes of the last few minutes in buckets that fall out of the window one by one.</summary>
/// <remarks>Pure: the time comes in with every call. Memory is bounded by <see cref="Buckets"/> + 1 buckets.</remarks>
public sealed class HealthWindow(ResilienceOptions options, HealthWindowState state)
{
    /// <summary>Number of buckets in a full window.</summary>
    public const int Buckets = 60;

    /// <summary>Least share of successes of a healthy service.</summary>
    public const double HealthyShare = 0.8;

    /// <summary>Least share of successes of a service that is not failing.</summary>
    public const double DegradedShare = 0.5;

    private readonly TimeSpan _length = TimeSpan.FromSeconds(options.HealthWindowSeconds);
    private readonly TimeSpan _bucket = TimeSpan.FromSeconds(options.HealthWindowSeconds) / Buckets;

    /// <summary>Adds outcomes that arrived now.</summary>
    public void Add(OutcomeCounts counts, DateTimeOffset now)
    {
        state.Since ??= now;
        if (counts.Total == 0)
        {
            return;
        }

        Forget(now);
        state.LastReport = now;
        if (state.Buckets is [.., var last] && now - last.Start < _bucket)
        {
            state.Buckets[^1] = last with { Counts = last.Counts.Add(counts) };
        }
        else
        {
            state.Buckets.Add(new HealthBucket(now, counts));
        }
    }

    /// <summary>The health as seen at <paramref name="now"/>.</summary>
    public HealthSnapshot Snapshot(DateTimeOffset now)
    {
        Forget(now);
        var window = state.Buckets.Aggregate(default(OutcomeCounts), (sum, bucket) => sum.Add(bucket.Counts));
        return new HealthSnapshot(StatusOf(window), window, state.Since ??= now, state.LastReport);
    }

    /// <summary>Status from the share of successes; a service leaves <see cref="HealthStatus.Healthy"/> only on enough outcomes.</summary>
    /// <remarks>Few outcomes prove nothing, unless all of them are failures that not even a simpler method could answer.</remarks>
    public HealthStatus StatusOf(OutcomeCounts window)
    {
        var isProven = window.Total >= options.HealthMinOutcomes
            || (window.Successes == 0 && window.Failures >= options.HealthMinFailures);
        return !isProven
            ? HealthStatus.Healthy
            : ((double)window.Successes / window.Total) switch
            {
                >= HealthyShare => HealthStatus.Healthy,
                >= DegradedShare => HealthStatus.Degraded,
                _ => HealthStatus.Failing,
            };
    }

    private void Forget(DateTimeOffset now) => state.Buckets.RemoveAll(bucket => now - bucket.Start >= _length);
}

/// <summary>Outcomes that arrived within one bucket's time.</summary>
/// <param name="Start">When the first of them arrived.</param>
/// <param name="Counts">The outcomes.</param>
[GenerateSerializer, Immutable, Alias("isl.health-bucket.v1")]
public sealed record HealthBucket([property: Id(0)] DateTimeOffset Start, [property: Id(1)] OutcomeCounts Counts);

/// <summary>What a health window remembers.</summary>
[GenerateSerializer, Alias("isl.health-window-state.v1")]
public sealed class HealthWindowState
{
    /// <summary>Buckets, oldest first.</summary>
    [Id(0)]
    public List<HealthBucket> Buckets { get; set; } = [];

    /// <summary>When the service was first heard of.</summary>
    [Id(1)]
    public DateTimeOffset? Since { get; set; }

    /// <summary>When an outcome last arrived.</summary>
    [Id(2)]
    public DateTimeOffset? LastReport { get; set; }
}
