namespace Isl.Api.Telemetry;

/// <summary>Counts, times and logs every request under its route template. Runs behind routing and around everything else.</summary>
public sealed class RequestTelemetry(RequestDelegate next, RequestTally tally)
{
    private const string Unmatched = "unmatched";

    static RequestTelemetry() => RequestTally.ShowNone(Unmatched);

    /// <summary>The middleware.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? Unmatched;
        return tally.Tell(context, endpoint, static (context, next) => next(context), next);
    }
}
