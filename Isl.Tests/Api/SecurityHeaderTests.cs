using System.Net;
using System.Text;

namespace Isl.Tests.Api;

/// <summary>What every answer tells a browser, and what no answer tells anyone.</summary>
public sealed class SecurityHeaderTests : IDisposable
{
    private const string Graph = "/api/v1/dags/48969bf0e478654263cce81076a9b165c1a6a1e5893eef4e1a438cb82bcd7131";

    /// <summary>More digits than a time or another number of an answer has: they are in it only where the secret is.</summary>
    private const string Port = "9876543210123";

    /// <summary>What the runtime and Orleans say of their troubles.</summary>
    private const string Secret =
        $"Request [S10.1.2.3:11111:0]->[S10.0.0.7:{Port}:1] failed\n   at Isl.Grains.Secret.Method() in /src/Isl.Grains/Secret.cs:line 176";

    private readonly IslApiFactory _api = new();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task EveryAnswer_HasThem_AndPagesMayRunTheirOwnScripts()
    {
        _api.UseKestrel(0);
        _api.StartServer();
        using var client = _api.CreateClient();
        using var question = Json(await File.ReadAllTextAsync(
            Path.Combine(Support.Repository.Root, "deploy/examples/price-on-sales.json"), TestContext.Current.CancellationToken));
        using var answer = await client.PostAsync(Requests.Validate, question, TestContext.Current.CancellationToken);
        using var bad = await client.PostAsync(Requests.Validate, Json("{"), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (answer.StatusCode, bad.StatusCode));
        AssertSafe(answer, "default-src 'none'", "script-src");
        AssertSafe(bad, "default-src 'none'", "script-src");
        foreach (var (path, allows, notAllowed) in new[]
        {
            ("/health", "default-src 'none'", "script-src"),
            ("/metrics", "default-src 'none'", "script-src"),
            ("/nothing", "default-src 'none'", "script-src"),
            (Graph, "default-src 'none'", "script-src"),
            ($"{Graph}?format=svg", "style-src 'unsafe-inline'", "script-src"),
            ("/", "script-src 'self'", "unsafe"),
            ("/status", "script-src 'self' 'unsafe-inline'", "unsafe-eval"),
            ("/docs/", "script-src 'self' 'unsafe-inline'", "unsafe-eval"),
            ("/dashboard/", "script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        })
        {
            using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal((path, path == "/nothing"), (path, response.StatusCode == HttpStatusCode.NotFound));
            AssertSafe(response, allows, notAllowed);
        }
    }

    [Fact]
    public async Task Pages_LoadOnlyWhatTheirPolicyAllows()
    {
        using var client = _api.CreateClient();
        foreach (var path in new[] { "/status", "/docs/", "/dashboard/" })
        {
            var page = await client.GetStringAsync(path, TestContext.Current.CancellationToken);

            Assert.DoesNotMatch("""(src|href)="(https?:)?//""", page);
            if (path == "/dashboard/")
            {
                Assert.DoesNotMatch("""<script(?![^>]*\bsrc=)[^>]*>""", page); // its policy has no place for scripts in the page
            }
        }
    }

    [Theory]
    [InlineData("orleans", HttpStatusCode.ServiceUnavailable)]
    [InlineData("silo", HttpStatusCode.ServiceUnavailable)]
    [InlineData("bug", HttpStatusCode.InternalServerError)]
    public async Task FaultsOfTheRuntime_TellNoStackPathOrAddress(string kind, HttpStatusCode status)
    {
        _api.Settings["REQUEST_TIMEOUT_SECONDS"] = "2"; // a cluster that refuses is asked again for so long
        _api.Faults.Fault = (_, _) => throw kind switch
        {
            "orleans" => new OrleansException(Secret),
            "silo" => new Orleans.Runtime.SiloUnavailableException(Secret),
            _ => new InvalidOperationException(Secret),
        };

        using var refused = await _api.PostAsync(Requests.Separation, """{"dag_structure": "A -> B", "x": ["A"], "y": ["B"]}""");
        var degraded = await _api.AskAsync(Requests.Discover, Requests.Discovery(260));
        var batch = await _api.AskAsync("/api/v1/batch/validate", $$"""{"items": [{{Requests.Confounded}}]}""");
        var circuits = await _api.GetAsync("/health/circuit-breakers");

        Assert.Equal(status, refused.StatusCode);
        Assert.Equal(status == HttpStatusCode.ServiceUnavailable, refused.Headers.Contains("Retry-After"));
        Assert.True(degraded.GetProperty("degraded").GetBoolean());
        foreach (var text in new[]
        {
            await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            degraded.GetRawText(),
            batch.GetRawText(),
            circuits.GetRawText(),
        })
        {
            Assert.DoesNotContain("Secret", text, StringComparison.Ordinal);
            Assert.DoesNotContain(Port, text, StringComparison.Ordinal);
            Assert.DoesNotContain("10.0.0.7", text, StringComparison.Ordinal);
            Assert.DoesNotContain("/src/", text, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\bat Isl\.|\.cs:line|\bS\d+\.\d+\.\d+\.\d+:", text);
        }
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static void AssertSafe(HttpResponseMessage response, string allows, string notAllowed)
    {
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Contains(allows, policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain(notAllowed, policy, StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));
    }
}
