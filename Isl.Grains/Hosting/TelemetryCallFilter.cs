using Serilog.Context;

namespace Isl.Grains.Hosting;

/// <summary>Carries the request id from the API into the log lines that grains write.</summary>
public sealed class TelemetryCallFilter : IIncomingGrainCallFilter
{
    /// <summary>Key of the request id in the <see cref="RequestContext"/>.</summary>
    public const string RequestIdKey = "isl.request_id";

    /// <summary>Name of the request id among a log line's properties; ASP.NET Core has a <c>RequestId</c> of its own.</summary>
    public const string LogProperty = "IslRequestId";

    /// <inheritdoc/>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (RequestContext.Get(RequestIdKey) is string requestId)
        {
            using (LogContext.PushProperty(LogProperty, requestId))
            {
                await context.Invoke();
            }
        }
        else
        {
            await context.Invoke();
        }
    }
}
