using System.Text;
using Isl.Api.Telemetry;
using Isl.Grains.Hosting;
using Isl.Grains.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;

namespace Isl.Tests.Unit.Telemetry;

public sealed class RequestTelemetryTests
{
    [Theory]
    [InlineData(false, "500", "internal_error")]
    [InlineData(true, "499", "client_closed_request")]
    public async Task Invoke_FailureAfterTheAnswerHasBegun_IsCountedAndPassedOn(bool isCallerGone, string status, string code)
    {
        var route = $"/test/broken-off/{code}";
        var context = new DefaultHttpContext();
        context.Request.Method = "GET";
        context.RequestAborted = new CancellationToken(isCallerGone);
        context.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse(route), 0, null, null));
        using var log = new LogLines(new RollingLogFile("unused.log", 1, 1), hasConsole: false, takesRequests: false);
        var lines = new RequestLines(log, TimeProvider.System, NullLogger<RequestLines>.Instance);
        var tally = new RequestTally(TimeProvider.System, lines, NullLogger<RequestTelemetry>.Instance);
        var telemetry = new RequestTelemetry(_ => throw new IOException("broken"), tally);

        var registry = Metrics.NewCustomRegistry();
        using var publisher = new MetricsPublisher(registry, MetricsTable.Find);

        await Assert.ThrowsAsync<IOException>(() => telemetry.InvokeAsync(context));

        using var text = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(text, TestContext.Current.CancellationToken);
        var metrics = Encoding.UTF8.GetString(text.ToArray());
        Assert.Contains($"http_requests_total{{method=\"GET\",endpoint=\"{route}\",status=\"{status}\"}} 1", metrics, StringComparison.Ordinal);
        Assert.Contains($"http_errors_total{{type=\"{code}\",endpoint=\"{route}\"}} 1", metrics, StringComparison.Ordinal);
        Assert.Contains($"http_request_duration_seconds_count{{method=\"GET\",endpoint=\"{route}\"}} 1", metrics, StringComparison.Ordinal);
    }
}
