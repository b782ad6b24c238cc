using System.Net;
using System.Text;
using Isl.Tests.Api;

namespace Isl.Tests.Operations;

/// <summary>The instruments that <c>/metrics</c> shows leave by OTLP too, and no others.</summary>
public sealed class OtlpTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Metrics_WhereOtlpIsOn_LeaveUnderTheSameNames()
    {
        var port = ServiceProcess.FreePort();
        using var collector = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
        collector.Start();
        await using var service = await ServiceProcess.StartAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://127.0.0.1:{port}"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "500"));
        await service.PostAsync(Requests.Validate, Requests.Confounded);

        var sent = await ReceiveAsync(collector, text => text.Contains("isl_compute_duration_seconds", StringComparison.Ordinal));

        Assert.Contains("http_requests_total", sent, StringComparison.Ordinal);
        Assert.Contains("isl_circuit_breaker_state", sent, StringComparison.Ordinal);
        Assert.Contains("orleans-catalog-activations", sent, StringComparison.Ordinal);
        Assert.Contains("dotnet.gc.collections", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("orleans-directory-cache-size", sent, StringComparison.Ordinal);
    }

    /// <summary>The first export of metrics that has what is waited for; its strings are readable in the protobuf.</summary>
    private static async Task<string> ReceiveAsync(HttpListener collector, Func<string, bool> isIt)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(Patience);
        while (true)
        {
            var context = await collector.GetContextAsync().WaitAsync(late.Token);
            using var reader = new StreamReader(context.Request.InputStream, Encoding.Latin1);
            var text = await reader.ReadToEndAsync(late.Token);
            context.Response.Close();
            if (context.Request.Url!.AbsolutePath == "/v1/metrics" && isIt(text))
            {
                return text;
            }
        }
    }
}
