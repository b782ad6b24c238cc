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
    public async Task Run_WhatAwaitsTheJob_GoesOnElsewhere()
    {
        Assert.Equal((false, true), await AreThreadsOfThePool());

        // Without the test's own context, which would lead away from any thread.
        static async Task<(bool During, bool After)> AreThreadsOfThePool()
        {
            var during = await YieldingThread.Run(() => Thread.CurrentThread.IsThreadPoolThread, TestContext.Current.CancellationToken)
                .ConfigureAwait(false);
            return (during, Thread.CurrentThread.IsThreadPoolThread);
        }
    }

    [Fact]
    public async Task Run_JobThrows_TheTaskThrowsTheSame() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            YieldingThread.Run<int>(() => throw new InvalidOperationException(), TestContext.Current.CancellationToken));
}
