using System.Globalization;
using Isl.Grains.Hosting.Access;
using Isl.Grains.Telemetry;

namespace Isl.Api.Telemetry;

/// <summary>Counts, times and logs requests, whichever way they are answered.</summary>
public sealed class RequestTally(TimeProvider time, RequestLines lines, ILogger<RequestTelemetry> logger)
{
    /// <summary>Error code of a request that broke off after its answer had begun.</summary>
    private const string BrokenOff = "internal_error";

    /// <summary>Error code of a request whose caller left.</summary>
    private const string CallerLeft = "client_closed_request";

    /// <summary>Lets the metric of errors be there before the first.</summary>
    public static void ShowNone(string endpoint) => IslMetrics.Errors.Add(0, BrokenOff, endpoint);

    /// <summary>Answers a request and tells of it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="endpoint">The route template that it is told under.</param>
    /// <param name="answer">Answers it.</param>
    /// <param name="state">What that needs.</param>
    public async Task Tell<T>(HttpContext context, string endpoint, Func<HttpContext, T, Task> answer, T state)
    {
        var started = time.GetTimestamp();
        var method = HttpMethods.GetCanonicalizedValue(context.Request.Method) is var known && IsStandard(known) ? known : "OTHER";
        IslMetrics.ActiveRequests.Change(1);
        try
        {
            await answer(context, state);
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
        finally
        {
            IslMetrics.ActiveRequests.Change(-1);
        }

        Count(context, method, endpoint, context.Response.StatusCode, time.GetElapsedTime(started).TotalSeconds);
    }

    private void Count(HttpContext context, string method, string endpoint, int status, double seconds)
    {
        if (OwnRequests.Has(context))
        {
            return;
        }

        IslMetrics.Requests.Add(1, method, endpoint, status.ToString(CultureInfo.InvariantCulture));
        IslMetrics.RequestDuration.Observe(seconds, method, endpoint);
        if (RequestFacts.ErrorCode(context) is { } code)
        {
            IslMetrics.Errors.Add(1, code, endpoint);
        }

        RequestSpan.Describe(context, method, endpoint, status);
        var milliseconds = Math.Round(seconds * 1000, 3);
        var cache = context.Response.Headers[RequestFacts.CacheHeader] is [{ Length: > 0 } outcome] ? outcome : "-";
        if (lines.IsOn)
        {
            lines.Add(new(time.GetUtcNow().UtcDateTime, RequestFacts.Id(context), method, endpoint, status, milliseconds, cache));
        }
        else if (logger.IsEnabled(LogLevel.Information))
        {
            using (RequestScopes.Begin(context))
            {
                TelemetryLog.Answered(logger, method, endpoint, status, milliseconds, cache);
            }
        }
    }

    private static bool IsStandard(string method) => HttpMethods.IsGet(method) || HttpMethods.IsPost(method) || HttpMethods.IsPut(method)
        || HttpMethods.IsDelete(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsPatch(method);
}
