using System.Net.Sockets;
using System.Text;

namespace Isl.Tests.Api;

/// <summary>Bodies that come too slowly, over real connections.</summary>
[Collection(TimedTests.Name)]
public sealed class SlowBodyTests : IDisposable
{
    private readonly IslApiFactory _api = new();

    public SlowBodyTests()
    {
        _api.Settings["BodyLimits:GraceSeconds"] = "1.2";
        _api.Settings["BodyLimits:MinBytesPerSecond"] = "1000";
        _api.UseKestrel(0);
        _api.StartServer();
    }

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task BodyThatStops_EndsWith408AsProblem()
    {
        var stop = TestContext.Current.CancellationToken;
        using var connection = new TcpClient();
        await connection.ConnectAsync(_api.ClientOptions.BaseAddress.Host, _api.ClientOptions.BaseAddress.Port, stop);
        await using var stream = connection.GetStream();
        const string head = "POST /api/v1/causal/validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 30000000\r\n\r\n{";

        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), stop);
        using var reader = new StreamReader(stream);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        var response = await reader.ReadToEndAsync(patience.Token);

        Assert.StartsWith("HTTP/1.1 408", response, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", response, StringComparison.Ordinal);
        Assert.Contains("\"error_code\":\"body_too_slow\"", response, StringComparison.Ordinal);
    }
}
