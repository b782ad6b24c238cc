using System.Text.RegularExpressions;
using Isl.Grains.Telemetry;
using Isl.Tests.Api;
using Isl.Tests.Support;

namespace Isl.Tests.Operations;

/// <summary>In a cluster, each process shows the metrics of its own part: the table says which.</summary>
public sealed partial class MetricHomeTests
{
    /// <summary>Orleans' counters that are made with their first event, which a healthy cluster does not have.</summary>
    private static readonly string[] OnlyOnTrouble = ["orleans_storage_write_errors_total", "orleans_long_turns_total"];

    [Fact]
    public async Task ApiAndSilo_OfACluster_ShowTheMetricsOfTheirPart()
    {
        await using var redis = await RedisServer.StartAsync();
        (string, string)[] settings =
        [
            ("REDIS_CONNECTION", redis.Connection),
            ("ISL_ADVERTISED_IP", "127.0.0.1"),
            ("ISL_SILO_PORT", $"{ServiceProcess.FreePort()}"),
            ("ISL_GATEWAY_PORT", $"{ServiceProcess.FreePort()}"),
        ];
        await using var silo = await ServiceProcess.StartAsync("Isl.Silo", settings);
        await using var api = await ServiceProcess.StartAsync("Isl.Api", settings);
        await api.PostAsync(Requests.Validate, Requests.Confounded);
        await api.PostAsync(Requests.Validate, "{}");

        var ofApi = await NamesAsync(api);
        var ofSilo = await NamesAsync(silo);

        Assert.DoesNotContain(MetricsTable.All, row => row.Home == MetricHome.Silo && row.Meter == IslMetrics.MeterName && ofApi.Contains(row.Name));
        Assert.DoesNotContain(MetricsTable.All, row => row.Home == MetricHome.Api && ofSilo.Contains(row.Name));
        Assert.Empty(MissingFrom(ofApi, MetricHome.Api).Except(["isl_cache_hits_total"])); // the tier of the API process has had no hit
        Assert.Empty(MissingFrom(ofSilo, MetricHome.Silo));
    }

    private static IEnumerable<string> MissingFrom(HashSet<string> shown, MetricHome home) =>
        MetricsTable.All.Where(row => row.Home.HasFlag(home) && !shown.Contains(row.Name)).Select(row => row.Name).Except(OnlyOnTrouble);

    /// <summary>Names of the metrics that have a series.</summary>
    private static async Task<HashSet<string>> NamesAsync(ServiceProcess process)
    {
        var text = await process.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        var series = Series().Matches(text).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        return [.. MetricsTable.All.Select(row => row.Name).Where(name => series.Contains(name) || series.Contains(name + "_count"))];
    }

    [GeneratedRegex("^[a-z_]+", RegexOptions.Multiline)]
    private static partial Regex Series();
}
