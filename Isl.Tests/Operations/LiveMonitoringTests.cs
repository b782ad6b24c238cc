using System.Globalization;
using System.Text.RegularExpressions;
using Isl.Grains.Telemetry;

namespace Isl.Tests.Operations;

/// <summary>What the dashboard asks a real Prometheus that scrapes a real, loaded service is answered; a scrape is cheap.</summary>
[Collection(TimedTests.Name)]
public sealed partial class LiveMonitoringTests
{
    private const int ScrapesMeasured = 100;
    private const double MillisecondsPerScrape = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Rows that an embedded service does not have, with the reason.</summary>
    private static readonly Dictionary<string, string> NotEmbedded = new(StringComparer.Ordinal)
    {
        ["orleans_client_connected_gateways"] = "only a process that is a client has gateways",
    };

    /// <summary>Instruments of Orleans that appear with their first event.</summary>
    private static readonly Dictionary<string, string> OnlyOnTrouble = new(StringComparer.Ordinal)
    {
        ["orleans_storage_write_errors_total"] = "made with the first failed write",
        ["orleans_long_turns_total"] = "made with the first long turn",
    };

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryPanel_OfARealLoadedService_HasData()
    {
        await using var service = await ServiceProcess.StartAsync();
        await using var prometheus = await PrometheusServer.StartAsync(service.Port);
        var waiting = Dashboard.Queries.ToList();
        var until = TimeProvider.System.GetTimestamp();
        for (var round = 0; waiting.Count > 0 && TimeProvider.System.GetElapsedTime(until) < Patience; round++)
        {
            await ServiceLoad.RoundAsync(service, round);
            if (round % 10 != 9)
            {
                continue;
            }

            foreach (var query in waiting.ToList())
            {
                if (await prometheus.HasDataAsync(Dashboard.Fill(query.Expression)))
                {
                    waiting.Remove(query);
                }
            }
        }

        Assert.Empty(waiting);
        Assert.True(await prometheus.HadDataAsync(Dashboard.Annotations["Deployments"]), "The start of the service is not annotated.");
        Assert.False(await prometheus.HadDataAsync(Dashboard.Annotations["Open circuits"]), "No circuit was open.");
    }

    [Fact]
    public async Task Scrape_WithEverySeriesPresent_CostsUnderFiveMilliseconds()
    {
        await using var service = await ServiceProcess.StartAsync();
        for (var round = 0; round < 12; round++)
        {
            await ServiceLoad.RoundAsync(service, round);
        }

        var text = await service.Client.GetStringAsync("/metrics", Test);
        var missing = MetricsTable.All
            .Select(row => row.Name)
            .Where(name => !text.Contains($"\n{name}", StringComparison.Ordinal))
            .Except([.. NotEmbedded.Keys, .. OnlyOnTrouble.Keys]);
        Assert.Empty(missing);
        var known = MetricsTable.All.Select(row => row.Name).ToHashSet(StringComparer.Ordinal);
        Assert.Subset(known, TypeLine().Matches(text).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal));

        for (var i = 0; i < ScrapesMeasured; i++)
        {
            await service.Client.GetStringAsync("/metrics", Test); // compiled by now
        }

        var before = await ProcessorSecondsAsync(service);
        for (var i = 0; i < ScrapesMeasured; i++)
        {
            await service.Client.GetStringAsync("/metrics", Test);
        }

        var cost = (await ProcessorSecondsAsync(service) - before) * 1000 / (ScrapesMeasured + 1);
        TestContext.Current.TestOutputHelper?.WriteLine($"{text.Count(letter => letter == '\n')} lines, {cost:F2} ms of processor time a scrape");
        Assert.True(cost < MillisecondsPerScrape, $"A scrape costs {cost:F2} ms.");
    }

    private static async Task<double> ProcessorSecondsAsync(ServiceProcess service) =>
        double.Parse(
            Processor().Match(await service.Client.GetStringAsync("/metrics", Test)).Groups[1].Value,
            CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^process_cpu_seconds_total (\S+)", RegexOptions.Multiline)]
    private static partial Regex Processor();

    [GeneratedRegex(@"^# TYPE (\S+)", RegexOptions.Multiline)]
    private static partial Regex TypeLine();
}
