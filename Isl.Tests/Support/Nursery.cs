using System.Runtime.CompilerServices;

namespace Isl.Tests.Support;

/// <summary>
/// The tests allocate a hundred gigabytes and keep little of it. <c>dotnet test</c> gives their process a nursery of 64 MB, as
/// <c>Properties/launchSettings.json</c> says: where the cores' cache is small, the usual one is collected tens of thousands of times, which takes
/// a third of the suite's processor time. No other setting sizes it.
/// </summary>
internal static class Nursery
{
    internal const string Setting = "DOTNET_GCgen0size";

    /// <summary>What the tests start has the nursery that it is deployed with.</summary>
    [ModuleInitializer]
    internal static void KeepFromWhatIsStarted() => Environment.SetEnvironmentVariable(Setting, null);
}
