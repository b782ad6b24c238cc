using System.Text.Json;

namespace Isl.Tests.Processes;

/// <summary>A Redis that is silent, dies or loses its data costs no request, and leaves one cluster behind.</summary>
[Collection(FaultRuns.Name)]
public sealed class RedisFaultTests(FaultRuns runs, ITestOutputHelper output)
{
    [Fact]
    public async Task Redis_SilentKilledEmptied_NothingFailsAndOneClusterAfterwards()
    {
        var seen = await runs.Redis;
        foreach (var (what, fault) in new[]
        {
            ("silent for 30 s", seen.Silent), ("killed and started after 5 s", seen.Killed), ("emptied, and a silo joins", seen.Emptied),
        })
        {
            output.WriteLine($"Redis {what}: {fault.Load}");
            output.WriteLine($"  before that: {fault.Before}");
            Assert.True(fault.Load.Failed == 0, $"{fault.Load}");
            Assert.True(fault.Load.Wrong == 0, $"{fault.Load}");
            Assert.True(fault.Load.Degraded == 0, $"{fault.Load}");
        }

        output.WriteLine($"/health, /cache/stats, /health/ready other than 200: {JsonSerializer.Serialize(seen.NotOk)}");
        Assert.Empty(seen.NotOk);
        Assert.NotEmpty(seen.Silos);
        Assert.All(seen.Silos, silos => Assert.Equal(4, silos));
    }
}
