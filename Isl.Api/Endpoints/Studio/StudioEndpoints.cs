using Isl.Grains.Hosting;
using Isl.Grains.Hosting.Access;
using Microsoft.Net.Http.Headers;

namespace Isl.Api.Endpoints.Studio;

/// <summary>The front door: a page to think in for browsers, and for programs an index of what is where.</summary>
public static class StudioEndpoints
{
    private const string Folder = "Isl.Api.wwwroot.studio.";

    private static readonly StudioFile Page = new(Folder + "index.html", "text/html; charset=utf-8");

    private static readonly (string Name, string ContentType)[] Parts =
    [
        ("studio.js", "text/javascript; charset=utf-8"),
        ("studio.css", "text/css; charset=utf-8"),
        ("icon.svg", "image/svg+xml; charset=utf-8"),
        ("sachs.csv", "text/csv; charset=utf-8"),
    ];

    private static readonly ServiceIndex Index = new(
        "ISL, the Inference Service Layer",
        Build.Version,
        [
            new("/docs", "Interactive documentation"),
            new("/openapi/v1.json", "OpenAPI 3.1"),
            new("/health", "Health"),
            new("/status", "Health, circuits, cache, latency and silos as a page"),
            new("/dashboard", "Orleans dashboard"),
            new("/metrics", "Metrics for Prometheus"),
        ]);

    /// <summary>Maps <c>GET /</c> and the files of its page.</summary>
    public static void MapStudio(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", Open).ExcludeFromDescription().AllowAnonymous().WithOwnFiles();
        foreach (var (name, contentType) in Parts)
        {
            var file = new StudioFile(Folder + name, contentType);
            app.MapGet("/studio/" + name, file.Get).ExcludeFromDescription().AllowAnonymous().WithOwnFiles();
        }
    }

    private static IResult Open(HttpContext context)
    {
        if (!WantsJson(context.Request.Headers.Accept.ToString()))
        {
            return Page.Get(context);
        }

        context.Response.Headers.Vary = "Accept";
        return TypedResults.Ok(Index);
    }

    /// <summary>Whoever names JSON and not HTML is a program; a browser names HTML, and who names nothing gets the page.</summary>
    private static bool WantsJson(string accepted) =>
        MediaTypeHeaderValue.TryParseList([accepted], out var list)
        && list.Any(one => one.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        && !list.Any(one => one.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    private sealed record ServiceIndex(string Name, string Version, IReadOnlyList<Link> Links);

    private sealed record Link(string Href, string Title);
}
