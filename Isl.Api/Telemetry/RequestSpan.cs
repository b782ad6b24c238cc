using System.Diagnostics;
using System.Globalization;

namespace Isl.Api.Telemetry;

/// <summary>What the span of a request says of it, under OpenTelemetry's names for HTTP servers.</summary>
internal static class RequestSpan
{
    /// <summary>Names the span by method and route and says how the request ended; nothing where no trace is taken.</summary>
    public static void Describe(HttpContext context, string method, string route, int status)
    {
        if (Activity.Current is not { IsAllDataRequested: true } span)
        {
            return;
        }

        span.DisplayName = $"{method} {route}";
        span.SetTag("http.request.method", method)
            .SetTag("http.route", route)
            .SetTag("http.response.status_code", status)
            .SetTag("isl.request_id", context.TraceIdentifier);
        if (RequestFacts.ErrorCode(context) is { } code)
        {
            span.SetTag("error.type", code);
        }

        if (status >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error, status.ToString(CultureInfo.InvariantCulture));
        }
    }
}
