using Isl.Grains.Hosting;
using Serilog.Context;

namespace Isl.Api.Telemetry;

/// <summary>
/// Gives every request an id: the caller's <c>X-Request-Id</c> where it is usable, else a new one; echoed, logged, and carried to the grains.
/// </summary>
public sealed class RequestIds(RequestDelegate next)
{
    private const int MaxLength = 128;

    /// <summary>The middleware.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var given = context.Request.Headers[RequestFacts.IdHeader].ToString();
        var id = IsUsable(given) ? given : Guid.CreateVersion7().ToString("N");
        context.TraceIdentifier = id;

        // Set last, because the exception handler clears what was set before.
        context.Response.OnStarting(() =>
        {
            context.Response.Headers[RequestFacts.IdHeader] = id;
            return Task.CompletedTask;
        });
        RequestContext.Set(TelemetryCallFilter.RequestIdKey, id);
        using (LogContext.PushProperty(TelemetryCallFilter.LogProperty, id))
        {
            await next(context);
        }
    }

    /// <summary>Printable ASCII without spaces, so that it can stand in a header and a log line as it is.</summary>
    private static bool IsUsable(string id) => id.Length is > 0 and <= MaxLength && id.All(c => c is > ' ' and < '\x7f');
}
