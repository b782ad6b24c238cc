using Isl.Bench;

namespace Isl.Tests.Operations;

/// <summary><c>deploy/METRICS.md</c> is what the table says.</summary>
public sealed class MetricsDocumentTests
{
    [Fact]
    public void MetricsDocument_IsWhatTheTableSays() =>
        Assert.True(
            File.ReadAllText(DeployFolder.PathOf("METRICS.md")) == MetricsDocument.Write(),
            "deploy/METRICS.md is out of date; write it with: dotnet run -c Release --project Isl.Bench -- metrics");
}
