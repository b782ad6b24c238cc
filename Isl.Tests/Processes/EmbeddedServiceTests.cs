using System.Globalization;
using System.Text.Json;
using Isl.Tests.Api;
using Isl.Tests.Operations;

namespace Isl.Tests.Processes;

/// <summary>The service in one process: what its end leaves in the log, and what it holds of subjects that nobody asks about any more.</summary>
public sealed class EmbeddedServiceTests
{
    private const int Graphs = 2000;

    /// <summary>Grains there are without any subject: circuits, health, the cluster's own.</summary>
    private const double Others = 60;

    private static readonly string[] Loud = ["ERROR", "CRITICAL", "FATAL"];

    [Fact]
    public async Task Stop_AfterWork_LogsNoErrorAndNoStack()
    {
        await using var service = await ServiceProcess.StartAsync();
        for (var round = 0; round < 6; round++)
        {
            await ServiceLoad.RoundAsync(service, round);
        }

        await service.StopAsync();
        var lines = await service.LogAsync();

        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, line =>
            Loud.Contains(JsonDocument.Parse(line).RootElement.GetProperty("level").GetString(), StringComparer.OrdinalIgnoreCase));
        Assert.DoesNotContain(lines, line => line.Contains("\\n   at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ManyGraphs_NobodyAsksAnyMore_TheirGrainsGo()
    {
        await using var service = await ServiceProcess.StartAsync(("Subjects__IdleSeconds", "4"), ("DOTNET_gcServer", "0"));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async lane =>
        {
            for (var number = lane; number < Graphs; number += 8)
            {
                await service.PostAsync(
                    Requests.Validate, $$"""{"dag_structure": "dag { X -> Y; U{{number}} -> X }", "treatment": "X", "outcome": "Y"}""");
            }
        }));

        for (var attempt = 0; await GrainsAsync(service) > Others; attempt++)
        {
            Assert.True(attempt < 60, "The grains are still there after half a minute.");
            await Task.Delay(500, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<double> GrainsAsync(ServiceProcess service) =>
        (await service.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken))
            .Split('\n')
            .Where(line => line.StartsWith("orleans_catalog_activations{", StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
}
