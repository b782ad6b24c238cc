namespace Isl.Grains.Interfaces.Resilience;

/// <summary>Health of a service over its rolling window.</summary>
public enum HealthStatus
{
    /// <summary>At least 80 % successes, or too few outcomes to tell.</summary>
    Healthy,

    /// <summary>50 to 80 % successes.</summary>
    Degraded,

    /// <summary>Under 50 % successes.</summary>
    Failing,
}

/// <summary>Outcomes counted since the last report.</summary>
/// <param name="Successes">Answers by the method asked for.</param>
/// <param name="Failures">Requests that nothing could answer.</param>
/// <param name="Fallbacks">Answers by a simpler method.</param>
[GenerateSerializer, Immutable, Alias("isl.outcome-counts.v1")]
public readonly record struct OutcomeCounts(
    [property: Id(0)] long Successes,
    [property: Id(1)] long Failures,
    [property: Id(2)] long Fallbacks)
{
    /// <summary>All requests counted.</summary>
    public long Total => Successes + Failures + Fallbacks;

    /// <summary>Sum of two counts.</summary>
    public OutcomeCounts Add(OutcomeCounts other) =>
        new(Successes + other.Successes, Failures + other.Failures, Fallbacks + other.Fallbacks);
}

/// <summary>A service's health at one moment.</summary>
/// <param name="Status">From the share of successes; a fallback is not a success.</param>
/// <param name="Window">Outcomes within the rolling window.</param>
/// <param name="Since">When the service was first asked or reported on.</param>
/// <param name="LastReport">When an outcome last arrived; null when none has.</param>
[GenerateSerializer, Immutable, Alias("isl.health-snapshot.v1")]
public sealed record HealthSnapshot(
    [property: Id(0)] HealthStatus Status,
    [property: Id(1)] OutcomeCounts Window,
    [property: Id(2)] DateTimeOffset Since,
    [property: Id(3)] DateTimeOffset? LastReport)
{
    /// <summary>Would the service be failing if fallbacks counted as successes? Then nothing answers, and not only something simpler.</summary>
    public bool FailsWithoutFallback => Status == HealthStatus.Failing && Window.Failures > Window.Successes + Window.Fallbacks;

    /// <summary>Share of successes in percent; 100 when nothing was asked.</summary>
    public double SuccessRatePercent => Window.Total == 0 ? 100 : 100.0 * Window.Successes / Window.Total;
}

/// <summary>The rolling window of one service's outcomes in the whole cluster; the key is the service's name.</summary>
[Alias("isl.service-health")]
public interface IServiceHealthGrain : IGrainWithStringKey
{
    /// <summary>Adds a silo's batch of outcomes and returns the health after it.</summary>
    [Alias("report"), ResponseTimeout("00:00:02")]
    Task<HealthSnapshot> Report(OutcomeCounts counts);

    /// <summary>The health now.</summary>
    [Alias("snapshot"), ResponseTimeout("00:00:02")]
    Task<HealthSnapshot> GetSnapshot();
}
