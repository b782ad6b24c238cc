using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using Isl.Api;
using Isl.Tests.Support;

namespace Isl.Tests.Api;

/// <summary>The front door: the page and its files, the index for programs, HEAD, and what the first minute says.</summary>
public sealed class StudioTests : IDisposable
{
    private readonly IslApiFactory _api = new();

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose() => _api.Dispose();

    [Theory]
    [InlineData(null, "text/html")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/json, text/html;q=0.5", "text/html")]
    public async Task Root_IsAPageForBrowsers_AndAnIndexForPrograms(string? accept, string expected)
    {
        using var client = _api.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        using var response = await client.SendAsync(request, Test);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Accept", response.Headers.Vary);
        if (expected == "application/json")
        {
            foreach (var link in (await IslApiFactory.ReadAsync(response)).GetProperty("links").EnumerateArray())
            {
                using var there = await client.GetAsync(link.GetProperty("href").GetString(), Test);
                Assert.True(there.IsSuccessStatusCode, link.ToString());
            }
        }
    }

    [Fact]
    public async Task Files_AreThoseOfTheFolder_CompressedAndNotSentTwice()
    {
        using var client = _api.CreateClient();
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "Isl.Api/wwwroot/studio")))
        {
            var path = Path.GetFileName(file) is var name && name == "index.html" ? "/" : $"/studio/{name}";
            var plain = await File.ReadAllBytesAsync(file, Test);
            foreach (var encoding in new[] { "", "gzip", "br" })
            {
                using var response = await Get(client, path, encoding);
                Assert.Equal(encoding, string.Concat(response.Content.Headers.ContentEncoding));
                Assert.Equal(plain, await Unpack(response, encoding));
                using var again = await Get(client, path, encoding, response.Headers.ETag!.ToString());
                Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            }
        }
    }

    [Fact]
    public async Task Page_MayUseItsOwnFilesAlone_AndHasNothingInline()
    {
        using var client = _api.CreateClient();
        using var response = await client.GetAsync("/", Test);
        var page = await response.Content.ReadAsStringAsync(Test);

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch("""(src|href)="(https?:)?//""", page);
        Assert.DoesNotMatch("""<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=""", page);
    }

    [Fact]
    public async Task WithKeys_ThePageIsOpen_AndItsQuestionsAreNot()
    {
        _api.Settings["ISL_API_KEYS"] = "0123456789abcdef0123456789abcdef";
        using var client = _api.CreateClient();

        Assert.Contains("<title>ISL Studio", await client.GetStringAsync("/", Test), StringComparison.Ordinal);
        using var question = await _api.PostAsync("/api/v1/causal/drawing", """{"dag_structure": "dag { A -> B }"}""");
        Assert.Equal(HttpStatusCode.Unauthorized, question.StatusCode);
    }

    [Fact]
    public async Task Head_IsGetWithoutItsBody_Everywhere()
    {
        _api.UseKestrel(0);
        _api.StartServer();
        using var client = _api.CreateClient();
        foreach (var path in new[] { "/", "/studio/studio.js", "/health", "/status", "/docs/", "/openapi/v1.json", "/metrics", "/cache/stats", "/nothing" })
        {
            using var get = await client.GetAsync(path, Test);
            using var request = new HttpRequestMessage(HttpMethod.Head, path);
            using var head = await client.SendAsync(request, Test);

            Assert.Equal((path, get.StatusCode, get.Content.Headers.ContentType), (path, head.StatusCode, head.Content.Headers.ContentType));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(Test));
        }

        using var onPost = new HttpRequestMessage(HttpMethod.Head, Requests.Validate);
        using var refused = await client.SendAsync(onPost, Test);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, refused.StatusCode);
    }

    [Fact]
    public void BusyPort_OfSeveralAddresses_IsTheOneThatIsTaken()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        Assert.Equal(port, FirstMinute.BusyPort($"http://127.0.0.1:0;http://localhost:{port}"));
        Assert.Equal(port, FirstMinute.BusyPort($"http://+:{port}"));
        listener.Stop();
        Assert.Null(FirstMinute.BusyPort($"http://localhost:{port}"));
        Assert.Null(FirstMinute.BusyPort("http://unix:/tmp/isl.sock;http://localhost:0"));
        Assert.Null(FirstMinute.BusyPort(null));
    }

    [Fact]
    public void Banner_NamesFourAddresses()
    {
        var lines = FirstMinute.Banner(["http://[::]:8123"]).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(
            ["http://localhost:8123/", "http://localhost:8123/docs", "http://localhost:8123/status", "http://localhost:8123/dashboard"],
            lines.Select(line => line.Trim().Split(' ')[0]));
    }

    private static async Task<HttpResponseMessage> Get(HttpClient client, string path, string encoding, string? etag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (encoding.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding);
        }

        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        }

        return await client.SendAsync(request, Test);
    }

    private static async Task<byte[]> Unpack(HttpResponseMessage response, string encoding)
    {
        await using var body = await response.Content.ReadAsStreamAsync(Test);
        await using Stream plain = encoding switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var bytes = new MemoryStream();
        await plain.CopyToAsync(bytes, Test);
        return bytes.ToArray();
    }
}
