namespace Isl.Tests.Processes;

/// <summary>A Redis that is silent, dies or loses its data costs no request, and leaves one cluster behind.</summary>
[Collection(FaultRuns.Name)]
public sealed class RedisFaultTests(FaultRuns runs, ITestOutputHelper output)
{
    [Fact]
    public async Task Redis_SilentKilledEmptied_NothingFailsAndOneClusterAfterwards()
    {
        var seen = await runs.Redis;
        seen.AssertUnnoticed(output);
        Assert.Empty(seen.NotOk);
        Assert.NotEmpty(seen.Silos);
        Assert.All(seen.Silos, silos => Assert.Equal(4, silos));
    }
}
