using Isl.Grains.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Dashboard;

namespace Isl.Api.Cluster;

/// <summary>Connects the API to its grains: a silo in this process, or the silos of a cluster.</summary>
public static class ClusterExtensions
{
    /// <summary>What can be asked before the cluster is joined: nothing of it needs a grain.</summary>
    private static readonly string[] OpenPaths =
        ["/health/live", "/livez", "/v2/health", "/health/ready", "/readyz", "/metrics", "/docs", "/openapi"];

    /// <summary>Embeds a silo unless <c>REDIS_CONNECTION</c> points at a cluster.</summary>
    public static void AddIslCluster(this WebApplicationBuilder builder, IslSettings settings)
    {
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<GrainCallPolicy>();
        builder.Services.AddSingleton<GrainCalls>();
        builder.Services.AddSingleton<ClusterConnection>();
        builder.Services.AddSingleton<ApiReadiness>();
        builder.Services.AddSingleton<ClusterView>();
        if (settings.WarmsUp)
        {
            builder.Services.AddSingleton<ApiWarmUp>();
            builder.Services.AddHostedService(services => services.GetRequiredService<ApiWarmUp>());
        }

        if (settings.Redis is not { } redis)
        {
            // Registered after the silo, its services stop before it.
            builder.UseOrleans(silo => silo.UseIsl(settings));
            builder.Services.AddIslGrains(settings);
            return;
        }

        builder.Services.AddIslResilience();
        builder.Services.AddIslRedis(redis);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, settings.ServiceId));
            client.UseRedisClustering(redis);
            if (settings.HasTraces)
            {
                client.AddActivityPropagation();
            }

            if (settings.HasDashboard)
            {
                client.AddDashboard();
            }

            client.AddIslClientCalls(settings);
            client.AddGatewayCountChangedHandler(services => services.GetRequiredService<ClusterConnection>().OnGatewayCountChanged);
            client.Services.AddSingleton<IClientConnectionRetryFilter>(services => services.GetRequiredService<ClusterConnection>());
            client.Services.AddOptions<GatewayOptions>().Configure<IOptions<ClusterTimings>>((gateways, timings) =>
                gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(timings.Value.GatewayRefreshSeconds));
            SteadyGateways.Decorate(client.Services);
        });
    }

    /// <summary>Until the cluster is joined, answers whatever needs it with 503 and the reason.</summary>
    /// <remarks>A call would not even be refused before that.</remarks>
    public static void UseIslCluster(this WebApplication app)
    {
        var connection = app.Services.GetRequiredService<ClusterConnection>();
        app.Use((context, next) =>
            connection.HasJoined || Array.Exists(OpenPaths, path => context.Request.Path.StartsWithSegments(path))
                ? next(context)
                : throw new SiloUnavailableException(connection.Trouble ?? "The cluster is being joined."));
    }
}
