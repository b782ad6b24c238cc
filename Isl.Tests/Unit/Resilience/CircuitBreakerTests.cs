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
        Assert.False(_breaker.TryEnter(_now));
    }

    [Fact]
    public void Report_SuccessBetweenFailures_StartsTheCountAnew()
    {
        Fail(2);
        _breaker.Report(CallOutcome.Success, null, _now);
        Fail(2);

        Assert.Equal(CircuitState.Closed, Snapshot.State);
    }

    [Fact]
    public void TryEnter_AfterTheTimeout_GrantsOneTrialAtATime()
    {
        Fail(3);
        _now = _now.AddSeconds(60);

        Assert.Equal(CircuitState.HalfOpen, Snapshot.State);
        Assert.True(_breaker.TryEnter(_now));
        Assert.False(_breaker.TryEnter(_now));
    }

    [Fact]
    public void Report_TwoSuccessfulTrials_Closes()
    {
        Fail(3);
        _now = _now.AddSeconds(60);
        for (var i = 0; i < 2; i++)
        {
            Assert.True(_breaker.TryEnter(_now));
            _breaker.Report(CallOutcome.Success, null, _now);
        }

        Assert.Equal(CircuitState.Closed, Snapshot.State);
        Assert.Equal(0, Snapshot.FailureCount);
    }

    [Fact]
    public void Report_FailedTrial_OpensForAnotherTimeout()
    {
        Fail(3);
        _now = _now.AddSeconds(60);
        Assert.True(_breaker.TryEnter(_now));
        _breaker.Report(CallOutcome.Failure, "again", _now);

        Assert.Equal(CircuitState.Open, Snapshot.State);
        Assert.Equal(_now.AddSeconds(60), Snapshot.RetryAt);
    }

    [Fact]
    public void Report_AbandonedTrial_GivesItsPermitBack()
    {
        Fail(3);
        _now = _now.AddSeconds(60);
        Assert.True(_breaker.TryEnter(_now));
        _breaker.Report(CallOutcome.Abandoned, null, _now);

        Assert.True(_breaker.TryEnter(_now));
    }

    [Fact]
    public void TryEnter_TrialThatNeverReports_IsTakenBackAfterItsLease()
    {
        Fail(3);
        _now = _now.AddSeconds(60);
        Assert.True(_breaker.TryEnter(_now));

        Assert.True(_breaker.TryEnter(_now + CircuitBreaker.TrialLease));
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
        _breaker.Report(CallOutcome.Success, null, _now);

        Assert.Equal(CircuitState.Open, Snapshot.State);
    }

    private void Fail(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _breaker.Report(CallOutcome.Failure, "late", _now);
        }
    }
}
