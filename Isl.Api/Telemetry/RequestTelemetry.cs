using System.Globalization;
using Isl.Api.Answers;
using Isl.Grains.Telemetry;

namespace Isl.Api.Telemetry;

/// <summary>Counts, times and logs every request under its route template. Runs behind routing and around everything else.</summary>
public sealed class RequestTelemetry(RequestDelegate next, TimeProvider time, ILogger<RequestTelemetry> logger)
{
    private const string ErrorCodeKey = "isl.error_code";
    private const string Unmatched = "unmatched";

    static RequestTelemetry() => IslMetrics.Errors.Add(0, ProblemTypes.InternalError.Code, Unmatched);

    /// <summary>Remembers which kind of error a request was answered with.</summary>
    public static void SetErrorCode(HttpContext context, string code) => context.Items[ErrorCodeKey] = code;

    /// <summary>The middleware.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        var endpoint = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? Unmatched;
        var method = HttpMethods.GetCanonicalizedValue(context.Request.Method) is var known && IsStandard(known) ? known : "OTHER";
        IslMetrics.ActiveRequests.Change(1);
        try
        {
            await next(context);
        }
        finally
        {
            IslMetrics.ActiveRequests.Change(-1);
        }

        var seconds = time.GetElapsedTime(started).TotalSeconds;
        var status = context.Response.StatusCode;
        IslMetrics.Requests.Add(1, method, endpoint, status.ToString(CultureInfo.InvariantCulture));
        IslMetrics.RequestDuration.Observe(seconds, method, endpoint);
        if (context.Items[ErrorCodeKey] is string code)
        {
            IslMetrics.Errors.Add(1, code, endpoint);
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
