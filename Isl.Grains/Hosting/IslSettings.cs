using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace Isl.Grains.Hosting;

/// <summary>Where a process finds its cluster and what it is called there; read from the environment, see the runbook.</summary>
/// <param name="Redis">Redis connection string; null runs everything in this one process, in memory.</param>
/// <param name="ClusterId">Name of this deployment (<c>ISL_CLUSTER_ID</c>).</param>
/// <param name="ServiceId">Stable name of the service, prefix of its Redis keys (<c>ISL_SERVICE_ID</c>).</param>
/// <param name="SiloPort">Port for other silos (<c>ISL_SILO_PORT</c>).</param>
/// <param name="GatewayPort">Port for clients (<c>ISL_GATEWAY_PORT</c>).</param>
/// <param name="AdvertisedIp">Address others reach this silo at (<c>ISL_ADVERTISED_IP</c>); null means this machine's.</param>
public sealed record IslSettings(string? Redis, string ClusterId, string ServiceId, int SiloPort, int GatewayPort, IPAddress? AdvertisedIp)
{
    /// <summary>Says where traces go; without it there are none, and nothing is spent on them.</summary>
    internal const string TracesVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const int DefaultSiloPort = 11111;
    private const int DefaultGatewayPort = 30000;

    /// <summary>The environment's names for settings that live in option sections.</summary>
    private static readonly (string Variable, string Key)[] OptionVariables =
    [
        ("CACHE_MAX_SIZE", "Cache:MaxSize"),
        ("CACHE_TTL", "Cache:TimeToLiveSeconds"),
        ("ISL_ADMIN_KEYS", "Access:AdminKeys"),
        ("ISL_API_KEYS", "Access:ApiKeys"),
        ("ISL_COMPUTE_SLOTS", "Compute:Slots"),
        ("ISL_DRAIN_SECONDS", "Drain:Seconds"),
        ("ISL_CORS_ORIGINS", "Access:CorsOrigins"),
        ("ISL_TRUSTED_PROXIES", "Access:TrustedProxies"),
        ("RATE_LIMIT_PER_MINUTE", "Access:RateLimitPerMinute"),
        ("REQUEST_TIMEOUT_SECONDS", "Compute:RequestTimeoutSeconds"),
    ];

    /// <summary>Whether calls carry what traces need.</summary>
    public bool HasTraces { get; init; }

    /// <summary>Whether silos keep the figures of the dashboard (<c>ISL_DASHBOARD</c>; <c>off</c> switches it off).</summary>
    public bool HasDashboard { get; init; } = true;

    /// <summary>
    /// Whether a process that has started asks itself questions of every kind, so that nobody else waits for code to be compiled
    /// (<c>ISL_WARM_UP</c>: in a cluster unless it is <c>off</c>, embedded where it is <c>on</c>, for the code then holds some 60 MB).
    /// </summary>
    public bool WarmsUp { get; init; }

    /// <summary>Address that a silo's ports listen on (<c>ISL_LISTEN_IP</c>), such as <c>0.0.0.0</c>; null means the advertised one alone.</summary>
    public IPAddress? ListenIp { get; init; }

    /// <summary>TLS between the processes of a cluster; null where it is not set.</summary>
    public ClusterTls? Tls { get; init; }

    /// <summary>True when silos and APIs are processes of their own that meet in Redis.</summary>
    public bool IsCluster => Redis is not null;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">A port or address is not one; the message names the variable.</exception>
    public static IslSettings Read(IConfiguration configuration)
    {
        var redis = configuration["REDIS_CONNECTION"] is { Length: > 0 } connection ? connection : null;
        return new IslSettings(
            redis,
            configuration["ISL_CLUSTER_ID"] ?? "isl",
            configuration["ISL_SERVICE_ID"] ?? "isl",
            Port(configuration, "ISL_SILO_PORT", DefaultSiloPort, redis is null),
            Port(configuration, "ISL_GATEWAY_PORT", DefaultGatewayPort, redis is null),
            Address(configuration, "ISL_ADVERTISED_IP"))
        {
            HasTraces = configuration[TracesVariable] is { Length: > 0 },
            HasDashboard = IsOn(configuration, "ISL_DASHBOARD", usual: true),
            WarmsUp = IsOn(configuration, "ISL_WARM_UP", usual: redis is not null),
            ListenIp = Address(configuration, "ISL_LISTEN_IP"),
            Tls = ClusterTls.Read(configuration),
        };
    }

    private static bool IsOn(IConfiguration configuration, string variable, bool usual) => configuration[variable]?.ToUpperInvariant() switch
    {
        null or "" => usual,
        "ON" => true,
        "OFF" => false,
        var other => throw new InvalidOperationException($"{variable} is '{other}'; it takes on or off."),
    };

    /// <summary>Lets the environment's short names set options: <c>CACHE_MAX_SIZE</c> is <c>Cache:MaxSize</c>, and so on.</summary>
    public static void AddShortNames(IConfigurationManager configuration) =>
        configuration.AddInMemoryCollection(OptionVariables
            .Select(name => KeyValuePair.Create(name.Key, configuration[name.Variable]))
            .Where(pair => !string.IsNullOrEmpty(pair.Value)));

    private static IPAddress? Address(IConfiguration configuration, string variable) =>
        configuration[variable] is not { Length: > 0 } text ? null
        : IPAddress.TryParse(text, out var address) ? address
        : throw new InvalidOperationException($"{variable} is '{text}', which is not an IP address.");

    /// <summary>An embedded silo talks to nobody, so where its usual port is taken any free one will do.</summary>
    private static int Port(IConfiguration configuration, string variable, int usual, bool anyWillDo)
    {
        if (configuration[variable] is { Length: > 0 } text)
        {
            return int.TryParse(text, out var port) && port is > 0 and < 65_536
                ? port
                : throw new InvalidOperationException($"{variable} is '{text}', which is not a port from 1 to 65535.");
        }

        return anyWillDo && !IsFree(usual) ? FreePort() : usual;
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
