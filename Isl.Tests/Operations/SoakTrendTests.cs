using Isl.Bench;

namespace Isl.Tests.Operations;

/// <summary>The verdict of the soak: growth is told from the saw-tooth of a collector.</summary>
public sealed class SoakTrendTests
{
    [Fact]
    public void Of_SawTooth_IsFlat() => Assert.False(Trend(minute => 200 + (40 * (minute * 3.7 % 1))).IsFasterThan(1));

    [Fact]
    public void Of_SawToothThatRises_GrowsAsFastAsItDoes()
    {
        var trend = Trend(minute => 200 + (40 * (minute * 3.7 % 1)) + (5 * minute));

        Assert.True(trend.IsFasterThan(1), $"{trend}");
        Assert.InRange(trend.PerMinute, 4, 6);
    }

    [Fact]
    public void Of_TwoSamples_SaysNothing() => Assert.False(SoakTrend.Of([(0, 1), (1, 100)]).IsFasterThan(1));

    private static SoakTrend Trend(Func<double, double> figure) =>
        SoakTrend.Of([.. Enumerable.Range(0, 400).Select(i => i / 20.0).Select(minute => (minute, figure(minute)))]);
}
