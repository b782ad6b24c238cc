using System.Collections.Immutable;

namespace Isl.Grains.Telemetry;

/// <summary>Rows about HTTP requests.</summary>
public static class HttpRows
{
    private static readonly MetricLabel Method = new("method", "GET, POST, PUT, DELETE, HEAD, OPTIONS, PATCH, OTHER");
    private static readonly MetricLabel Endpoint = new("endpoint", "the service's route templates; `unmatched` for every other address");

    /// <summary>Requests.</summary>
    public static MetricDefinition Requests { get; } = new(
        "http_requests_total", MetricKind.Counter, "{request}", "Requests answered", "when a request has been answered")
    {
        Home = MetricHome.Api,
        Labels = [Method, Endpoint, new MetricLabel("status", "the status codes of the contract")],
    };

    /// <summary>Latency.</summary>
    public static MetricDefinition Duration { get; } = new(
        "http_request_duration_seconds", MetricKind.Histogram, "s", "Time to answer a request", "when a request has been answered")
    {
        Home = MetricHome.Api,
        Labels = [Method, Endpoint],
        Buckets = DurationBuckets.All,
    };

    /// <summary>Errors.</summary>
    public static MetricDefinition Errors { get; } = new(
        "http_errors_total",
        MetricKind.Counter,
        "{request}",
        "Requests answered with a problem, by error_code",
        "when a request has been answered with a problem, a caller's mistake included")
    {
        Home = MetricHome.Api,
        Labels = [new MetricLabel("type", "the `error_code`s of the contract"), Endpoint],
    };

    /// <summary>Requests in flight.</summary>
    public static MetricDefinition Active { get; } = new(
        "active_requests", MetricKind.Gauge, "{request}", "Requests in flight", "when a request arrives and when it has been answered")
    {
        Home = MetricHome.Api,
    };

    /// <summary>Lines that the log does not have.</summary>
    public static MetricDefinition LinesDropped { get; } = new(
        "isl_request_lines_dropped_total",
        MetricKind.Counter,
        "{line}",
        "Lines of requests that the log does not have because more came than could be written",
        "when a batch of lines is written")
    {
        Home = MetricHome.Api,
    };

    /// <summary>All rows.</summary>
    public static ImmutableArray<MetricDefinition> All { get; } = [Requests, Duration, Errors, Active, LinesDropped];
}
