namespace Isl.Api.Telemetry;

/// <summary>Gives every request an id: the caller's <c>X-Request-Id</c> where it is usable, else a new one; echoed in the response.</summary>
public sealed class RequestIds(RequestDelegate next, TimeProvider time)
{
    private const int MaxLength = 128;

    /// <summary>The middleware.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        Identify(context, time);
        return next(context);
    }

    /// <summary>Gives one its id.</summary>
    internal static void Identify(HttpContext context, TimeProvider time)
    {
        var given = context.Request.Headers[RequestFacts.IdHeader];
        context.TraceIdentifier = given.Count == 1 && IsUsable(given[0]!) ? given[0]! : RequestIdSource.Next(time.GetUtcNow());
        RequestFacts.SetId(context);
    }

    /// <summary>Printable ASCII without spaces, so that it can stand in a header and a log line as it is.</summary>
    private static bool IsUsable(string id) => id.Length is > 0 and <= MaxLength && !id.AsSpan().ContainsAnyExceptInRange('!', '~');
}
