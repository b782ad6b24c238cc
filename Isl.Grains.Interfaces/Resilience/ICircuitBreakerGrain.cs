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

/// <summary>The truth about one circuit in the cluster; the key is the circuit's name. Guarded calls do not pass through it.</summary>
[Alias("isl.circuit-breaker")]
public interface ICircuitBreakerGrain : IGrainWithStringKey
{
    /// <summary>Asks to run a call; while half-open a true answer takes one of the bounded trial permits.</summary>
    [Alias("try-enter"), ResponseTimeout("00:00:02")]
    Task<bool> TryEnter();

    /// <summary>Reports how a call ended and returns the breaker after it.</summary>
    [Alias("report"), ResponseTimeout("00:00:02")]
    Task<CircuitSnapshot> Report(CallOutcome outcome, string? failure);

    /// <summary>The breaker now.</summary>
    [Alias("snapshot"), ResponseTimeout("00:00:02")]
    Task<CircuitSnapshot> GetSnapshot();

    /// <summary>Closes the circuit by hand.</summary>
    [Alias("reset"), ResponseTimeout("00:00:02")]
    Task<CircuitSnapshot> Reset();
}
