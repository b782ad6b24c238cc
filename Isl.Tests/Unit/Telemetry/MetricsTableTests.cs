using System.Text.RegularExpressions;
using Isl.Grains.Telemetry;

namespace Isl.Tests.Unit.Telemetry;

/// <summary>The table of metrics is sound in itself.</summary>
public sealed partial class MetricsTableTests
{
    public static TheoryData<string> Names => [.. MetricsTable.All.Select(row => row.Name)];

    private static readonly Dictionary<string, MetricDefinition> ByName = MetricsTable.All.ToDictionary(row => row.Name, StringComparer.Ordinal);

    [Fact]
    public void Table_HoldsTheNamesOfTheContract()
    {
        (string Name, string Labels)[] contract =
        [
            ("http_requests_total", "method endpoint status"),
            ("http_request_duration_seconds", "method endpoint"),
            ("http_errors_total", "type endpoint"),
            ("active_requests", ""),
            ("isl_circuit_breaker_state", "name"),
            ("isl_service_health_status", "service"),
            ("isl_fallback_triggered_total", "service"),
            ("isl_cache_hit_rate", ""),
            ("isl_cache_size", ""),
            ("isl_cache_evictions_total", ""),
            ("isl_compute_queue_depth", "operation"),
            ("isl_compute_queue_seconds", "operation"),
            ("isl_compute_duration_seconds", "operation"),
            ("process_resident_memory_bytes", ""),
            ("process_cpu_seconds_total", ""),
        ];

        Assert.All(contract, row => Assert.Equal(row.Labels, string.Join(' ', ByName[row.Name].Labels.Select(label => label.Name))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Row_FollowsPrometheusNaming(string name)
    {
        var row = ByName[name];

        Assert.Matches(MetricName(), name);
        Assert.Equal(row.Kind == MetricKind.Counter, name.EndsWith("_total", StringComparison.Ordinal));
        Assert.Equal(row.Kind == MetricKind.Histogram, !row.Buckets.IsEmpty);
        Assert.Equal(row.Buckets.Order(), row.Buckets);
        if (row.Kind == MetricKind.Histogram)
        {
            Assert.EndsWith("_seconds", name, StringComparison.Ordinal);
        }

        Assert.All(row.Labels, label => Assert.Matches(LabelName(), label.Name));
        Assert.NotEmpty(row.Help);
        Assert.NotEmpty(row.Moves);
        Assert.NotEmpty(row.Unit);
    }

    [Fact]
    public void Find_KnownAndUnknownInstruments()
    {
        Assert.Equal("orleans_catalog_activations", MetricsTable.Find("Microsoft.Orleans", "orleans-catalog-activations")?.Name);
        Assert.Equal("http_requests_total", MetricsTable.Find("Isl", "http_requests_total")?.Name);
        Assert.Null(MetricsTable.Find("Microsoft.Orleans", "orleans-directory-cache-size"));
        Assert.Null(MetricsTable.Find("Other", "http_requests_total"));
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex MetricName();

    [GeneratedRegex("^[a-z][a-z_]*$")]
    private static partial Regex LabelName();
}
