using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Isl.Tests.Support;

/// <summary>Certificates of authorities made for a test, as files, with the settings that name them.</summary>
internal static class ClusterCertificates
{
    /// <summary>An authority of its own.</summary>
    public static X509Certificate2 NewAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    /// <summary>Writes a certificate signed by one authority, its key, and the authority that is trusted.</summary>
    public static Dictionary<string, string> Write(string folder, string name, X509Certificate2 signer, X509Certificate2 trusted)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var signed = request.Create(signer, signer.NotBefore, signer.NotAfter, [1, 2, 3]);
        var files = new Dictionary<string, string>
        {
            ["ISL_TLS_CERTIFICATE"] = Path.Combine(folder, $"{name}.pem"),
            ["ISL_TLS_KEY"] = Path.Combine(folder, $"{name}.key"),
            ["ISL_TLS_AUTHORITY"] = Path.Combine(folder, $"{name}.authority.pem"),
        };
        File.WriteAllText(files["ISL_TLS_CERTIFICATE"], signed.ExportCertificatePem());
        File.WriteAllText(files["ISL_TLS_KEY"], key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(files["ISL_TLS_AUTHORITY"], trusted.ExportCertificatePem());
        return files;
    }

    /// <summary>Does a port of the loopback show a certificate of this name, and let in who shows this one?</summary>
    public static async Task<bool> LetsInAsync(int port, string name, X509Certificate2? shown, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        await using var tls = new SslStream(client.GetStream(), false, (_, theirs, _, _) => theirs?.Subject == $"CN={name}");
        try
        {
            X509CertificateCollection own = shown is null ? [] : [shown];
            var options = new SslClientAuthenticationOptions { TargetHost = "isl", ClientCertificates = own };
            await tls.AuthenticateAsClientAsync(options, cancellationToken);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(5));
            return await tls.ReadAsync(new byte[1], patience.Token) > 0; // a refusal comes after the handshake of TLS 1.3
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return true; // it is let in, and the silo waits for its first words
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            return false;
        }
    }
}
