using Isl.Grains.Hosting;
using Orleans.Configuration;
using Orleans.Dashboard;

namespace Isl.Api.Cluster;

/// <summary>Connects the API to its grains: a silo in this process, or the silos of a cluster.</summary>
public static class ClusterExtensions
{
    private static readonly TimeSpan ConnectionRetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>Embeds a silo unless <c>REDIS_CONNECTION</c> points at a cluster.</summary>
    public static void AddIslCluster(this WebApplicationBuilder builder, IslSettings settings)
    {
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<GrainCallPolicy>();
        builder.Services.AddSingleton<GrainCalls>();
        if (!settings.IsCluster)
        {
            // Registered after the silo, its services stop before it.
            builder.UseOrleans(silo => silo.UseIsl(settings));
            builder.Services.AddIslGrains(settings);
            return;
        }

        builder.Services.AddIslResilience();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, settings.ServiceId));
            client.UseRedisClustering(settings.Redis!);
            client.AddActivityPropagation();
            client.AddDashboard();
            client.AddIslClientCalls();
            client.UseConnectionRetryFilter(async (_, cancellationToken) =>
            {
                await Task.Delay(ConnectionRetryDelay, cancellationToken);
                return true;
            });
        });
    }
}
