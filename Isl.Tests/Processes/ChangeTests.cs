namespace Isl.Tests.Processes;

/// <summary>Processes come and go, and nobody notices.</summary>
[Collection(ChangeRuns.Name)]
public sealed class ChangeTests(ChangeRuns runs, ITestOutputHelper output)
{
    [Fact]
    public async Task SiloJoinsSiloLeavesApiDies_OverTls_NoRequestFails_SameBytesAsEmbedded() => output.WriteLine(await runs.Membership);

    [Fact]
    public async Task Job_WhoseSiloIsKilled_ThenAnotherWhoseApiIs_BothEndAsTheyWouldHave() => output.WriteLine(await runs.Jobs);
}
