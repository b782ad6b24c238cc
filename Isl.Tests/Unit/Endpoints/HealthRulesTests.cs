using Isl.Api.Endpoints.Operations;
using Isl.Grains.Interfaces.Resilience;

namespace Isl.Tests.Unit.Endpoints;

public sealed class HealthRulesTests
{
    [Theory]
    [InlineData(HealthStatus.Healthy, 20, 0, 0, "healthy")]
    [InlineData(HealthStatus.Degraded, 14, 6, 0, "degraded")]
    [InlineData(HealthStatus.Failing, 2, 0, 18, "degraded")]
    [InlineData(HealthStatus.Failing, 2, 8, 10, "degraded")]
    [InlineData(HealthStatus.Failing, 2, 12, 6, "failing")]
    [InlineData(HealthStatus.Failing, 0, 5, 0, "failing")]
    public void Overall_IsFailingOnlyWhereFailuresCauseIt(HealthStatus status, long successes, long failures, long fallbacks, string expected)
    {
        var service = new HealthSnapshot(status, new OutcomeCounts(successes, failures, fallbacks), DateTimeOffset.UnixEpoch, null);

        Assert.Equal(expected, HealthRules.Overall([service], []));
        Assert.Equal(status == HealthStatus.Healthy ? "healthy" : "degraded", HealthRules.OfServices([service]));
    }

    [Theory]
    [InlineData(CircuitState.Closed, "healthy")]
    [InlineData(CircuitState.HalfOpen, "degraded")]
    [InlineData(CircuitState.Open, "degraded")]
    public void Overall_CircuitThatIsNotClosed_IsDegraded(CircuitState state, string expected) =>
        Assert.Equal(expected, HealthRules.Overall([], [new CircuitSnapshot(state, 0, 0, 3, 2, 30, null, null, null)]));
}
