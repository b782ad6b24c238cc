using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Isl.Grains.Hosting.Access;

/// <summary>Keys and what they are good for, the same in every process with HTTP.</summary>
public static class AccessExtensions
{
    /// <summary>Policy of operator actions.</summary>
    public const string Admin = "admin";

    /// <summary>Policy of the dashboard and its data.</summary>
    public const string Dashboard = "dashboard";

    /// <summary>Registers keys and policies. Whatever is not open to all needs a caller's key, once there are any.</summary>
    public static void AddIslAccess(this IServiceCollection services)
    {
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        services.AddSingleton<KeyRing>();
        services.AddAuthentication(KeyHandler.SchemeName).AddScheme<AuthenticationSchemeOptions, KeyHandler>(KeyHandler.SchemeName, null);
        services.AddAuthorization();
        services.AddSingleton<IAuthorizationHandler, AdminHandler>();
        services.AddOptions<AuthorizationOptions>().Configure<KeyRing>((authorization, keys) =>
        {
            authorization.AddPolicy(Admin, policy => policy.AddRequirements(new AdminRequirement(LocalWillDo: false)));
            authorization.AddPolicy(Dashboard, policy => policy.AddRequirements(new AdminRequirement(LocalWillDo: true)));
            authorization.FallbackPolicy = keys.HasApiKeys ? new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build() : null;
        });
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<AccessOptions>>((forwarded, access) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var proxy in AccessOptions.Split(access.Value.TrustedProxies))
            {
                if (AccessOptions.TryReadNetwork(proxy, out var network))
                {
                    forwarded.KnownIPNetworks.Add(network);
                }
            }
        });
    }

    /// <summary>Tells who asks, and refuses who may not; runs behind routing.</summary>
    public static void UseIslAccess(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
    }

    /// <summary>Opens the dashboard to operators, and to whoever sits at this machine.</summary>
    public static TBuilder ForOperatorsAtTheirBrowser<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(Dashboard).AsBrowserPage().WithOwnScripts();

    /// <summary>Marks what people open in a browser.</summary>
    public static TBuilder AsBrowserPage<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new BrowserPage());
}
