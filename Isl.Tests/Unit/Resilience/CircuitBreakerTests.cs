using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Resilience;

namespace Isl.Tests.Unit.Resilience;

public sealed class CircuitBreakerTests
{
    private readonly CircuitBreaker _breaker = new(
        new CircuitOptions
        {
            FailureThreshold = 3,
            SuccessThreshold = 2,
            TimeoutSeconds = 60,
            TrialCalls = 1,
        },
        new CircuitBreakerState());
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private CircuitSnapshot Snapshot => _breaker.Snapshot(_now);

    [Fact]
    public void Report_ThreeFailuresInARow_Opens()
    {
        Fail(3);

        Assert.Equal(CircuitState.Open, Snapshot.State);
        Assert.Equal(3, Snapshot.FailureCount);
        Assert.Equal("late", Snapshot.LastFailure);
        Assert.Equal(_now.AddSeconds(60), Snapshot.RetryAt);
        Assert.Null(_breaker.TryEnter(_now));
    }

    [Fact]
    public void Report_SuccessBetweenFailures_StartsTheCountAnew()
    {
        Fail(2);
        _breaker.Report(CircuitPermit.Plain, CallOutcome.Success, null, _now);
        Fail(2);

        Assert.Equal(CircuitState.Closed, Snapshot.State);
    }

    [Fact]
    public void TryEnter_AfterTheTimeout_GrantsOneTrialAtATime()
    {
        Fail(3);
        _now = _now.AddSeconds(60);

        Assert.Equal(CircuitState.HalfOpen, Snapshot.State);
        Assert.NotNull(_breaker.TryEnter(_now));
        Assert.Null(_breaker.TryEnter(_now));
    }

    [Fact]
    public void Report_TwoSuccessfulTrials_Closes()
    {
        Fail(3);
        _now = _now.AddSeconds(60);
        for (var i = 0; i < 2; i++)
        {
            _breaker.Report(Enter(), CallOutcome.Success, null, _now);
        }

        Assert.Equal(CircuitState.Closed, Snapshot.State);
        Assert.Equal(0, Snapshot.FailureCount);
    }

    [Fact]
    public void Report_FailedTrial_OpensForAnotherTimeout()
    {
        Fail(3);
        _now = _now.AddSeconds(60);
        _breaker.Report(Enter(), CallOutcome.Failure, "again", _now);

        Assert.Equal(CircuitState.Open, Snapshot.State);
        Assert.Equal(_now.AddSeconds(60), Snapshot.RetryAt);
    }

    [Fact]
    public void Report_AbandonedTrial_GivesItsPermitBack()
    {
        Fail(3);
        _now = _now.AddSeconds(60);
        _breaker.Report(Enter(), CallOutcome.Abandoned, null, _now);

        Assert.NotNull(_breaker.TryEnter(_now));
    }

    [Fact]
    public void TryEnter_TrialThatNeverReports_IsTakenBackAfterItsLease()
    {
        Fail(3);
        _now = _now.AddSeconds(60);
        Assert.NotNull(_breaker.TryEnter(_now));

        Assert.NotNull(_breaker.TryEnter(_now + CircuitBreaker.TrialLease));
    }

    [Fact]
    public void Report_LateFailureWhileOpen_DoesNotProlongTheTimeout()
    {
        Fail(3);
        var retryAt = Snapshot.RetryAt;
        _now = _now.AddSeconds(30);
        Fail(1);

        Assert.Equal(retryAt, Snapshot.RetryAt);
    }

    [Fact]
    public void Report_LateSuccessWhileOpen_ProvesNothing()
    {
        Fail(3);
        _breaker.Report(CircuitPermit.Plain, CallOutcome.Success, null, _now);

        Assert.Equal(CircuitState.Open, Snapshot.State);
    }

    [Fact]
    public void Report_LateSuccessWhileHalfOpen_ProvesNothing_AndTakesNoTrialsPermit()
    {
        Fail(3);
        _now = _now.AddSeconds(60);
        var trial = Enter();

        // Started while the circuit was closed, so without a permit of a trial.
        _breaker.Report(CircuitPermit.Plain, CallOutcome.Success, null, _now);
        _breaker.Report(CircuitPermit.Plain, CallOutcome.Success, null, _now);

        Assert.Equal(CircuitState.HalfOpen, Snapshot.State);
        Assert.Null(_breaker.TryEnter(_now)); // the one trial is still under way
        _breaker.Report(trial, CallOutcome.Success, null, _now);
        Assert.Equal(1, Snapshot.SuccessCount);
    }

    [Fact]
    public void Report_LateFailureWhileHalfOpen_DoesNotOpenAgain()
    {
        Fail(3);
        _now = _now.AddSeconds(60);
        Enter();
        Fail(1);

        Assert.Equal(CircuitState.HalfOpen, Snapshot.State);
    }

    [Fact]
    public void Report_TrialAfterItsLease_IsNoTrialAnyMore()
    {
        Fail(3);
        _now = _now.AddSeconds(60);
        var lost = Enter();
        _now += CircuitBreaker.TrialLease;
        Enter();
        _breaker.Report(lost, CallOutcome.Success, null, _now);

        Assert.Equal(0, Snapshot.SuccessCount);
    }

    [Fact]
    public void Revision_GrowsWithEveryChange_AlsoWhereTheMemoryWasLost()
    {
        Fail(1);
        var first = Snapshot.Revision;
        Fail(1);
        var second = Snapshot.Revision;
        _now = _now.AddSeconds(1);
        var anew = new CircuitBreaker(new CircuitOptions(), new CircuitBreakerState());
        anew.Report(CircuitPermit.Plain, CallOutcome.Failure, "late", _now);

        Assert.True(first < second);
        Assert.True(second < anew.Snapshot(_now).Revision);
    }

    private CircuitPermit Enter()
    {
        var permit = _breaker.TryEnter(_now);
        Assert.NotNull(permit);
        return permit.Value;
    }

    private void Fail(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _breaker.Report(CircuitPermit.Plain, CallOutcome.Failure, "late", _now);
        }
    }
}
