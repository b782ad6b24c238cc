using System.Globalization;
using Prometheus;

namespace Isl.Api.Telemetry;

/// <summary>Counts, times and logs every request under its route template. Runs behind routing and around everything else.</summary>
public sealed class RequestTelemetry(RequestDelegate next, TimeProvider time, ILogger<RequestTelemetry> logger)
{
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

    /// <summary>Error code of a request that broke off after its answer had begun.</summary>
    private const string BrokenOff = "internal_error";

    /// <summary>Error code of a request whose caller left.</summary>
    private const string CallerLeft = "client_closed_request";

    static RequestTelemetry() => Errors.WithLabels(BrokenOff, Unmatched).Publish();

    /// <summary>The middleware.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        var endpoint = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? Unmatched;
        var method = HttpMethods.GetCanonicalizedValue(context.Request.Method) is var known && IsStandard(known) ? known : "OTHER";
        try
        {
            using (Active.TrackInProgress())
            {
                await next(context);
            }
        }
        catch (Exception)
        {
            // Only what failed once its answer had begun comes here: the status that was sent no longer says how it ended.
            var (status, code) = context.RequestAborted.IsCancellationRequested
                ? (StatusCodes.Status499ClientClosedRequest, CallerLeft)
                : (StatusCodes.Status500InternalServerError, BrokenOff);
            RequestFacts.SetErrorCode(context, code);
            Count(context, method, endpoint, status, time.GetElapsedTime(started).TotalSeconds);
            throw;
        }

        Count(context, method, endpoint, context.Response.StatusCode, time.GetElapsedTime(started).TotalSeconds);
    }

    private void Count(HttpContext context, string method, string endpoint, int status, double seconds)
    {
        Requests.WithLabels(method, endpoint, status.ToString(CultureInfo.InvariantCulture)).Inc();
        Durations.WithLabels(method, endpoint).Observe(seconds);
        if (RequestFacts.ErrorCode(context) is { } code)
        {
            Errors.WithLabels(code, endpoint).Inc();
        }

        TelemetryLog.Answered(
            logger,
            method,
            endpoint,
            status,
            Math.Round(seconds * 1000, 3),
            context.Response.Headers[RequestFacts.CacheHeader].ToString() is { Length: > 0 } cache ? cache : "-");
    }

    private static bool IsStandard(string method) => HttpMethods.IsGet(method) || HttpMethods.IsPost(method) || HttpMethods.IsPut(method)
        || HttpMethods.IsDelete(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsPatch(method);
}
