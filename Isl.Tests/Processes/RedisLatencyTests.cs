using Isl.Tests.Support;

namespace Isl.Tests.Processes;

/// <summary>What a Redis that is silent or dead costs those whose answers are held: measured in milliseconds, and for that it takes longer.</summary>
[Collection(ProcessTests.Name)]
public sealed class RedisLatencyTests(ITestOutputHelper output)
{
    /// <summary>What a percentile of some hundred questions may differ by.</summary>
    private static readonly TimeSpan MostSlower = TimeSpan.FromMilliseconds(20);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Redis_SilentOrKilled_HeldAnswersComeAsSoonAsBefore()
    {
        await using var cluster = await LocalCluster.StartAsync(silos: 3, apis: 2);
        using (var first = new MixedLoad(cluster.Status.Entry, ProcessTests.Rate, 350_000))
        {
            await first.RunAsync(TimeSpan.FromSeconds(60), Test);
        }

        var seen = await RedisFaults.RunAsync(cluster, before: TimeSpan.FromSeconds(15), Test);
        seen.AssertUnnoticed(output);
        foreach (var fault in new[] { seen.Silent, seen.Killed })
        {
            Assert.InRange(fault.Load.Cached.Percentile(0.99), TimeSpan.Zero, fault.Before.Cached.Percentile(0.99) + MostSlower);
        }
    }
}
