using Isl.Grains.Interfaces.Resilience;

namespace Isl.Grains.Resilience;

/// <summary>
/// The state machine of a circuit: CLOSED → OPEN after a number of failures in a row → HALF_OPEN when the time-out has passed →
/// CLOSED after a number of successful trials, or OPEN again on the first failed one.
/// </summary>
/// <remarks>
/// Pure: the time comes in with every call. A report may arrive late, after the state it belongs to has passed; each such case
/// is told where it is handled. Not safe for concurrent use: its grain serialises the calls.
/// </remarks>
public sealed class CircuitBreaker(CircuitOptions options, CircuitBreakerState state)
{
    /// <summary>Trial permits are taken back after this long: their holder died or was abandoned without a report.</summary>
    public static readonly TimeSpan TrialLease = TimeSpan.FromSeconds(60);

    /// <summary>May a call run now? While half-open a true answer takes a trial permit.</summary>
    public bool TryEnter(DateTimeOffset now)
    {
        switch (StateAt(now))
        {
            case CircuitState.Closed:
                return true;
            case CircuitState.Open:
                return false;
            default:
                state.State = CircuitState.HalfOpen;
                state.Trials.RemoveAll(taken => now - taken >= TrialLease);
                if (state.Trials.Count >= options.TrialCalls)
                {
                    return false;
                }

                state.Trials.Add(now);
                return true;
        }
    }

    /// <summary>Takes in how a call ended.</summary>
    public void Report(CallOutcome outcome, string? failure, DateTimeOffset now)
    {
        var current = StateAt(now);
        if (current == CircuitState.HalfOpen && state.Trials.Count > 0)
        {
            state.Trials.RemoveAt(0);
        }

        switch (outcome)
        {
            case CallOutcome.Failure:
                state.LastFailureTime = now;
                state.LastFailure = failure;
                OnFailure(current, now);
                break;
            case CallOutcome.Success when current == CircuitState.Closed:
                state.FailureCount = 0;
                break;
            case CallOutcome.Success when current == CircuitState.HalfOpen:
                state.State = CircuitState.HalfOpen;
                if (++state.SuccessCount >= options.SuccessThreshold)
                {
                    Close();
                }

                break;
            default:
                // A success that arrives while open was started before the circuit opened: it proves nothing about now.
                break;
        }
    }

    /// <summary>Closes the circuit by hand and forgets its failures.</summary>
    public void Close()
    {
        state.State = CircuitState.Closed;
        state.OpenedAt = null;
        state.FailureCount = 0;
        state.SuccessCount = 0;
        state.Trials.Clear();
    }

    /// <summary>The breaker as seen at <paramref name="now"/>; an open circuit whose time-out has passed shows as half-open.</summary>
    public CircuitSnapshot Snapshot(DateTimeOffset now)
    {
        var current = StateAt(now);
        return new CircuitSnapshot(
            current,
            state.FailureCount,
            state.SuccessCount,
            options.FailureThreshold,
            options.SuccessThreshold,
            options.TimeoutSeconds,
            current == CircuitState.Open ? state.OpenedAt + options.Timeout : null,
            state.LastFailureTime,
            state.LastFailure);
    }

    private void OnFailure(CircuitState current, DateTimeOffset now)
    {
        // A failure that arrives while open belongs to a call from before: counted in last_failure, but the time-out is not prolonged.
        if (current == CircuitState.Closed && ++state.FailureCount < options.FailureThreshold)
        {
            return;
        }

        if (current != CircuitState.Open)
        {
            state.State = CircuitState.Open;
            state.OpenedAt = now;
            state.SuccessCount = 0;
            state.Trials.Clear();
        }
    }

    private CircuitState StateAt(DateTimeOffset now) =>
        state.State == CircuitState.Open && now - state.OpenedAt >= options.Timeout ? CircuitState.HalfOpen : state.State;
}

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

    /// <summary>When each trial permit in use was taken, oldest first.</summary>
    [Id(6)]
    public List<DateTimeOffset> Trials { get; set; } = [];
}
