using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;

namespace Isl.Tests.Api;

/// <summary>How often a caller may ask, from which origins and addresses, and what changes where nothing is set: nothing.</summary>
public sealed class AccessTests : IDisposable
{
    private readonly IslApiFactory _api = new();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task SixthQuestionInAMinute_Is429WithRetryAfter_ForThatCallerAlone()
    {
        _api.Settings["RATE_LIMIT_PER_MINUTE"] = "5";
        _api.Settings["ISL_API_KEYS"] = "one,two";
        using var first = Client("one");
        using var second = Client("two");
        using var unknown = Client("three");

        for (var i = 0; i < 12; i++)
        {
            using var refused = await AskAsync(unknown);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        for (var i = 0; i < 5; i++)
        {
            using var answered = await AskAsync(first);
            Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        }

        using var sixth = await AskAsync(first);
        using var others = await AskAsync(second);
        using var health = await first.GetAsync("/health", TestContext.Current.CancellationToken);
        using var cache = await first.GetAsync("/cache/stats", TestContext.Current.CancellationToken);
        var problem = await IslApiFactory.ReadAsync(sixth);

        Assert.Equal(HttpStatusCode.TooManyRequests, sixth.StatusCode);
        Assert.Equal("application/problem+json", sixth.Content.Headers.ContentType!.MediaType);
        Assert.Equal("rate_limited", problem.GetProperty("error_code").GetString());
        Assert.True(problem.GetProperty("retryable").GetBoolean());
        var wait = int.Parse(sixth.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture);
        Assert.InRange(wait, 50, 60); // until the first of the five is a minute ago
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK],
            [others.StatusCode, health.StatusCode, cache.StatusCode]);
    }

    [Fact]
    public async Task WithoutKeys_CallersAreToldApartByAddress()
    {
        _api.Settings["RATE_LIMIT_PER_MINUTE"] = "1";
        _api.Settings["ISL_TRUSTED_PROXIES"] = "127.0.0.1"; // also what is always believed
        _api.UseKestrel(0);
        _api.StartServer();
        var statuses = new List<HttpStatusCode>();

        foreach (var from in new[] { "203.0.113.7", "203.0.113.7", "203.0.113.8", "9.9.9.9, 203.0.113.8", "2001:db8::1", "2001:db8::2", "2001:db8:0:1::1" })
        {
            using var client = _api.CreateClient();
            client.DefaultRequestHeaders.Add("X-Forwarded-For", from);
            using var response = await AskAsync(client);
            statuses.Add(response.StatusCode);
        }

        const HttpStatusCode late = HttpStatusCode.TooManyRequests;
        Assert.Equal([HttpStatusCode.OK, late, HttpStatusCode.OK, late, HttpStatusCode.OK, late, HttpStatusCode.OK], statuses);
    }

    [Fact]
    public async Task Origins_ThatAreSet_MayAskFromABrowser_AndOthersMayNot()
    {
        _api.Settings["ISL_CORS_ORIGINS"] = "https://studio.example.org";
        _api.Settings["ISL_API_KEYS"] = "one";
        using var client = _api.CreateClient();

        using var preflight = await SendAsync(client, HttpMethod.Options, "https://studio.example.org");
        using var refused = await SendAsync(client, HttpMethod.Post, "https://studio.example.org"); // without a key: readable all the same
        using var other = await SendAsync(client, HttpMethod.Options, "https://elsewhere.example.org");

        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal("https://studio.example.org", preflight.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("X-API-Key", preflight.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("https://studio.example.org", refused.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(other.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task NothingSet_NothingIsRefusedAndNothingAdded()
    {
        using var client = _api.CreateClient();
        client.DefaultRequestHeaders.Add("X-API-Key", "whatever");
        client.DefaultRequestHeaders.Add("Origin", "https://studio.example.org");
        for (var i = 0; i < 20; i++)
        {
            using var answer = await AskAsync(client);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        }

        using var dashboard = await client.GetAsync("/dashboard", TestContext.Current.CancellationToken);
        using var admin = await client.DeleteAsync("/admin/cache", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (dashboard.StatusCode, admin.StatusCode));
    }

    [Fact]
    public async Task Dashboard_AtThisMachine_NeedsNoKey_UnlessItIsAskedForAnother()
    {
        _api.Settings["ISL_ADMIN_KEYS"] = "boss";
        _api.UseKestrel(0);
        _api.StartServer();
        using var here = _api.CreateClient();
        using var proxied = _api.CreateClient();
        using var rebound = _api.CreateClient();
        proxied.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        rebound.DefaultRequestHeaders.Host = "evil.example.org";
        var statuses = new List<HttpStatusCode>();

        foreach (var client in new[] { here, proxied, rebound })
        {
            using var response = await client.GetAsync("/dashboard", TestContext.Current.CancellationToken);
            statuses.Add(response.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized], statuses);
    }

    [Theory]
    [InlineData("ISL_API_KEYS", " , ", "holds no key")]
    [InlineData("ISL_API_KEYS", "good,b\u00e4d-secret", "Key 2 in ISL_API_KEYS")]
    [InlineData("ISL_ADMIN_KEYS", "two words", "Key 1 in ISL_ADMIN_KEYS")]
    [InlineData("ISL_CORS_ORIGINS", "https://x.org/path", "https://x.org/path")]
    [InlineData("ISL_TRUSTED_PROXIES", "10.0.0.0/99", "10.0.0.0/99")]
    public void SettingThatWouldNotDoWhatItSays_EndsTheStartWithTheReason(string setting, string value, string says)
    {
        _api.Settings[setting] = value;

        var fault = Assert.Throws<OptionsValidationException>(() => _api.CreateClient());

        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client)
    {
        using var content = new StringContent(Requests.Confounded, System.Text.Encoding.UTF8, "application/json");
        return await client.PostAsync(Requests.Validate, content, TestContext.Current.CancellationToken);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string origin)
    {
        using var request = new HttpRequestMessage(method, Requests.Validate);
        request.Headers.Add("Origin", origin);
        if (method == HttpMethod.Options)
        {
            request.Headers.Add("Access-Control-Request-Method", "POST");
            request.Headers.Add("Access-Control-Request-Headers", "x-api-key");
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private HttpClient Client(string key)
    {
        var client = _api.CreateClient();
        client.DefaultRequestHeaders.Add("X-API-Key", key);
        return client;
    }
}
