using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Orleans.Connections.Security;

namespace Isl.Grains.Hosting;

/// <summary>TLS between silos, and between APIs and silos: each side shows a certificate, and takes only those of one authority.</summary>
/// <remarks>
/// Names are not compared: silos come and go with their addresses, and whoever holds a certificate of this authority belongs to the cluster. So
/// the authority must be one that signs for nothing else.
/// </remarks>
public sealed class ClusterTls
{
    private readonly X509Certificate2 _own;
    private readonly X509Certificate2Collection _authority;

    private ClusterTls(X509Certificate2 own, X509Certificate2Collection authority) => (_own, _authority) = (own, authority);

    /// <summary>
    /// Reads <c>ISL_TLS_CERTIFICATE</c>, <c>ISL_TLS_KEY</c>, <c>ISL_TLS_PASSWORD</c> and <c>ISL_TLS_AUTHORITY</c>; null where TLS is not set.
    /// </summary>
    /// <exception cref="InvalidOperationException">A file is missing or is not what it should be; the message names the variable.</exception>
    public static ClusterTls? Read(IConfiguration configuration)
    {
        var (certificate, authority) = (configuration["ISL_TLS_CERTIFICATE"], configuration["ISL_TLS_AUTHORITY"]);
        if (certificate is not { Length: > 0 } && authority is not { Length: > 0 })
        {
            return null;
        }

        if (certificate is not { Length: > 0 } || authority is not { Length: > 0 })
        {
            throw new InvalidOperationException("ISL_TLS_CERTIFICATE and ISL_TLS_AUTHORITY belong together: set both, or neither for no TLS.");
        }

        var (key, password) = (configuration["ISL_TLS_KEY"], configuration["ISL_TLS_PASSWORD"]);
        var own = Load("ISL_TLS_CERTIFICATE", certificate, path => LoadOwn(path, key, password));
        return own.HasPrivateKey
            ? new ClusterTls(own, Load("ISL_TLS_AUTHORITY", authority, LoadAuthority))
            : throw new InvalidOperationException(
                $"ISL_TLS_CERTIFICATE is '{certificate}', which holds no private key; name its file in ISL_TLS_KEY.");
    }

    /// <summary>Sets up one side of a connection.</summary>
    internal void Configure(TlsOptions tls)
    {
        tls.LocalCertificate = _own;
        tls.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.RemoteCertificateValidation = (certificate, chain, _) => certificate is not null && IsOfTheCluster(certificate, chain);
        tls.OnAuthenticateAsClient = (_, client) => client.TargetHost = "isl"; // some name must be sent
    }

    /// <summary>Was a certificate signed by the cluster's authority, and is it valid today?</summary>
    private bool IsOfTheCluster(X509Certificate2 certificate, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return chain.Build(certificate);
    }

    private static X509Certificate2 LoadOwn(string path, string? key, string? password) =>
        X509Certificate2.GetCertContentType(path) == X509ContentType.Pfx ? X509CertificateLoader.LoadPkcs12FromFile(path, password)
        : key is not { Length: > 0 } ? X509CertificateLoader.LoadCertificateFromFile(path)
        : password is { Length: > 0 } ? X509Certificate2.CreateFromEncryptedPemFile(path, password, key)
        : X509Certificate2.CreateFromPemFile(path, key);

    private static X509Certificate2Collection LoadAuthority(string path)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(path);
        return certificates.Count > 0 ? certificates : throw new CryptographicException("The file holds no certificate in PEM form.");
    }

    private static T Load<T>(string variable, string path, Func<string, T> load)
    {
        try
        {
            return load(path);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"{variable} is '{path}', which cannot be read: {e.Message}", e);
        }
    }
}
