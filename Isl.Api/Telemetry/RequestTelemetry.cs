using System.Globalization;
using Isl.Api.Answers;
using Prometheus;

namespace Isl.Api.Telemetry;

/// <summary>Counts, times and logs every request under its route template. Runs behind routing and around everything else.</summary>
public sealed class RequestTelemetry(RequestDelegate next, TimeProvider time, ILogger<RequestTelemetry> logger)
{
    private const string ErrorCodeKey = "isl.error_code";
    private const string Unmatched = "unmatched";

    private static readonly Counter Requests = Metrics.CreateCounter(
        "http_requests_total", "Requests answered", "method", "endpoint", "status");

    private static readonly Histogram Durations = Metrics.CreateHistogram(
        "http_request_duration_seconds",
        "Time to answer",
        ["method", "endpoint"],
        new HistogramConfiguration { Buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });

    private static readonly Counter Errors = Metrics.CreateCounter("http_errors_total", "Requests answered with an error", "type", "endpoint");

    private static readonly Gauge Active = Metrics.CreateGauge("active_requests", "Requests in flight");

    static RequestTelemetry() => Errors.WithLabels(ProblemTypes.InternalError.Code, Unmatched).Publish();

    /// <summary>Remembers which kind of error a request was answered with.</summary>
    public static void SetErrorCode(HttpContext context, string code) => context.Items[ErrorCodeKey] = code;

    /// <summary>The middleware.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        var endpoint = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? Unmatched;
        var method = HttpMethods.GetCanonicalizedValue(context.Request.Method) is var known && IsStandard(known) ? known : "OTHER";
        using (Active.TrackInProgress())
        {
            await next(context);
        }

        var seconds = time.GetElapsedTime(started).TotalSeconds;
        var status = context.Response.StatusCode;
        Requests.WithLabels(method, endpoint, status.ToString(CultureInfo.InvariantCulture)).Inc();
        Durations.WithLabels(method, endpoint).Observe(seconds);
        if (context.Items[ErrorCodeKey] is string code)
        {
            Errors.WithLabels(code, endpoint).Inc();
        }

        ApiLog.Answered(
            logger,
            method,
            endpoint,
            status,
            Math.Round(seconds * 1000, 3),
            context.Response.Headers["X-Isl-Cache"].ToString() is { Length: > 0 } cache ? cache : "-");
    }

    private static bool IsStandard(string method) => HttpMethods.IsGet(method) || HttpMethods.IsPost(method) || HttpMethods.IsPut(method)
        || HttpMethods.IsDelete(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsPatch(method);
}
