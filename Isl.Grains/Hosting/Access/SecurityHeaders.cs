using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Isl.Grains.Hosting.Access;

/// <summary>Headers that keep browsers from doing more with an answer than it is for.</summary>
public static class SecurityHeaders
{
    /// <summary>No page may load, frame or send anything but what it adds to this.</summary>
    private const string Nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>A page with its own scripts, styles and fonts, which asks this service only.</summary>
    private const string Own = Nothing + "; connect-src 'self'; font-src 'self' data:; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'";

    /// <summary>Sets them on every answer, errors included.</summary>
    public static void UseIslSecurityHeaders(this IApplicationBuilder app) =>
        app.Use((context, next) =>
        {
            context.Response.OnStarting(static state => SetLast((HttpContext)state), context); // last: the exception handler clears headers
            return next(context);
        });

    /// <summary>Lets a drawing bring its own style sheet, which matters where it is opened by itself.</summary>
    public static TBuilder WithInlineStyles<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new PagePolicy(Nothing + "; style-src 'unsafe-inline'"));

    /// <summary>Lets a page use files of this service alone: nothing that stands in the page itself, neither script nor style.</summary>
    public static TBuilder WithOwnFiles<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(
            new PagePolicy(Nothing + "; connect-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'"));

    /// <summary>Lets a page run scripts from files of this service.</summary>
    public static TBuilder WithOwnScripts<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new PagePolicy(Own + "; script-src 'self'"));

    /// <summary>Lets a page run scripts from files of this service, and those that stand in it; for pages that show nothing a caller sent.</summary>
    public static TBuilder WithInlineScripts<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new PagePolicy(Own + "; script-src 'self' 'unsafe-inline'"));

    /// <summary>Puts them onto an answer that is about to be sent.</summary>
    public static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = context.GetEndpoint()?.Metadata.GetMetadata<PagePolicy>()?.Csp ?? Nothing;
    }

    private static Task SetLast(HttpContext context)
    {
        Set(context);
        return Task.CompletedTask;
    }

    private sealed record PagePolicy(string Csp);
}
