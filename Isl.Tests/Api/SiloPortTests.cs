using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Isl.Grains.Hosting;
using Isl.Grains.Interfaces.Answering;
using Isl.Tests.Operations;
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
        using var authority = NewAuthority("ISL test authority");
        using var stranger = NewAuthority("Another authority");
        var ours = Write("ours", authority, authority);
        var theirs = Write("theirs", stranger, authority); // trusts ours, but is not of it
        foreach (var (name, value) in ours)
        {
            _api.Settings[name] = value;
        }

        _ = _api.Services;

        await CallAsync(Settings(ours), LetIn);
        await Assert.ThrowsAnyAsync<Exception>(() => CallAsync(Settings(theirs), Refused));
        await Assert.ThrowsAnyAsync<Exception>(() => CallAsync(Settings([]), Refused));
        Assert.False(await ShakesHandsAsync(withCertificate: null));
        using var own = X509Certificate2.CreateFromPemFile(ours["ISL_TLS_CERTIFICATE"], ours["ISL_TLS_KEY"]);
        Assert.True(await ShakesHandsAsync(own));
    }

    [Fact]
    public void Tls_HalfSetOrUnreadable_IsSaidAtTheStart()
    {
        using var authority = NewAuthority("ISL test authority");
        var files = Write("ours", authority, authority);

        var half = Assert.Throws<InvalidOperationException>(() => Settings(new() { ["ISL_TLS_CERTIFICATE"] = files["ISL_TLS_CERTIFICATE"] }));
        var missing = Assert.Throws<InvalidOperationException>(() => Settings(new(files) { ["ISL_TLS_AUTHORITY"] = "/nowhere.pem" }));
        var keyless = Assert.Throws<InvalidOperationException>(() => Settings(new(files) { ["ISL_TLS_KEY"] = "" }));

        Assert.Contains("belong together", half.Message, StringComparison.Ordinal);
        Assert.Contains("ISL_TLS_AUTHORITY", missing.Message, StringComparison.Ordinal);
        Assert.Contains("ISL_TLS_KEY", keyless.Message, StringComparison.Ordinal);
    }

    private static IslSettings Settings(Dictionary<string, string> values) =>
        IslSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values!).Build());

    private static X509Certificate2 NewAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

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

    /// <summary>Writes a certificate signed by one authority, its key, and the authority that is trusted.</summary>
    private Dictionary<string, string> Write(string name, X509Certificate2 signer, X509Certificate2 trusted)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var signed = request.Create(signer, signer.NotBefore, signer.NotAfter, [1, 2, 3]);
        var files = new Dictionary<string, string>
        {
            ["ISL_TLS_CERTIFICATE"] = Path.Combine(_folder, $"{name}.pem"),
            ["ISL_TLS_KEY"] = Path.Combine(_folder, $"{name}.key"),
            ["ISL_TLS_AUTHORITY"] = Path.Combine(_folder, $"{name}.authority.pem"),
        };
        File.WriteAllText(files["ISL_TLS_CERTIFICATE"], signed.ExportCertificatePem());
        File.WriteAllText(files["ISL_TLS_KEY"], key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(files["ISL_TLS_AUTHORITY"], trusted.ExportCertificatePem());
        return files;
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
        await host.StartAsync(Test).WaitAsync(patience, Test);
        await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IPulseGrain>(0).Beat().WaitAsync(TimeSpan.FromSeconds(10), Test);
        await host.StopAsync(Test);
    }

    private async Task<bool> ShakesHandsAsync(X509Certificate2? withCertificate)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _gateway, Test);
        await using var tls = new SslStream(client.GetStream(), false, (_, shown, _, _) => shown?.Subject == "CN=ours");
        try
        {
            X509CertificateCollection shown = withCertificate is null ? [] : [withCertificate];
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "isl", ClientCertificates = shown }, Test);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Test);
            patience.CancelAfter(TimeSpan.FromSeconds(5));
            return await tls.ReadAsync(new byte[1], patience.Token) > 0; // a refusal comes after the handshake of TLS 1.3
        }
        catch (OperationCanceledException) when (!Test.IsCancellationRequested)
        {
            return true; // it is let in, and the silo waits for its first words
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            return false;
        }
    }
}
