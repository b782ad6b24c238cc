using Isl.Grains.Interfaces.Resilience;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Isl.Tests.Support;

/// <summary>An Orleans client of a cluster of processes, for what no endpoint shows.</summary>
internal sealed class ClusterClient : IAsyncDisposable
{
    private readonly IHost _host;

    private ClusterClient(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<ClusterClient> ConnectAsync(LocalCluster cluster)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("isl", "isl"));
            client.UseRedisClustering($"127.0.0.1:{cluster.Status.Redis.Port}");
        });
        var host = builder.Build();
        await host.StartAsync();
        return new ClusterClient(host);
    }

    /// <summary>The number of the silo that holds a circuit's breaker.</summary>
    public async Task<int> SiloOfBreakerAsync(LocalCluster cluster, string circuit)
    {
        var breaker = Grains.GetGrain<ICircuitBreakerGrain>(circuit);
        await breaker.GetSnapshot();
        var silo = await Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(breaker);
        return cluster.SiloAt(silo!.Endpoint.Port);
    }

    /// <summary>Opens a circuit by reporting failures.</summary>
    public async Task OpenAsync(string circuit)
    {
        var breaker = Grains.GetGrain<ICircuitBreakerGrain>(circuit);
        for (var i = 0; (await breaker.GetSnapshot()).State != CircuitState.Open && i < 20; i++)
        {
            await breaker.Report(CircuitPermit.Plain, CallOutcome.Failure, "a test");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
