using Isl.Grains.Hosting.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Isl.Api.Access;

/// <summary>Keys, limits for each caller, and browsers of other origins.</summary>
public static class AccessApiExtensions
{
    /// <summary>A browser need not ask again for so long whether it may ask.</summary>
    private static readonly TimeSpan PreflightAge = TimeSpan.FromHours(1);

    /// <summary>Registers keys with their answers, limits and origins.</summary>
    public static void AddIslApiAccess(this IServiceCollection services)
    {
        services.AddIslAccess();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessResults>();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>()
            .Configure<IOptions<AccessOptions>>((limiter, access) => CallerLimits.Configure(limiter, access.Value));
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<AccessOptions>>((cors, access) => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(AccessOptions.Split(access.Value.CorsOrigins))
            .WithMethods("GET", "POST", "DELETE")
            .WithHeaders("Authorization", "Content-Type", "If-None-Match", "Prefer", "X-API-Key", "X-Request-Id")
            .WithExposedHeaders(
                "ETag", "Location", "Preference-Applied", "Retry-After", "Server-Timing", "X-Isl-Cache", "X-Isl-Result-Id", "X-Request-Id")
            .SetPreflightMaxAge(PreflightAge)));
    }

    /// <summary>Puts them into the pipeline: origins first, for a browser's preflight carries no key; limits last, for they know the key.</summary>
    public static void UseIslApiAccess(this WebApplication app)
    {
        var access = app.Services.GetRequiredService<IOptions<AccessOptions>>().Value;
        if (AccessOptions.Split(access.CorsOrigins).Length > 0)
        {
            app.UseCors();
        }

        app.UseIslAccess();
        if (access.RateLimitPerMinute > 0)
        {
            app.UseRateLimiter();
        }
    }

    /// <summary>Tells the grains who asks; what is answered without a grain is behind it.</summary>
    public static void UseIslCallers(this WebApplication app) => app.UseMiddleware<CallerScopes>();

    /// <summary>A group of endpoints that answer questions: each caller may ask so many a minute.</summary>
    public static RouteGroupBuilder MapQuestions(this WebApplication app) => app.MapGroup("").RequireRateLimiting(CallerLimits.Policy);
}
