using Isl.Tests.Api;

namespace Isl.Tests.Support;

/// <summary>The service on a port of its own, for clients outside this process.</summary>
public sealed class ListeningService : IDisposable
{
    private readonly IslApiFactory _factory = new();

    public ListeningService()
    {
        _factory.UseKestrel(0);
        _factory.StartServer();
    }

    /// <summary>Where it listens, such as <c>127.0.0.1:41234</c>.</summary>
    public string Authority => _factory.ClientOptions.BaseAddress.Authority.Replace("localhost", "127.0.0.1", StringComparison.Ordinal);

    public void Dispose() => _factory.Dispose();
}
