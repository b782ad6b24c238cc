using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Isl.Tests.Api;

namespace Isl.Tests.Operations;

/// <summary>Traces and log lines leave by OTLP, and the instruments that <c>/metrics</c> shows, and no others.</summary>
public sealed partial class OtlpTests
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

    [Fact]
    public async Task Trace_OfADiscovery_HoldsRequestSubjectWorkerAndComputation()
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var port = ServiceProcess.FreePort();
        using var collector = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
        collector.Start();
        await using var service = await ServiceProcess.StartAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://127.0.0.1:{port}"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "200"),
            ("OTEL_BLRP_SCHEDULE_DELAY", "200"));
        service.Client.DefaultRequestHeaders.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");
        service.Client.DefaultRequestHeaders.Add("X-Request-Id", "traced-request");
        var marker = Encoding.Latin1.GetString(Convert.FromHexString(Trace));
        await service.PostAsync(Requests.Discover, Requests.Discovery(1));

        string[] wanted = ["POST /api/v1/causal/discover", "IDatasetGrain/", "INotearsWorkerGrain/Fit", "compute"];
        var seen = new HashSet<string>();
        var log = "";
        var begin = Stopwatch.StartNew();
        while (!wanted.All(name => seen.Any(span => span.StartsWith(name, StringComparison.Ordinal))) || log.Length == 0)
        {
            Assert.True(begin.Elapsed < Patience, $"Seen so far: {string.Join(", ", seen)}; log: {log.Length > 0}");
            var (path, text) = await NextAsync(collector);
            if (path == "/v1/traces")
            {
                seen.UnionWith(SpansOf(text, marker));
            }
            else if (path == "/v1/logs" && text.Contains(marker, StringComparison.Ordinal))
            {
                log = text;
            }
        }

        Assert.Contains("isl-api", log, StringComparison.Ordinal);
        Assert.Contains("service.version", log, StringComparison.Ordinal);
        Assert.Contains("answered 200", log, StringComparison.Ordinal);
        var line = (await service.LogAsync()).Single(line => line.Contains("traced-request", StringComparison.Ordinal));
        Assert.Contains($"\"trace_id\":\"{Trace}\"", line, StringComparison.Ordinal);
    }

    /// <summary>Names of the spans of one trace: in the protobuf a span is its trace, its id, its parent, its flags and its name.</summary>
    private static IEnumerable<string> SpansOf(string export, string trace)
    {
        for (var at = export.IndexOf(trace, StringComparison.Ordinal); at >= 0; at = export.IndexOf(trace, at + 1, StringComparison.Ordinal))
        {
            var name = SpanName().Match(export, at + trace.Length);
            if (name.Success)
            {
                yield return export.Substring(name.Groups["name"].Index, name.Groups["length"].Value[0]);
            }
        }
    }

    /// <summary>Fields 2 and 4 are ids of eight bytes, field 16 has four bytes, field 5 is the name; each stands behind its tag.</summary>
    [GeneratedRegex(@"\G\x12\x08.{8}(\x22\x08.{8})?(\x85\x01.{4})?\x2a(?<length>.)(?<name>.)", RegexOptions.Singleline)]
    private static partial Regex SpanName();

    /// <summary>The first export of metrics that has what is waited for; its strings are readable in the protobuf.</summary>
    private static async Task<string> ReceiveAsync(HttpListener collector, Func<string, bool> isIt)
    {
        while (true)
        {
            var (path, text) = await NextAsync(collector);
            if (path == "/v1/metrics" && isIt(text))
            {
                return text;
            }
        }
    }

    private static async Task<(string Path, string Text)> NextAsync(HttpListener collector)
    {
        var context = await collector.GetContextAsync().WaitAsync(Patience, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(context.Request.InputStream, Encoding.Latin1);
        var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        context.Response.Close();
        return (context.Request.Url!.AbsolutePath, text);
    }
}
