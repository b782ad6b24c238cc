using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Isl.Client;

/// <summary>Registers the client.</summary>
public static class IslClientExtensions
{
    /// <summary>Adds <see cref="IslClient"/>, which asks again what was refused for a while.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configure">Sets the address and the key.</param>
    /// <returns>The builder of its HTTP client, for further handlers.</returns>
    public static IHttpClientBuilder AddIslClient(this IServiceCollection services, Action<IslClientOptions>? configure = null)
    {
        var options = services.AddOptions<IslClientOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        return services
            .AddHttpClient<IslClient>((provider, http) => IslClient.Prepare(http, OptionsOf(provider)))
            .AddHttpMessageHandler(provider => new RetryHandler(OptionsOf(provider), TimeProvider.System));
    }

    private static IslClientOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<IslClientOptions>>().Value;
}
