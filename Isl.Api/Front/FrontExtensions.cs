using Isl.Api.Telemetry;
using Isl.Grains.Hosting.Access;
using Microsoft.Extensions.Options;

namespace Isl.Api.Front;

/// <summary>Puts the front cache into the API.</summary>
public static class FrontExtensions
{
    /// <summary>Registers it.</summary>
    public static void AddIslFront(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<FrontCacheOptions>().BindConfiguration(FrontCacheOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<FrontCache>();
        builder.Services.AddHostedService<FrontSweep>();
    }

    /// <summary>Puts the short way to it before everything else, where nothing else has a say.</summary>
    public static void UseIslFrontLane(this WebApplication app)
    {
        var access = app.Services.GetRequiredService<IOptions<AccessOptions>>().Value;
        var isOpen = !app.Services.GetRequiredService<KeyRing>().HasApiKeys
            && access.RateLimitPerMinute == 0
            && AccessOptions.Split(access.CorsOrigins).Length == 0;
        if (isOpen && app.Services.GetRequiredService<FrontCache>().IsOn)
        {
            app.UseMiddleware<FrontLane>();
        }
    }

    /// <summary>Puts it before the endpoints; who may ask, and how often, must be settled by then.</summary>
    public static void UseIslFront(this WebApplication app)
    {
        app.UseMiddleware<FrontMiddleware>();
        app.UseMiddleware<RequestScopes>(); // from here on somebody reads them
    }

    /// <summary>Lets answers of an endpoint be given from the front cache.</summary>
    /// <param name="route">It answers one question a request, and its answer depends on nothing but the bytes of the body.</param>
    /// <param name="service">Whose health its answers count for.</param>
    public static RouteHandlerBuilder Fronted(this RouteHandlerBuilder route, string service) => route.WithMetadata(new FrontRoute(service));
}
