using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Isl.Tests.Api;
using Isl.Tests.Operations;
using Isl.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Isl.Tests.Processes;

/// <summary>Requests that are meant to hurt, sent to the service as a process: a clear 4xx, bounded memory, no ERROR line, others unmoved.</summary>
[Collection(TimedTests.Name)]
public sealed class HostileRequestTests(HostileTarget target) : IClassFixture<HostileTarget>, IAsyncLifetime
{
    private const long Megabyte = 1 << 20;

    /// <summary>What 20 bodies of the largest size may take at one time, and what the collector has not yet given back.</summary>
    private const long MostGrowth = 1200 * Megabyte;

    private static readonly string[] Posts =
    [
        Requests.Validate, "/api/v1/batch/validate", "/api/v1/validation/strategies", Requests.Separation, "/api/v1/causal/paths", Requests.Discover,
        "/api/v1/causal/discover/knowledge", "/api/v1/causal/discover/hybrid", ModelRequests.Counterfactual, "/api/v1/batch/counterfactuals",
        "/api/v1/causal/conformal",
    ];

    private readonly ServiceProcess _service = target.Service;
    private byte[] _before = [];

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _before = await AskAsync();

    public async ValueTask DisposeAsync()
    {
        Assert.Equal(_before, await AskAsync()); // others unmoved
        Faults.None((await File.ReadAllLinesAsync(_service.LogFile, CancellationToken.None)).Where(IsError));
    }

    [Fact]
    public async Task BodiesOf40Megabytes_Are413_AndMemoryStaysBounded()
    {
        var resident = Resident();
        var body = new byte[40 * Megabyte];
        Array.Fill(body, (byte)' ');
        byte[] whole = [.. Head("POST", Requests.Validate, $"Content-Length: {body.Length}\r\n"), .. body];
        var inChunks = Chunked(Requests.Discover, body);
        var statuses = new List<int>();
        for (var round = 0; round < 2; round++)
        {
            var announced = Enumerable.Range(0, 10).Select(_ => RawHttp.SendAsync(_service.Port, whole));
            var chunked = Enumerable.Range(0, 10).Select(_ => RawHttp.SendAsync(_service.Port, inChunks));
            statuses.AddRange((await Task.WhenAll(announced.Concat(chunked))).Select(RawHttp.StatusOf));
        }

        Assert.Contains(413, statuses);
        Assert.All(statuses, status => Assert.True(status is 413 or 0, $"{status}")); // 0: reset while it still sent
        Assert.True(Resident() - resident < MostGrowth, $"It grew by {(Resident() - resident) / Megabyte} MB.");
        TestContext.Current.TestOutputHelper!.WriteLine($"Grew by {(Resident() - resident) / Megabyte} MB.");
    }

    [Fact]
    public async Task TwoThousandIdleConnections_DelayNobody()
    {
        var resident = Resident();
        var idle = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 2000; i++)
            {
                var client = new TcpClient();
                idle.Add(client);
                await client.ConnectAsync(IPAddress.Loopback, _service.Port, Test);
                if (i % 2 == 0)
                {
                    await client.GetStream().WriteAsync(RawHttp.Bytes("POST /api/v1/causal/validate HTTP/1.1\r\nHost: x\r\nContent-Le"), Test);
                }
            }

            for (var i = 0; i < 50; i++)
            {
                Assert.Equal(_before, await AskAsync());
            }

            Assert.True(Resident() - resident < 200 * Megabyte, $"It grew by {(Resident() - resident) / Megabyte} MB.");
            TestContext.Current.TestOutputHelper!.WriteLine($"2,000 connections took {(Resident() - resident) / Megabyte} MB.");
        }
        finally
        {
            idle.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public async Task BodiesThatEndEarlyOrStop_HurtNobody()
    {
        foreach (var path in Posts)
        {
            var half = Head("POST", path, "Content-Length: 1000\r\n").Concat("{\"dag_structure\": \"A"u8.ToArray()).ToArray();
            var cut = RawHttp.StatusOf(await RawHttp.SendAsync(_service.Port, half, isWhole: false));
            var chunk = Head("POST", path, "Transfer-Encoding: chunked\r\n").Concat("5\r\n{\"da"u8.ToArray()).ToArray();
            var cutChunk = RawHttp.StatusOf(await RawHttp.SendAsync(_service.Port, chunk, isWhole: false));
            Assert.True(cut is 0 or 400 && cutChunk is 0 or 400, $"{path}: {cut}, {cutChunk}");
        }

        var stopped = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RawHttp.SendAsync(
            _service.Port, Head("POST", Requests.Validate, "Content-Length: 1000\r\n").Concat("{"u8.ToArray()).ToArray())));
        Assert.All(stopped, response => Assert.Equal(408, RawHttp.StatusOf(response)));
        Assert.All(stopped, response => Assert.Contains("body_too_slow", response, StringComparison.Ordinal));
    }

    [Fact]
    public async Task DeepJson_Is400AtEveryQuestion()
    {
        var arrays = new string('[', 10_000) + new string(']', 10_000);
        var objects = string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000);
        foreach (var path in Posts)
        {
            foreach (var body in new[]
            {
                arrays, objects, $"{{\"dag_structure\": {arrays}}}", $"{{\"data\": {arrays}, \"model\": {objects}}}", new string('[', 10_000),
            })
            {
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using var response = await _service.Client.PostAsync(path, content, Test);
                Assert.Equal((path, HttpStatusCode.BadRequest), (path, response.StatusCode));
                Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            }
        }
    }

    [Fact]
    public async Task TextsThatAreNone_InBodiesRoutesQueriesAndHeaders_AreClear4xx()
    {
        foreach (var path in Posts)
        {
            foreach (var body in new[]
            {
                "\u00ff\u00fe\u0000", "{\"\u00ed\u00a0\u0080\": 1}", "{\"a\": \"\\ud800\"}", "{\"\\udc00\": \"\\ud800\"}", "\u0000",
            })
            {
                await ExpectAsync(400, "POST", path, RawHttp.Bytes(body));
            }
        }

        foreach (var part in new[]
        {
            "%FF%FE", "%ED%A0%80", "%00", "%0D%0AX-Evil:%201", "%F0%9F%98%80", "..%2F..%2Fetc%2Fpasswd", "%25", new string('a', 6000),
        })
        {
            await ExpectAsync(404, "GET", $"/api/v1/results/{part}", null, 400);
            await ExpectAsync(404, "GET", $"/api/v1/dags/{part}", null, 400);
            await ExpectAsync(404, "POST", $"/admin/circuit-breakers/{part}/reset", null, 400);
            await ExpectAsync(400, "GET", $"/api/v1/dags/{new string('0', 64)}?format={part}", null, 404);
            await ExpectAsync(400, "POST", $"{Requests.Discover}?{part}={part}", RawHttp.Bytes("A,B\n1,2\n"), 400, "Content-Type: text/csv\r\n");
            await ExpectAsync(400, "GET", $"/cache/stats?{part}", null);
        }
    }

    [Fact]
    public async Task HostileHeaders_AreIgnoredOrClear4xx()
    {
        foreach (var id in new[]
        {
            "\u00ff\u00fe", "\u00ed\u00a0\u0080", "a\u0001b", "a b", "\u00c3\u00bc", new string('x', 20_000), "\"};<script>", "",
        })
        {
            var response = await RawHttp.SendAsync(_service.Port, Head("GET", "/health", $"X-Request-Id: {id}\r\n"));
            Assert.True(RawHttp.StatusOf(response) is 200 or 400, $"{id}: {response}");
            Assert.All(response, c => Assert.True(c is (>= ' ' or '\r' or '\n') and not '\ufffd', $"{id} is echoed as {response}"));
        }

        foreach (var header in new[]
        {
            "X-Request-Id: a\r\n b", "X-Request-Id: a\rb", "X-Request-Id: a\0b", "X-API-Key: " + new string('k', 40_000),
            "Authorization: Basic \u00ff", "Authorization: Bearer", "If-None-Match: \"\u00ff", "Content-Type: \u00ff/\u00fe",
            "Content-Length: -1", "Content-Length: 99999999999999999999", "Transfer-Encoding: gzip", "Host: \u00ff",
            "Accept: " + new string('*', 30_000), "traceparent: \u00ff-evil", "X-Forwarded-For: \u00ff, evil",
        })
        {
            foreach (var (method, path) in new[] { ("GET", "/health"), ("POST", Requests.Validate), ("DELETE", "/admin/cache") })
            {
                var status = RawHttp.StatusOf(await RawHttp.SendAsync(_service.Port, Head(method, path, header + "\r\n")));
                Assert.True(status is 200 or (>= 400 and < 500), $"{method} {path} with {header[..Math.Min(header.Length, 40)]}: {status}");
            }
        }
    }

    private static bool IsError(string line) =>
        JsonDocument.Parse(line).RootElement.GetProperty("level").GetString() is "ERROR" or "CRITICAL";

    private static byte[] Head(string method, string path, string headers) =>
        RawHttp.Bytes(
            $"{method} {path} HTTP/1.1\r\n{(headers.StartsWith("Host", StringComparison.Ordinal) ? "" : "Host: x\r\n")}"
                + $"Connection: close\r\n{headers}\r\n");

    private static byte[] Chunked(string path, byte[] body) =>
        [.. Head("POST", path, "Transfer-Encoding: chunked\r\n"), .. RawHttp.Bytes($"{body.Length:x}\r\n"), .. body, .. "\r\n0\r\n\r\n"u8];

    private async Task ExpectAsync(int status, string method, string path, byte[]? body, int? orElse = null, string type = "")
    {
        var headers = (body is null ? "" : $"Content-Length: {body.Length}\r\n") + type + (method == "POST" ? "X-API-Key: boss\r\n" : "");
        var response = await RawHttp.SendAsync(_service.Port, Head(method, path, headers).Concat(body ?? []).ToArray());
        var found = RawHttp.StatusOf(response);
        var isClear = found == status || found == orElse || found == StatusCodes.Status414UriTooLong; // longer than a request's line may be
        Assert.True(isClear, $"{method} {path[..Math.Min(path.Length, 80)]} {found}: {response.Split("\r\n\r\n")[^1]}");
        Assert.DoesNotContain("X-Evil: 1", response.Split("\r\n\r\n")[0], StringComparison.Ordinal);
    }

    private async Task<byte[]> AskAsync()
    {
        using var content = new StringContent(Requests.Confounded, Encoding.UTF8, "application/json");
        using var response = await _service.Client.PostAsync(Requests.Validate, content, CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync(CancellationToken.None);
    }

    private long Resident() =>
        long.Parse(
            File.ReadLines($"/proc/{_service.Pid}/status")
                .First(line => line.StartsWith("VmRSS", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            System.Globalization.CultureInfo.InvariantCulture) * 1024;
}

/// <summary>The service that is attacked.</summary>
public sealed class HostileTarget : IAsyncLifetime
{
    internal ServiceProcess Service { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Service = await ServiceProcess.StartAsync(("ISL_ADMIN_KEYS", "boss"), ("BodyLimits__GraceSeconds", "2"));

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
