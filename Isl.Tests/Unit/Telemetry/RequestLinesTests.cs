using System.Text.Json;
using Isl.Api.Telemetry;
using Isl.Grains.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Isl.Tests.Unit.Telemetry;

public sealed class RequestLinesTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"isl-lines-{Guid.NewGuid():N}.log");
    private readonly LogLines _log;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 4, 3, 2, 1, 9, TimeSpan.Zero));

    public RequestLinesTests() => _log = new LogLines(new RollingLogFile(_file, 1L << 30, 1), hasConsole: true, takesRequests: true);

    public void Dispose()
    {
        _log.Dispose();
        File.Delete(_file);
    }

    [Fact]
    public void Flush_WritesALineAsTheLogHasThem()
    {
        var lines = Make();

        lines.Add(LineOf("an\"odd\\id") with { Milliseconds = 0.125, Cache = "hit" });
        lines.Flush();

        Assert.Equal(
            """
            {"timestamp":"2026-05-04T03:02:01.009Z","level":"INFO","logger":"Isl.Api.Telemetry.RequestTelemetry",
            "message":"POST /api/v1/results/{result_id} answered 200 in 0.125 ms, cache hit","request_id":"an\"odd\\id",
            "method":"POST","endpoint":"/api/v1/results/{result_id}","status":200,"milliseconds":0.125,"cache":"hit"}
            """.ReplaceLineEndings(""),
            File.ReadAllLines(_file).Single());
    }

    [Fact]
    public async Task Timer_WritesABatchAtATime_AndStopWritesTheRest()
    {
        var lines = Make();
        await lines.StartAsync(TestContext.Current.CancellationToken);

        lines.Add(LineOf("1"));
        lines.Add(LineOf("2"));
        Assert.False(File.Exists(_file));
        _time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal(["1", "2"], Ids());

        lines.Add(LineOf("3"));
        _time.Advance(TimeSpan.FromMilliseconds(50));
        lines.Add(LineOf("4"));
        await lines.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["1", "2", "3", "4"], Ids());
    }

    [Fact]
    public void Add_MoreThanFit_KeepsTheFirstAndDropsTheRest_AndGoesOnAfterThat()
    {
        var lines = Make();

        for (var i = 0; i < RequestLines.Most + 10; i++)
        {
            lines.Add(LineOf("a"));
        }

        lines.Flush();
        Assert.Equal(RequestLines.Most, Ids().Length);
        lines.Add(LineOf("b"));
        lines.Flush();
        Assert.Equal("b", Ids()[^1]);
    }

    private RequestLines Make() => new(_log, _time, NullLogger<RequestLines>.Instance);

    private RequestLine LineOf(string id) => new(_time.GetUtcNow().UtcDateTime, id, "POST", "/api/v1/results/{result_id}", 200, 1, "-");

    private string[] Ids() =>
        [.. File.ReadAllLines(_file).Select(line => JsonElement.Parse(line).GetProperty("request_id").GetString()!)];
}
