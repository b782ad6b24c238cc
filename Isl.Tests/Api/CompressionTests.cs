using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Isl.Tests.Api;

/// <summary>Packed bodies are read, and large answers are packed for whoever takes them so.</summary>
public sealed class CompressionTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private const string Validate = "/api/v1/causal/validate";
    private const string Question = """{"dag_structure": "dag { S -> P; S -> Y; P -> Y }", "treatment": "P", "outcome": "Y"}""";

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task PackedBody_IsAnsweredAsThePlainOne(string encoding)
    {
        var plain = await api.AskAsync(Validate, Question);

        using var response = await SendAsync(Pack(Encoding.UTF8.GetBytes(Question), encoding), encoding);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(plain.GetRawText(), (await IslApiFactory.ReadAsync(response)).GetRawText());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task BodyThatIsNotPackedAsItSays_Is400(string encoding)
    {
        using var plain = await SendAsync(Encoding.UTF8.GetBytes(Question), encoding);
        using var cut = await SendAsync(Pack(Encoding.UTF8.GetBytes(Question), encoding)[..20], encoding);

        Assert.Equal(HttpStatusCode.BadRequest, plain.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, cut.StatusCode);
        var error = (await IslApiFactory.ReadAsync(plain)).GetProperty("details").GetProperty("errors")[0].GetProperty("message").GetString();
        Assert.Contains(encoding, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherEncodings_AreRefusedByName()
    {
        using var response = await SendAsync(Encoding.UTF8.GetBytes(Question), "zstd");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Contains("zstd", (await IslApiFactory.ReadAsync(response)).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BodyThatUnpacksBeyondTheLimit_Is413()
    {
        await using var small = new IslApiFactory { Settings = { ["BodyLimits:MaxBytes"] = "100000" } };
        small.UseKestrel(0); // the limit is the server's
        small.StartServer();
        using var content = new ByteArrayContent(Pack(new byte[10_000_000], "gzip"));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");

        using var response = await small.CreateClient().PostAsync(Validate, content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task LargeAnswers_ArePacked_SmallOnesAreNot()
    {
        using var large = await GetAsync("/openapi/v1.json");
        var id = (await api.AskAsync(Validate, Question)).GetProperty("result_id").GetString();
        using var small = await GetAsync($"/api/v1/results/{id}");

        Assert.Equal(["gzip"], large.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", large.Headers.Vary);
        await using var packed = await large.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using var stream = new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        Assert.Equal(await api.GetTextAsync("/openapi/v1.json"), await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, small.StatusCode);
        Assert.Empty(small.Content.Headers.ContentEncoding);
    }

    private static byte[] Pack(byte[] bytes, string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionMode.Compress),
            "br" => new BrotliStream(packed, CompressionMode.Compress),
            _ => new ZLibStream(packed, CompressionMode.Compress),
        })
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    private async Task<HttpResponseMessage> SendAsync(byte[] body, string encoding)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add(encoding);
        return await api.CreateClient().PostAsync(Validate, content, TestContext.Current.CancellationToken);
    }

    private async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        return await api.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);
    }
}
