namespace Isl.Tests.Processes;

/// <summary>A silo that dies or hangs costs seconds and no request.</summary>
[Collection(FaultRuns.Name)]
public sealed class SiloFaultTests(FaultRuns runs, ITestOutputHelper output)
{
    private static readonly TimeSpan LongestWhenKilled = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LongestWhenHung = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task SiloKilledThreeTimesThenHung_NoRequestFails()
    {
        var seen = await runs.Silos;
        foreach (var fault in seen.Kills.Append(seen.Hang))
        {
            output.WriteLine(fault.Text);
        }

        Assert.Equal(seen.Listening.Ports, seen.Listening.Addresses.Count);
        Assert.All(seen.Listening.Addresses, address => Assert.Equal("127.0.0.1", address));
        Assert.Equal(3, seen.Kills.Count);
        Assert.All(seen.Kills, kill => AssertUnnoticed(kill, LongestWhenKilled));
        Assert.All(seen.Kills, kill => Assert.Empty(kill.NotOk));
        Assert.Equal("OPEN", seen.Breaker);
        Assert.True(seen.Fit.Status == 200, seen.Fit.Answer);
        Assert.Contains("\"degraded\":false", seen.Fit.Answer, StringComparison.Ordinal);
        Assert.Contains("\"converged\":true", seen.Fit.Answer, StringComparison.Ordinal);
        Assert.Equal(1, seen.Fit.GoneOn);
        AssertUnnoticed(seen.Hang, LongestWhenHung);
    }

    private static void AssertUnnoticed(FaultReport fault, TimeSpan longest)
    {
        Assert.True(fault.Load.Failed == 0, fault.Text);
        Assert.True(fault.Load.Wrong == 0, fault.Text);
        Assert.True(fault.Load.Longest <= longest, fault.Text);
        Assert.Equal(0, fault.AllDown);
    }
}
