using System.Collections.Immutable;
using Isl.Grains.Interfaces.Resilience;

namespace Isl.Api.Endpoints.Operations;

/// <summary>Answer of a probe.</summary>
/// <param name="Status"><c>live</c> or <c>ready</c>.</param>
public sealed record ProbeReport(string Status);

/// <summary>Overall health.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>failing</c>.</param>
/// <param name="Version">Version of the service.</param>
/// <param name="Timestamp">When this was answered.</param>
/// <param name="ConfigFingerprint">Hash of the settings in force: equal on processes that are set up alike.</param>
/// <param name="Cluster">The silos.</param>
public sealed record HealthReport(string Status, string Version, DateTimeOffset Timestamp, string ConfigFingerprint, ClusterReport Cluster);

/// <summary>The silos behind this API.</summary>
/// <param name="Silos">How many are active.</param>
/// <param name="Membership">Where they meet: <c>embedded</c> (this process) or <c>redis</c>.</param>
public sealed record ClusterReport(int Silos, string Membership);

/// <summary>Health of the services.</summary>
/// <param name="OverallStatus"><c>healthy</c>, or <c>degraded</c> when any service is not HEALTHY.</param>
/// <param name="Timestamp">When this was answered.</param>
/// <param name="Services">By name.</param>
public sealed record ServicesReport(string OverallStatus, DateTimeOffset Timestamp, ImmutableSortedDictionary<string, ServiceReport> Services);

/// <summary>Health of one service over the rolling window (5 minutes unless set otherwise).</summary>
/// <param name="Status">HEALTHY from 80 % successes, DEGRADED from 50 %, else FAILING.</param>
/// <param name="SuccessRatePercent">Share of successes; 100 when nothing was asked.</param>
/// <param name="TotalRequests">Requests within the window; a caller's own mistakes are not among them.</param>
/// <param name="Successes">Answered by the method asked for.</param>
/// <param name="Failures">Answered by nothing.</param>
/// <param name="Fallbacks">Answered by a simpler method.</param>
/// <param name="UptimeSeconds">Since the service was first heard of.</param>
/// <param name="LastCheck">When an outcome last arrived.</param>
public sealed record ServiceReport(
    string Status,
    double SuccessRatePercent,
    long TotalRequests,
    long Successes,
    long Failures,
    long Fallbacks,
    double UptimeSeconds,
    DateTimeOffset? LastCheck);

/// <summary>State of the circuit breakers.</summary>
/// <param name="OverallStatus"><c>operational</c> or <c>some_circuits_open</c>.</param>
/// <param name="Timestamp">When this was answered.</param>
/// <param name="CircuitBreakers">By name.</param>
/// <param name="Explanation">What that means, in words.</param>
public sealed record CircuitsReport(
    string OverallStatus,
    DateTimeOffset Timestamp,
    ImmutableSortedDictionary<string, CircuitReport> CircuitBreakers,
    string Explanation);

/// <summary>State of one circuit breaker.</summary>
/// <param name="State">CLOSED, OPEN or HALF_OPEN.</param>
/// <param name="FailureCount">Failures in a row while closed; the number that opened it otherwise.</param>
/// <param name="SuccessCount">Successful trials since it went half-open.</param>
/// <param name="FailureThreshold">Failures in a row that open it.</param>
/// <param name="SuccessThreshold">Successful trials that close it.</param>
/// <param name="TimeoutSeconds">Seconds from opening to the first trial.</param>
/// <param name="LastFailureTime">When the last failure was reported.</param>
/// <param name="LastFailure">What it was.</param>
public sealed record CircuitReport(
    string State,
    int FailureCount,
    int SuccessCount,
    int FailureThreshold,
    int SuccessThreshold,
    double TimeoutSeconds,
    DateTimeOffset? LastFailureTime,
    string? LastFailure)
{
    /// <summary>The report of a snapshot.</summary>
    public static CircuitReport From(CircuitSnapshot snapshot) => new(
        snapshot.State switch
        {
            CircuitState.Closed => "CLOSED",
            CircuitState.HalfOpen => "HALF_OPEN",
            _ => "OPEN",
        },
        snapshot.FailureCount,
        snapshot.SuccessCount,
        snapshot.FailureThreshold,
        snapshot.SuccessThreshold,
        snapshot.TimeoutSeconds,
        snapshot.LastFailureTime,
        snapshot.LastFailure);
}

/// <summary>What the result caches of all silos have done and hold.</summary>
/// <param name="Hits">Requests answered without a computation of their own.</param>
/// <param name="Misses">Requests that had to compute.</param>
/// <param name="HitRatePercent">Share of hits; 0 before the first request.</param>
/// <param name="TotalRequests">Hits and misses.</param>
/// <param name="Coalesced">Hits that joined a running computation.</param>
/// <param name="Evictions">Entries dropped for room.</param>
/// <param name="Expirations">Entries dropped for age.</param>
/// <param name="CurrentSize">Entries held.</param>
/// <param name="MaxSize">Entries that fit.</param>
/// <param name="UtilizationPercent">Share of the room in use.</param>
/// <param name="MemoryBytes">Bytes held.</param>
/// <param name="Tiers">By tier.</param>
/// <param name="Silos">By silo address.</param>
public sealed record CacheReport(
    long Hits,
    long Misses,
    double HitRatePercent,
    long TotalRequests,
    long Coalesced,
    long Evictions,
    long Expirations,
    int CurrentSize,
    int MaxSize,
    double UtilizationPercent,
    long MemoryBytes,
    CacheTiers Tiers,
    ImmutableSortedDictionary<string, SiloCacheReport> Silos);

/// <summary>The tiers of the cache.</summary>
/// <param name="Front">The memory of the API processes; it holds copies for a second or two.</param>
/// <param name="Memory">The silos' memory.</param>
/// <param name="Redis">What the silos share; <c>off</c> when embedded.</param>
public sealed record CacheTiers(FrontTier Front, MemoryTier Memory, RedisTier Redis);

/// <summary>Front tier.</summary>
/// <param name="Hits">Answers that API processes gave without asking a silo.</param>
public sealed record FrontTier(long Hits);

/// <summary>Memory tier.</summary>
/// <param name="Hits">Answers from memory.</param>
/// <param name="Entries">Entries held.</param>
public sealed record MemoryTier(long Hits, int Entries);

/// <summary>Redis tier.</summary>
/// <param name="State"><c>off</c>, <c>up</c> or <c>down</c>.</param>
/// <param name="Hits">Answers from Redis.</param>
/// <param name="Errors">Failed calls; none of them failed a request.</param>
public sealed record RedisTier(string State, long Hits, long Errors);

/// <summary>One silo's cache.</summary>
/// <param name="Hits">Requests answered without a computation of their own.</param>
/// <param name="Misses">Requests that had to compute.</param>
/// <param name="CurrentSize">Entries held.</param>
/// <param name="MemoryBytes">Bytes held.</param>
public sealed record SiloCacheReport(long Hits, long Misses, int CurrentSize, long MemoryBytes);

/// <summary>Answer to emptying the cache.</summary>
/// <param name="EntriesDropped">Entries dropped from memory.</param>
public sealed record CacheCleared(int EntriesDropped);
