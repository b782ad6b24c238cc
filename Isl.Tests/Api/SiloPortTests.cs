using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Isl.Grains.Hosting;
using Isl.Grains.Interfaces.Answering;
using Isl.Tests.Operations;
using Isl.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Isl.Tests.Api;

/// <summary>Who reaches a silo's ports, over real sockets: addresses, and TLS with certificates of one authority.</summary>
public sealed class SiloPortTests : IDisposable
{
    /// <summary>Somebody who is let in is in within a second; who is not let in would try for ever.</summary>
    private static readonly TimeSpan Refused = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan LetIn = TimeSpan.FromSeconds(30);
    private static readonly IPAddress OtherAddress = IPAddress.Parse("127.0.0.2");
    private readonly IslApiFactory _api = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("isl-tls-").FullName;
    private readonly int _gateway = ServiceProcess.FreePort();

    public SiloPortTests()
    {
        _api.Settings["ISL_GATEWAY_PORT"] = $"{_gateway}";
        _api.Settings["ISL_SILO_PORT"] = $"{ServiceProcess.FreePort()}";
    }

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _api.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("0.0.0.0", true)]
    public async Task Ports_ListenOnTheAdvertisedAddressAlone_UnlessWidened(string? listen, bool isReached)
    {
        if (listen is not null)
        {
            _api.Settings["ISL_LISTEN_IP"] = listen;
        }

        _ = _api.Services;
        foreach (var port in new[] { _api.Settings["ISL_GATEWAY_PORT"], _api.Settings["ISL_SILO_PORT"] })
        {
            Assert.True(await AcceptsAsync(IPAddress.Loopback, int.Parse(port, System.Globalization.CultureInfo.InvariantCulture)));
            Assert.Equal(isReached, await AcceptsAsync(OtherAddress, int.Parse(port, System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public async Task Tls_LetsInWhoHasACertificateOfTheAuthority_AndNobodyElse()
    {
        using var authority = ClusterCertificates.NewAuthority("ISL test authority");
        using var stranger = ClusterCertificates.NewAuthority("Another authority");
        var ours = ClusterCertificates.Write(_folder, "ours", authority, authority);
        var theirs = ClusterCertificates.Write(_folder, "theirs", stranger, authority); // trusts ours, but is not of it
        foreach (var (name, value) in ours)
        {
            _api.Settings[name] = value;
        }

        _ = _api.Services;

        await CallAsync(Settings(ours), LetIn);
        using var own = X509Certificate2.CreateFromPemFile(ours["ISL_TLS_CERTIFICATE"], ours["ISL_TLS_KEY"]);
        var (known, unknown) = (
            ClusterCertificates.LetsInAsync(_gateway, "ours", own, Test), ClusterCertificates.LetsInAsync(_gateway, "ours", shown: null, Test));
        await Task.WhenAll(new[] { theirs, [] }.Select(files => Assert.ThrowsAnyAsync<Exception>(() => CallAsync(Settings(files), Refused))));
        Assert.True(await known);
        Assert.False(await unknown);
    }

    [Fact]
    public void Tls_HalfSetOrUnreadable_IsSaidAtTheStart()
    {
        using var authority = ClusterCertificates.NewAuthority("ISL test authority");
        var files = ClusterCertificates.Write(_folder, "ours", authority, authority);

        var half = Assert.Throws<InvalidOperationException>(() => Settings(new() { ["ISL_TLS_CERTIFICATE"] = files["ISL_TLS_CERTIFICATE"] }));
        var missing = Assert.Throws<InvalidOperationException>(() => Settings(new(files) { ["ISL_TLS_AUTHORITY"] = "/nowhere.pem" }));
        var keyless = Assert.Throws<InvalidOperationException>(() => Settings(new(files) { ["ISL_TLS_KEY"] = "" }));

        Assert.Contains("belong together", half.Message, StringComparison.Ordinal);
        Assert.Contains("ISL_TLS_AUTHORITY", missing.Message, StringComparison.Ordinal);
        Assert.Contains("ISL_TLS_KEY", keyless.Message, StringComparison.Ordinal);
    }

    private static IslSettings Settings(Dictionary<string, string> values) =>
        IslSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values!).Build());

    private static async Task<bool> AcceptsAsync(IPAddress address, int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address, port, Test);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Calls a grain through the gateway, as an API of a cluster does.</summary>
    private async Task CallAsync(IslSettings settings, TimeSpan patience)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = ("isl", "isl"));
            client.UseStaticClustering(new IPEndPoint(IPAddress.Loopback, _gateway));
            client.AddIslClientCalls(settings);
        });
        using var host = builder.Build();
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Test);
        late.CancelAfter(patience); // else it would go on trying
        await host.StartAsync(late.Token).WaitAsync(patience, Test);
        await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IPulseGrain>(0).Beat().WaitAsync(TimeSpan.FromSeconds(10), Test);
        await host.StopAsync(Test);
    }
}
