using Isl.Grains.Hosting;
using Serilog.Context;

namespace Isl.Api.Telemetry;

/// <summary>Carries a request's id into the log lines written on its way and to the grains that it asks; what asks nobody needs none of it.</summary>
public sealed class RequestScopes(RequestDelegate next)
{
    /// <summary>The middleware.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var id = RequestFacts.Id(context);
        RequestContext.Set(CallerCallFilter.RequestIdKey, id);
        using (Begin(context))
        {
            await next(context);
        }
    }

    /// <summary>From here until it is disposed of, log lines have the request's id.</summary>
    public static IDisposable Begin(HttpContext context) => LogContext.PushProperty(RequestIdEnricher.LogProperty, RequestFacts.Id(context));
}
