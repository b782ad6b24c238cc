namespace Isl.Grains.Interfaces.Resilience;

/// <summary>State of a circuit breaker; the numbers are those of the metric <c>isl_circuit_breaker_state</c>.</summary>
public enum CircuitState
{
    /// <summary>Calls pass.</summary>
    Closed = 0,

    /// <summary>A bounded number of trial calls pass.</summary>
    HalfOpen = 1,

    /// <summary>Calls are refused until the time-out has passed.</summary>
    Open = 2,
}

/// <summary>A circuit breaker as it was at one moment.</summary>
/// <param name="State">Its state.</param>
/// <param name="FailureCount">Failures in a row while closed; the number that opened it otherwise.</param>
/// <param name="SuccessCount">Successful trials since it went half-open.</param>
/// <param name="FailureThreshold">Failures in a row that open it.</param>
/// <param name="SuccessThreshold">Successful trials that close it.</param>
/// <param name="TimeoutSeconds">Seconds from opening to the first trial.</param>
/// <param name="RetryAt">When it lets the first trial through; null unless open.</param>
/// <param name="LastFailureTime">When the last failure was reported.</param>
/// <param name="LastFailure">What the last failure was.</param>
/// <param name="Revision">Grows with every change of the breaker, over its whole life: of two snapshots the higher one is the newer.</param>
[GenerateSerializer, Immutable, Alias("isl.circuit-snapshot.v1")]
public sealed record CircuitSnapshot(
    [property: Id(0)] CircuitState State,
    [property: Id(1)] int FailureCount,
    [property: Id(2)] int SuccessCount,
    [property: Id(3)] int FailureThreshold,
    [property: Id(4)] int SuccessThreshold,
    [property: Id(5)] double TimeoutSeconds,
    [property: Id(6)] DateTimeOffset? RetryAt,
    [property: Id(7)] DateTimeOffset? LastFailureTime,
    [property: Id(8)] string? LastFailure,
    [property: Id(9)] long Revision = 0);
