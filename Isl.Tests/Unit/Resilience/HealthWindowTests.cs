using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Resilience;

namespace Isl.Tests.Unit.Resilience;

public sealed class HealthWindowTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly HealthWindowState _state = new();

    private HealthWindow Window => new(new ResilienceOptions(), _state);

    [Theory]
    [InlineData(0, 0, 0, HealthStatus.Healthy)]
    [InlineData(16, 4, 0, HealthStatus.Healthy)]
    [InlineData(79, 0, 21, HealthStatus.Degraded)]
    [InlineData(10, 10, 0, HealthStatus.Degraded)]
    [InlineData(1, 0, 3, HealthStatus.Healthy)] // few outcomes prove nothing
    [InlineData(0, 0, 19, HealthStatus.Healthy)]
    [InlineData(0, 0, 20, HealthStatus.Failing)]
    [InlineData(0, 4, 0, HealthStatus.Healthy)]
    [InlineData(0, 5, 0, HealthStatus.Failing)] // but five failures without a success do
    [InlineData(1, 5, 0, HealthStatus.Healthy)]
    [InlineData(49, 0, 51, HealthStatus.Failing)]
    public void Snapshot_ShareOfSuccesses_DecidesTheStatus(long successes, long failures, long fallbacks, HealthStatus expected)
    {
        Window.Add(new OutcomeCounts(successes, failures, fallbacks), Start);

        Assert.Equal(expected, Window.Snapshot(Start).Status);
    }

    [Theory]
    [InlineData(0, 0, 40, false)]
    [InlineData(10, 5, 25, false)]
    [InlineData(5, 30, 5, true)]
    public void FailsWithoutFallback_OnlyWhereFailuresCauseIt(long successes, long failures, long fallbacks, bool expected)
    {
        Window.Add(new OutcomeCounts(successes, failures, fallbacks), Start);

        var snapshot = Window.Snapshot(Start);
        Assert.Equal(HealthStatus.Failing, snapshot.Status);
        Assert.Equal(expected, snapshot.FailsWithoutFallback);
    }

    [Fact]
    public void Snapshot_OutcomesOlderThanTheWindow_AreForgotten()
    {
        Window.Add(new OutcomeCounts(0, 10, 0), Start);
        Window.Add(new OutcomeCounts(1, 0, 0), Start.AddMinutes(4));

        Assert.Equal(11, Window.Snapshot(Start.AddMinutes(4.9)).Window.Total);
        Assert.Equal(new OutcomeCounts(1, 0, 0), Window.Snapshot(Start.AddMinutes(5)).Window);
        Assert.Equal(100, Window.Snapshot(Start.AddMinutes(20)).SuccessRatePercent);
    }

    [Fact]
    public void Add_ManyReports_KeepsABoundedNumberOfBuckets()
    {
        for (var i = 0; i < 10_000; i++)
        {
            Window.Add(new OutcomeCounts(1, 0, 0), Start.AddMilliseconds(i * 400));
        }

        Assert.InRange(_state.Buckets.Count, 1, HealthWindow.Buckets + 1);
        Assert.InRange(Window.Snapshot(Start.AddMilliseconds(4_000_000)).Window.Total, 730, 765);
    }
}
