using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Isl.Grains.Answering;

namespace Isl.Tests.Api;

/// <summary>Who may ask: keys, admin keys, and what is open to all.</summary>
public sealed class KeyTests : IDisposable
{
    private const string Key = "k1-Zt9_caller";
    private const string OtherKey = "k2-Zt9_caller";
    private const string AdminKey = "a1-Zt9_admin";

    private readonly IslApiFactory _api = new();

    public KeyTests()
    {
        _api.Settings["ISL_API_KEYS"] = $"{Key}, {OtherKey}";
        _api.Settings["ISL_ADMIN_KEYS"] = AdminKey;
    }

    public static TheoryData<string, string> Guarded() => new()
    {
        { "POST", Requests.Validate },
        { "POST", "/api/v1/batch/validate" },
        { "POST", "/api/v1/validation/strategies" },
        { "POST", Requests.Separation },
        { "POST", "/api/v1/causal/paths" },
        { "POST", Requests.Discover },
        { "POST", "/api/v1/causal/discover/knowledge" },
        { "POST", "/api/v1/causal/discover/hybrid" },
        { "POST", ModelRequests.Counterfactual },
        { "POST", "/api/v1/batch/counterfactuals" },
        { "POST", "/api/v1/causal/conformal" },
        { "POST", "/api/v1/data/profile" },
        { "POST", "/api/v1/causal/fit" },
        { "POST", "/api/v1/causal/attribute" },
        { "POST", "/api/v1/causal/estimate" },
        { "GET", "/api/v1/dags/0000" },
        { "GET", "/api/v1/results/0000" },
        { "GET", "/api/v1/jobs/0000" },
        { "GET", "/api/v1/jobs/0000/result" },
        { "DELETE", "/api/v1/jobs/0000" },
        { "GET", "/cache/stats" },
        { "GET", "/status" },
        { "GET", "/dashboard" },
        { "GET", "/dashboard/DashboardCounters" },
        { "GET", "/api/v1/nothing" },
        { "DELETE", "/admin/cache" },
        { "POST", "/admin/circuit-breakers/notears_discovery/reset" },
    };

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task Callers_AreToldApartWhereTheirQuestionsWait_ByNoneOfTheirKeys()
    {
        var callers = new ConcurrentBag<string>();
        _api.Faults.Fault = (_, _) => callers.Add(Caller.Current.Name);
        using var client = _api.CreateClient();
        foreach (var (key, number) in new[] { (Key, 1), (Key, 2), (OtherKey, 3) })
        {
            var question = $$"""{"dag_structure": "dag { X -> Y; C{{number}} -> X }", "treatment": "X", "outcome": "Y"}""";
            using var asked = Request("POST", Requests.Validate, key);
            asked.Content = new StringContent(question, Encoding.UTF8, "application/json");
            using var response = await client.SendAsync(asked, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal([1, 2], callers.GroupBy(name => name).Select(group => group.Count()).Order());
        Assert.All(callers, name => Assert.True(name.Length > 0 && !name.Contains("Zt9", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task WithoutAGoodKey_WhateverIsNotOpen_Is401AsProblem()
    {
        using var client = _api.CreateClient();
        foreach (var (method, path) in Guarded().Select(row => row.Data))
        {
            foreach (var key in new[] { null, "wrong", Key + "x", "" })
            {
                using var response = await SendAsync(client, method, path, key);
                var problem = await IslApiFactory.ReadAsync(response);

                Assert.Equal((path, HttpStatusCode.Unauthorized), (path, response.StatusCode));
                Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
                Assert.Equal("unauthorized", problem.GetProperty("error_code").GetString());
                Assert.Equal(key is "wrong" or Key + "x", problem.GetProperty("message").GetString()!.Contains("not known", StringComparison.Ordinal));
                Assert.NotEmpty(response.Headers.WwwAuthenticate);
            }
        }
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/health/services")]
    [InlineData("/health/circuit-breakers")]
    [InlineData("/health/live")]
    [InlineData("/readyz")]
    [InlineData("/v2/health/ready")]
    [InlineData("/metrics")]
    [InlineData("/docs")]
    [InlineData("/openapi/v1.json")]
    public async Task WithoutAKey_HealthMetricsAndDocs_Answer(string path)
    {
        using var response = await _api.CreateClient().GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task AnyKey_InEitherHeader_IsLetIn()
    {
        using var client = _api.CreateClient();
        foreach (var key in new[] { Key, OtherKey, AdminKey })
        {
            using var byHeader = await SendAsync(client, "POST", Requests.Validate, key, Requests.Confounded);
            using var bearer = Request("POST", Requests.Validate, null, Requests.Confounded);
            bearer.Headers.Authorization = new AuthenticationHeaderValue("bearer", key);
            using var byBearer = await client.SendAsync(bearer, TestContext.Current.CancellationToken);
            using var both = Request("POST", Requests.Validate, key, Requests.Confounded);
            both.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "of-a-proxy");
            using var byEither = await client.SendAsync(both, TestContext.Current.CancellationToken);

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], [byHeader.StatusCode, byBearer.StatusCode, byEither.StatusCode]);
        }
    }

    [Fact]
    public async Task OperatorActions_TakeAdminKeysOnly()
    {
        using var client = _api.CreateClient();

        using var caller = await SendAsync(client, "DELETE", "/admin/cache", Key);
        using var admin = await SendAsync(client, "DELETE", "/admin/cache", AdminKey);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (caller.StatusCode, admin.StatusCode));
        Assert.Equal("forbidden", (await IslApiFactory.ReadAsync(caller)).GetProperty("error_code").GetString());
    }

    [Fact]
    public async Task Pages_AskABrowserForTheKeyAsPassword_AndActionsDoNot()
    {
        using var client = _api.CreateClient();
        var password = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($":{AdminKey}")));
        using var asked = await SendAsync(client, "GET", "/dashboard/", null);
        using var page = Request("GET", "/dashboard/", null);
        using var action = Request("DELETE", "/admin/cache", null);
        (page.Headers.Authorization, action.Headers.Authorization) = (password, password);

        using var shown = await client.SendAsync(page, TestContext.Current.CancellationToken);
        using var refused = await client.SendAsync(action, TestContext.Current.CancellationToken);

        Assert.Equal("Basic", Assert.Single(asked.Headers.WwwAuthenticate).Scheme);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (refused.StatusCode, Assert.Single(refused.Headers.WwwAuthenticate).Scheme));
    }

    [Fact]
    public async Task Keys_AreInNoLogMetricOrTrace()
    {
        var traced = new List<string>();
        using var listener = new System.Diagnostics.ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref System.Diagnostics.ActivityCreationOptions<System.Diagnostics.ActivityContext> _) =>
                System.Diagnostics.ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (traced)
                {
                    traced.Add($"{activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Baggage)}");
                }
            },
        };
        System.Diagnostics.ActivitySource.AddActivityListener(listener);
        _api.Settings["LOG_LEVEL"] = "TRACE";
        using var client = _api.CreateClient();

        foreach (var key in new[] { Key, AdminKey, "wrong-Zt9" })
        {
            using var response = await SendAsync(client, "POST", Requests.Validate, key, Requests.Confounded);
            using var failed = await SendAsync(client, "POST", "/admin/circuit-breakers/none/reset", key);
        }

        var log = string.Concat((await _api.ReadLogAsync()).Select(line => line.GetRawText()));
        Assert.NotEmpty(log);
        Assert.DoesNotContain("Zt9", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Zt9", await _api.GetTextAsync("/metrics"), StringComparison.Ordinal);
        lock (traced)
        {
            Assert.NotEmpty(traced);
            Assert.DoesNotContain(traced, line => line.Contains("Zt9", StringComparison.Ordinal));
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path, string? key, string? body = null)
    {
        using var request = Request(method, path, key, body);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static HttpRequestMessage Request(string method, string path, string? key, string? body = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = method == "POST" ? new StringContent(body ?? "{}", Encoding.UTF8, "application/json") : null,
        };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("X-API-Key", key);
        }

        return request;
    }
}
