using System.Net;
using Isl.Grains.Answering;
using Isl.Grains.Answering.Store;
using Isl.Grains.Grains;
using Isl.Grains.Grains.Cache;
using Isl.Grains.Grains.Jobs;
using Isl.Grains.Grains.Placement;
using Isl.Grains.Grains.Resilience;
using Isl.Grains.Grains.Workers;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Resilience;
using Isl.Grains.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Clustering.Redis;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Persistence;
using Orleans.Providers;
using Orleans.Serialization.Configuration;
using Orleans.Storage;
using StackExchange.Redis;

namespace Isl.Grains.Hosting;

/// <summary>Puts ISL into a host: the same for the embedded silo, a silo of a cluster, and tests.</summary>
public static class IslGrainsExtensions
{
    /// <summary>Kept subjects may take this part of the bytes that answers may take; they are small beside their answers.</summary>
    private const int KeptShare = 8;

    /// <summary>Places of grains that a silo remembers. Slots are made in advance, and the dashboard walks them: the default is a million.</summary>
    private const int DirectoryCacheSize = 50_000;

    /// <summary>What every process needs, silo or client: options, and the monitor that shows circuits and health as metrics.</summary>
    public static IServiceCollection AddIslResilience(this IServiceCollection services) => services.AddIslProcess(ProcessRole.Api);

    private static IServiceCollection AddIslProcess(this IServiceCollection services, ProcessRole role)
    {
        services.AddOptions<ResilienceOptions>().BindConfiguration(ResilienceOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ComputeOptions>().BindConfiguration(ComputeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<CacheOptions>().BindConfiguration(CacheOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<JobOptions>().BindConfiguration(JobOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<DrainOptions>().BindConfiguration(DrainOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<HostOptions>()
            .Configure<IOptions<DrainOptions>>((host, drain) => host.ShutdownTimeout = TimeSpan.FromSeconds(drain.Value.Seconds));
        services.AddSingleton<Drain>();
        services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        services.AddOptions<ClusterTimings>().BindConfiguration(ClusterTimings.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<EngineSettings>();
        services.AddSingleton<CircuitBreakers>();
        services.AddSingleton<ICircuits>(provider => provider.GetRequiredService<CircuitBreakers>());
        services.AddSingleton<HealthCounters>();
        services.AddSingleton<ResilienceMonitor>();
        services.AddHostedService(provider => provider.GetRequiredService<ResilienceMonitor>());
        services.AddSingleton(provider => new FrontHits(
            provider.GetService<CacheFigures>(),
            provider.GetRequiredService<HealthCounters>(),
            provider.GetRequiredService<IGrainFactory>()));
        PrometheusEndpoint.Start(role);
        return services;
    }

    /// <summary>What the grains of a silo need.</summary>
    public static IServiceCollection AddIslGrains(this IServiceCollection services, IslSettings settings)
    {
        services.AddIslProcess(settings.IsCluster ? ProcessRole.Silo : ProcessRole.Embedded);
        services.TryAddSingleton(settings);
        services.AddSingleton<ComputeGate>();
        services.AddSingleton<CacheFigures>();
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<CacheOptions>>().Value;
            return new ResultCache(options.MaxSize, options.MaxBytes);
        });
        services.AddKeyedSingleton(AnswerServices.KeptKey, (provider, _) =>
        {
            var options = provider.GetRequiredService<IOptions<CacheOptions>>().Value;
            return new ResultCache(options.MaxSize, options.MaxBytes / KeptShare);
        });
        services.TryAddSingleton<IComputeFaults, NoFaults>();
        services.AddSingleton<AnswerServices>();
        services.AddWorkers();
        services.AddQueuePlacement();
        services.AddHostedService<CacheMonitor>();
        services.AddHostedService<ComputeMonitor>();
        services.AddHostedService<MemoryTrim>();
        services.AddKeyedSingleton<IControllable, CacheControl>(CacheControl.Name);
        services.AddSingleton<SiloReadiness>();
        if (settings.Redis is { } connection)
        {
            services.AddHostedService<MembershipKeeper>();
            services.AddHostedService<QueueMonitor>();
            if (settings.WarmsUp)
            {
                services.AddSingleton<SiloWarmUp>();
                services.AddHostedService(provider => provider.GetRequiredService<SiloWarmUp>());
            }

            services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(RedisLink.Options(connection)));
            services.AddSingleton<IResultStore>(provider => new RedisResultStore(
                provider.GetRequiredService<IConnectionMultiplexer>(),
                settings.ServiceId,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<RedisResultStore>>()));
        }
        else
        {
            services.AddSingleton<IResultStore, NoResultStore>();
            services.AddSingleton<SmallGraphs>();
            services.AddSingleton<SmallModels>();
            services.AddSingleton<NearAnswers>();
        }

        return services;
    }

    /// <summary>The connection to Redis that membership and grain state share: they wait for a Redis that is not there yet.</summary>
    public static IServiceCollection AddIslRedis(this IServiceCollection services, string connection)
    {
        services.AddSingleton(provider => new RedisLink(
            connection, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RedisLink>>()));
        services.AddOptions<RedisClusteringOptions>()
            .Configure<RedisLink>((options, link) => options.CreateMultiplexer = async _ => (await link.Connected(), true));

        // The web server is started last; beside the others, it can say what they are waiting for.
        services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
        return services;
    }

    /// <summary>Sets up the silo itself: membership, stores, dashboard, time-outs.</summary>
    public static ISiloBuilder UseIsl(this ISiloBuilder silo, IslSettings settings)
    {
        silo.AddIslGrainCalls();
        silo.Configure<GrainDirectoryOptions>(directory => directory.CacheSize = DirectoryCacheSize);
        if (settings.HasDashboard)
        {
            silo.AddDashboard();
        }

        if (settings.HasTraces)
        {
            silo.AddActivityPropagation();
        }
        silo.Services.AddOptions<SubjectLife>().BindConfiguration(SubjectLife.Section).ValidateDataAnnotations().ValidateOnStart();
        silo.Services.AddOptions<GrainCollectionOptions>()
            .Configure<IOptions<SubjectLife>>((collection, life) => life.Value.Set(collection));
        if (settings.Redis is { } connection)
        {
            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, settings.ServiceId));
            silo.Services.AddIslRedis(connection);
            silo.UseRedisClustering(connection);
            silo.AddRedisGrainStorage(StateStore.Name, options =>
            {
                options.ConfigurationOptions = RedisLink.Options(connection);
                options.DeleteStateOnClear = true; // jobs are forgotten one by one, and an empty record each would stay
            });
            silo.Services.AddOptions<RedisStorageOptions>(StateStore.Name)
                .Configure<RedisLink>((options, link) => options.CreateMultiplexer = async _ => (await link.Connected(), true));
            silo.Services.AddOptions<ClusterMembershipOptions>()
                .Configure<IOptions<ClusterTimings>>((membership, timings) => SetMembership(membership, timings.Value));

            // Subjects go where there is least to do, not where their question came in: an API keeps to the gateways that it knew first, so a
            // silo that joins would be asked little.
            silo.Configure<ResourceOptimizedPlacementOptions>(placement => placement.LocalSiloPreferenceMargin = 0);

            // Not on any address of the machine: whoever reaches these ports may call any grain.
            if (settings.AdvertisedIp is { } address)
            {
                silo.ConfigureEndpoints(address, settings.SiloPort, settings.GatewayPort, listenOnAnyHostAddress: false);
            }
            else
            {
                silo.ConfigureEndpoints(settings.SiloPort, settings.GatewayPort, listenOnAnyHostAddress: false);
            }
        }
        else
        {
            silo.UseLocalhostClustering(settings.SiloPort, settings.GatewayPort, null, settings.ServiceId, settings.ClusterId);
            silo.Services.AddKeyedSingleton<IGrainStorage, ProcessStateStorage>(StateStore.Name);
        }

        if (settings.ListenIp is { } listen)
        {
            silo.Configure<EndpointOptions>(endpoints =>
                (endpoints.SiloListeningEndpoint, endpoints.GatewayListeningEndpoint) =
                (new IPEndPoint(listen, settings.SiloPort), new IPEndPoint(listen, settings.GatewayPort)));
        }

        if (settings.Tls is { } certificates)
        {
            silo.UseTls(certificates.Configure);
        }

        return silo;
    }

    /// <summary>
    /// What holds for grain calls on any silo, that of a test included: time-outs that outlive a computation, and the request id in every log line.
    /// </summary>
    public static ISiloBuilder AddIslGrainCalls(this ISiloBuilder silo)
    {
        silo.AddIncomingGrainCallFilter<CallerCallFilter>();
        silo.AddGrainExtension<IProgressExtension, ProgressExtension>();
        silo.Services.Configure<TypeManifestOptions>(types => types.AddAllowedType(typeof(CacheControl))); // named in calls between silos
        silo.Services.AddOptions<SiloMessagingOptions>()
            .Configure<IOptions<ComputeOptions>>((messaging, compute) => SetTimeout(messaging, compute.Value));
        silo.Services.AddOptions<ClientMessagingOptions>()
            .Configure<IOptions<ComputeOptions>>((messaging, compute) => SetTimeout(messaging, compute.Value));
        return silo;
    }

    /// <summary>The same for a process that is only a client.</summary>
    public static IClientBuilder AddIslClientCalls(this IClientBuilder client, IslSettings settings)
    {
        if (settings.Tls is { } certificates)
        {
            client.UseTls(certificates.Configure);
        }

        client
            .Services.AddOptions<ClientMessagingOptions>()
            .Configure<IOptions<ComputeOptions>>((messaging, compute) => SetTimeout(messaging, compute.Value));
        return client;
    }

    private static void SetTimeout(MessagingOptions messaging, ComputeOptions compute)
    {
        messaging.ResponseTimeout = TimeSpan.FromSeconds(compute.RequestTimeoutSeconds + 10);
        messaging.CancelRequestOnTimeout = true;
    }

    private static void SetMembership(ClusterMembershipOptions membership, ClusterTimings timings)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(timings.ProbeSeconds);
        membership.MinProbeTimeout = TimeSpan.FromSeconds(timings.LeastProbeSeconds);
        membership.MaxProbeTimeout = TimeSpan.FromSeconds(timings.MostProbeSeconds);
        membership.NumMissedProbesLimit = timings.MissedProbes;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(timings.TableRefreshSeconds);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(timings.AliveSeconds);
        membership.NumMissedTableIAmAliveLimit = timings.MissedAlive;

        // It holds votes back while a connection lives, and a hung process keeps its connections: it would be asked for another minute.
        membership.EnableConnectionLivenessCheck = false;
    }
}
