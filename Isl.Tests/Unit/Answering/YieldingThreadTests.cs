using Isl.Grains.Answering;

namespace Isl.Tests.Unit.Answering;

public sealed class YieldingThreadTests
{
    [Fact]
    public async Task Run_YieldsToTheOtherThreads_WhichStayAsTheyWere()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has nice values.");
        var before = YieldingThread.NiceValue();

        var during = await YieldingThread.Run(YieldingThread.NiceValue, TestContext.Current.CancellationToken);

        Assert.Equal(Math.Min(19, before + 10), during);
        Assert.Equal(before, await Task.Run(YieldingThread.NiceValue, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Run_JobThrows_TheTaskThrowsTheSame() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            YieldingThread.Run<int>(() => throw new InvalidOperationException(), TestContext.Current.CancellationToken));
}
