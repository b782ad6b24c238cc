using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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

    /// <summary>The framework adds its middleware by itself, before everything else, unless it is told that it is in the pipeline.</summary>
    private static readonly string[] PutInPlace = ["__AuthenticationMiddlewareSet", "__AuthorizationMiddlewareSet"];

    /// <summary>Registers keys and policies. Whatever is not open to all needs a caller's key, once there are any.</summary>
    public static void AddIslAccess(this IServiceCollection services)
    {
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        services.AddSingleton<KeyRing>();
        services.AddKeyScheme();
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
    /// <remarks>
    /// Where no keys are set, none is given and the endpoint is open, there is nobody to tell and nothing to refuse, and the framework's machinery
    /// (a scope, a handler, a ticket) would allocate more than all else about an answer that is held.
    /// </remarks>
    public static void UseIslAccess(this IApplicationBuilder app)
    {
        var keys = app.ApplicationServices.GetRequiredService<KeyRing>();
        app.UseWhen(context => keys.HasApiKeys || HasKey(context.Request.Headers) || IsGuarded(context.GetEndpoint()), guarded =>
        {
            guarded.UseAuthentication();
            guarded.UseAuthorization();
        });
        Array.ForEach(PutInPlace, mark => app.Properties[mark] = true);
    }

    /// <summary>Opens the dashboard to operators, and to whoever sits at this machine.</summary>
    public static TBuilder ForOperatorsAtTheirBrowser<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(Dashboard).AsBrowserPage().WithOwnScripts();

    /// <summary>Marks what people open in a browser.</summary>
    public static TBuilder AsBrowserPage<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new BrowserPage());

    /// <summary>Whether a request brings a key, right or wrong.</summary>
    public static bool HasKey(IHeaderDictionary headers) => headers.Authorization.Count > 0 || headers.ContainsKey(KeyHandler.KeyHeader);

    /// <summary>The one way to say who asks.</summary>
    /// <remarks>
    /// Without the data protection that cookies need: it would write keys of its own to the user's folder, and load all of XML to read them.
    /// </remarks>
    private static void AddKeyScheme(this IServiceCollection services)
    {
        services.AddAuthenticationCore(authentication => authentication.DefaultScheme = KeyHandler.SchemeName);
        services.AddWebEncoders();
        new AuthenticationBuilder(services).AddScheme<AuthenticationSchemeOptions, KeyHandler>(KeyHandler.SchemeName, null);
    }

    private static bool IsGuarded(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<IAuthorizeData>() is not null;
}
