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

    /// <summary>May a call run now? Null when not; while half-open the permit is a numbered trial.</summary>
    public CircuitPermit? TryEnter(DateTimeOffset now)
    {
        switch (StateAt(now))
        {
            case CircuitState.Closed:
                return CircuitPermit.Plain;
            case CircuitState.Open:
                return null;
            default:
                state.State = CircuitState.HalfOpen;
                state.Permits.RemoveAll(permit => now - permit.TakenAt >= TrialLease);
                if (state.Permits.Count >= options.TrialCalls)
                {
                    return null;
                }

                var trial = ++state.LastTrial;
                state.Permits.Add(new TrialPermit(trial, now));
                Changed(now);
                return new CircuitPermit(trial);
        }
    }

    /// <summary>Takes in how a call ended.</summary>
    /// <param name="permit">What <see cref="TryEnter"/> gave the call.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="failure">What failed, in words; null unless it did.</param>
    /// <param name="now">The time.</param>
    public void Report(CircuitPermit permit, CallOutcome outcome, string? failure, DateTimeOffset now)
    {
        var current = StateAt(now);
        // A trial whose lease ran out, or that belongs to an earlier half-open time, is no trial any more.
        var isTrial = permit.Trial is { } trial && state.Permits.RemoveAll(taken => taken.Trial == trial) > 0;
        if (isTrial)
        {
            Changed(now);
        }

        switch (outcome)
        {
            case CallOutcome.Failure:
                (state.LastFailureTime, state.LastFailure) = (now, failure);
                Changed(now);
                OnFailure(current, isTrial, now);
                break;
            case CallOutcome.Success when current == CircuitState.Closed && state.FailureCount > 0:
                state.FailureCount = 0;
                Changed(now);
                break;
            case CallOutcome.Success when current == CircuitState.HalfOpen && isTrial:
                if (++state.SuccessCount >= options.SuccessThreshold)
                {
                    Close(now);
                }

                break;
            default:
                // A success without a trial's permit was started before the circuit opened: it proves nothing about now.
                break;
        }
    }

    /// <summary>Closes the circuit by hand and forgets its failures.</summary>
    public void Close(DateTimeOffset now)
    {
        state.State = CircuitState.Closed;
        state.OpenedAt = null;
        state.FailureCount = 0;
        state.SuccessCount = 0;
        state.Permits.Clear();
        Changed(now);
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
            state.LastFailure,
            state.Revision);
    }

    private void OnFailure(CircuitState current, bool isTrial, DateTimeOffset now)
    {
        // A failure that arrives while open belongs to a call from before: kept as last_failure, but the time-out is not prolonged.
        // The same while half-open without a trial's permit.
        var opens = current switch
        {
            CircuitState.Closed => ++state.FailureCount >= options.FailureThreshold,
            CircuitState.HalfOpen => isTrial,
            _ => false,
        };
        if (opens)
        {
            state.State = CircuitState.Open;
            state.OpenedAt = now;
            state.SuccessCount = 0;
            state.Permits.Clear();
        }
    }

    /// <summary>A later revision, also after a breaker that lost its memory began anew: revisions are no smaller than the time in ticks.</summary>
    private void Changed(DateTimeOffset now) => state.Revision = Math.Max(state.Revision + 1, now.UtcTicks);

    private CircuitState StateAt(DateTimeOffset now) =>
        state.State == CircuitState.Open && now - state.OpenedAt >= options.Timeout ? CircuitState.HalfOpen : state.State;
}
