using Isl.Grains.Interfaces.Resilience;

namespace Isl.Grains.Resilience;

/// <summary>What a circuit remembers; stored, so that it survives its silo.</summary>
[GenerateSerializer, Alias("isl.circuit-breaker-state.v1")]
public sealed class CircuitBreakerState
{
    /// <summary>The state last entered; an open circuit turns half-open by the passing of time.</summary>
    [Id(0)]
    public CircuitState State { get; set; }

    /// <summary>Failures in a row.</summary>
    [Id(1)]
    public int FailureCount { get; set; }

    /// <summary>Successful trials.</summary>
    [Id(2)]
    public int SuccessCount { get; set; }

    /// <summary>When it last opened.</summary>
    [Id(3)]
    public DateTimeOffset? OpenedAt { get; set; }

    /// <summary>When the last failure was reported.</summary>
    [Id(4)]
    public DateTimeOffset? LastFailureTime { get; set; }

    /// <summary>What it was.</summary>
    [Id(5)]
    public string? LastFailure { get; set; }

    /// <summary>Trials under way, oldest first.</summary>
    [Id(7)]
    public List<TrialPermit> Permits { get; set; } = [];

    /// <summary>Number of the last trial.</summary>
    [Id(8)]
    public long LastTrial { get; set; }

    /// <summary>Grows with every change.</summary>
    [Id(9)]
    public long Revision { get; set; }
}

/// <summary>A trial under way.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="TakenAt">When it began.</param>
[GenerateSerializer, Immutable, Alias("isl.trial-permit.v1")]
public sealed record TrialPermit([property: Id(0)] long Trial, [property: Id(1)] DateTimeOffset TakenAt);
