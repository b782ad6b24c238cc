using System.Text.Json;

namespace Isl.Tests.Processes;

/// <summary>A Redis that is silent, dies or loses its data costs no request, and leaves one cluster behind.</summary>
[Collection(ProcessTests.Name)]
public sealed class RedisFaultTests(ITestOutputHelper output)
{
    /// <summary>What a percentile of some hundred questions may differ by.</summary>
    private static readonly TimeSpan MostSlower = TimeSpan.FromMilliseconds(20);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Redis_SilentKilledEmptied_NothingFailsAndOneClusterAfterwards()
    {
        var seen = await RedisFaults.RunAsync(warmUp: TimeSpan.Zero, before: TimeSpan.FromSeconds(3), Test);
        AssertUnnoticed(seen);
        Assert.Empty(seen.NotOk);
        Assert.NotEmpty(seen.Silos);
        Assert.All(seen.Silos, silos => Assert.Equal(4, silos));
    }

    /// <summary>Measures milliseconds, and for that needs longer.</summary>
    [Fact(Explicit = true)]
    public async Task Redis_SilentOrKilled_HeldAnswersComeAsSoonAsBefore()
    {
        var seen = await RedisFaults.RunAsync(warmUp: TimeSpan.FromSeconds(60), before: TimeSpan.FromSeconds(15), Test);
        AssertUnnoticed(seen);
        foreach (var fault in new[] { seen.Silent, seen.Killed })
        {
            Assert.InRange(fault.Load.Cached.Percentile(0.99), TimeSpan.Zero, fault.Before.Cached.Percentile(0.99) + MostSlower);
        }
    }

    private void AssertUnnoticed(RedisFaultReports seen)
    {
        foreach (var (what, fault) in new[]
        {
            ("silent for 30 s", seen.Silent), ("killed and started after 5 s", seen.Killed), ("emptied, and a silo joins", seen.Emptied),
        })
        {
            output.WriteLine($"Redis {what}: {fault.Load}");
            output.WriteLine($"  before that: {fault.Before}");
            output.WriteLine($"  held answers: {fault.Load.Cached}");
            output.WriteLine($"  before that: {fault.Before.Cached}");
            Assert.True(fault.Load.Failed == 0, $"{fault.Load}");
            Assert.True(fault.Load.Wrong == 0, $"{fault.Load}");
            Assert.True(fault.Load.Degraded == 0, $"{fault.Load}");
        }

        output.WriteLine($"/health, /cache/stats, /health/ready other than 200: {JsonSerializer.Serialize(seen.NotOk)}");
    }
}
