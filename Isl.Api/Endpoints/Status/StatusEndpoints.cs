using Isl.Grains.Hosting.Access;

namespace Isl.Api.Endpoints.Status;

/// <summary>A page for those without Grafana.</summary>
public static class StatusEndpoints
{
    private const string Page = "Isl.Api.Endpoints.Status.status.html";

    private static readonly byte[] Html = Read();

    /// <summary>Maps <c>GET /status</c>.</summary>
    public static RouteHandlerBuilder MapStatus(this IEndpointRouteBuilder app) =>
        app.MapGet("/status", GetStatus)
            .WithTags("Operations")
            .WithName("status")
            .WithSummary("Health, circuits, cache, latency and silos as a page")
            .AsBrowserPage()
            .WithInlineScripts()
            .Produces<string>(StatusCodes.Status200OK, "text/html");

    /// <summary>The page; it reads health, services, circuits, cache figures and metrics from their own addresses.</summary>
    public static IResult GetStatus(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(Html, "text/html; charset=utf-8");
    }

    private static byte[] Read()
    {
        using var stream = typeof(StatusEndpoints).Assembly.GetManifestResourceStream(Page)
            ?? throw new InvalidOperationException($"{Page} is not in the assembly.");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
