using Isl.Tests.Support;

namespace Isl.Tests.Processes;

public sealed class InheritedSettingsTests
{
    [Fact]
    public async Task NurseryOfTheTests_IsNotInheritedByWhatTheyStart() =>
        Assert.Equal("as deployed", (await Shell.Run($"echo ${{{Nursery.Setting}:-as deployed}}", TestContext.Current.CancellationToken)).Trim());
}
