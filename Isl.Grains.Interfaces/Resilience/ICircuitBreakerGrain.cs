namespace Isl.Grains.Interfaces.Resilience;

/// <summary>How a guarded call ended.</summary>
public enum CallOutcome
{
    /// <summary>It gave its answer.</summary>
    Success,

    /// <summary>It was late, broke down numerically, or hit an internal error.</summary>
    Failure,

    /// <summary>It says nothing about the method: the caller left, the request was wrong, or it never ran.</summary>
    Abandoned,
}

/// <summary>The right to run one guarded call.</summary>
/// <param name="Trial">Number of the trial while the circuit is half-open; null while it is closed, when a call needs no number.</param>
[GenerateSerializer, Immutable, Alias("isl.circuit-permit.v1")]
public readonly record struct CircuitPermit([property: Id(0)] long? Trial)
{
    /// <summary>What every call has while the circuit is closed.</summary>
    public static CircuitPermit Plain => default;
}

/// <summary>The truth about one circuit in the cluster; the key is the circuit's name. Guarded calls do not pass through it.</summary>
[Alias("isl.circuit-breaker")]
public interface ICircuitBreakerGrain : IGrainWithStringKey
{
    /// <summary>Asks to run a call; null when it may not. While half-open the answer is one of a bounded number of trial permits.</summary>
    [Alias("enter"), ResponseTimeout("00:00:02")]
    Task<CircuitPermit?> TryEnter();

    /// <summary>Reports how a call ended, with the permit it ran on, and returns the breaker after it.</summary>
    [Alias("report-permit"), ResponseTimeout("00:00:02")]
    Task<CircuitSnapshot> Report(CircuitPermit permit, CallOutcome outcome, string? failure);

    /// <summary>The breaker now.</summary>
    [Alias("snapshot"), ResponseTimeout("00:00:02")]
    Task<CircuitSnapshot> GetSnapshot();

    /// <summary>Closes the circuit by hand.</summary>
    [Alias("reset"), ResponseTimeout("00:00:02")]
    Task<CircuitSnapshot> Reset();
}
