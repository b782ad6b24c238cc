using System.Diagnostics;

namespace Isl.Tests.Api;

[Collection(TimedTests.Name)]
public sealed class ResilienceTests : IDisposable
{
    private readonly IslApiFactory _api = new();

    public ResilienceTests()
    {
        _api.Settings["Resilience:Circuits:notears_discovery:TimeoutSeconds"] = "2";
        _api.Settings["Resilience:HealthMinOutcomes"] = "4"; // three failures and one refusal are to show
    }

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task FiveFailingFits_OpenTheirCircuitAlone_WhichClosesByItself()
    {
        _api.Faults.Fault = (operation, _) =>
        {
            if (operation == "discover_notears")
            {
                throw new InvalidOperationException("injected");
            }
        };
        for (var i = 0; i < 5; i++)
        {
            var failed = await _api.AskAsync(Requests.Discover, Requests.Discovery(200 + i));
            Assert.True(failed.GetProperty("degraded").GetBoolean());
        }

        // Open: the next request, on other data, is answered at once, without trying the method.
        var tried = _api.Faults.Computations;
        var answer = await _api.AskAsync(Requests.Discover, Requests.Discovery(210));
        Assert.Equal(tried, _api.Faults.Computations);
        Assert.True(answer.GetProperty("degraded").GetBoolean());
        Assert.Equal("correlation", answer.GetProperty("algorithm_used").GetString());
        Assert.Contains("notears_discovery", answer.GetProperty("degraded_reason").GetString(), StringComparison.Ordinal);
        Assert.Contains(
            answer.GetProperty("explanation").GetProperty("caveats").EnumerateArray(),
            caveat => caveat.GetString()!.Contains("simpler method", StringComparison.Ordinal));
        Assert.Equal("OPEN", await CircuitAsync("notears_discovery"));
        Assert.All(
            (await _api.GetAsync("/health/circuit-breakers")).GetProperty("circuit_breakers").EnumerateObject()
                .Where(circuit => circuit.Name != "notears_discovery"),
            circuit => Assert.Equal("CLOSED", circuit.Value.GetProperty("state").GetString()));
        Assert.False((await _api.AskAsync(Requests.Discover, Requests.Discovery(211, "pc"))).GetProperty("degraded").GetBoolean());
        await EventuallyAsync(
            async () =>
                (await _api.GetTextAsync("/metrics")).Contains("isl_circuit_breaker_state{name=\"notears_discovery\"} 2", StringComparison.Ordinal),
            TimeSpan.FromSeconds(1));

        var services = (await _api.GetAsync("/health/services")).GetProperty("services");
        Assert.NotEqual("HEALTHY", services.GetProperty("causal_discovery").GetProperty("status").GetString());
        Assert.All(
            services.EnumerateObject().Where(service => service.Name != "causal_discovery"),
            service => Assert.Equal("HEALTHY", service.Value.GetProperty("status").GetString()));
        Assert.Matches("""isl_fallback_triggered_total\{service="causal_discovery"\} [1-9]""", await _api.GetTextAsync("/metrics"));

        // Mended: after the time-out two trials close it.
        _api.Faults.Fault = null;
        await EventuallyAsync(async () => await CircuitAsync("notears_discovery") == "HALF_OPEN", TimeSpan.FromSeconds(10));
        for (var i = 0; i < 2; i++)
        {
            Assert.False((await _api.AskAsync(Requests.Discover, Requests.Discovery(220 + i))).GetProperty("degraded").GetBoolean());
        }

        Assert.Equal("CLOSED", await CircuitAsync("notears_discovery"));
    }

    [Fact]
    public async Task OneSubjectThatKeepsFailing_IsAnsweredByFallback_WithoutOpeningTheCircuitAgain()
    {
        _api.Settings["Resilience:Circuits:notears_discovery:FailureThreshold"] = "10";
        _api.Settings["Resilience:SubjectFailureThreshold"] = "2";
        _api.Settings["Cache:DegradedTimeToLiveSeconds"] = "0";
        _api.Faults.Fault = (_, _) => throw new InvalidOperationException("injected");
        for (var i = 0; i < 3; i++)
        {
            await _api.AskAsync(Requests.Discover, Requests.Discovery(230));
        }

        Assert.Equal(2, _api.Faults.Computations);
        Assert.Equal("CLOSED", await CircuitAsync("notears_discovery"));
    }

    [Fact]
    public async Task DeadlineThatNoFitCanMeet_AnswersByCorrelation()
    {
        _api.Settings["REQUEST_TIMEOUT_SECONDS"] = "0.4";
        _api.Faults.Fault = (_, cancellation) => cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(5));

        var answer = await _api.AskAsync(Requests.Discover, Requests.Discovery(240));

        Assert.True(answer.GetProperty("degraded").GetBoolean());
        Assert.Contains("did not finish", answer.GetProperty("degraded_reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AdminActions_NeedAKey()
    {
        _api.Settings["ISL_ADMIN_KEYS"] = "secret,other";
        using var client = _api.CreateClient();

        using var without = await client.DeleteAsync("/admin/cache", TestContext.Current.CancellationToken);
        client.DefaultRequestHeaders.Add("X-Api-Key", "other");
        using var with = await client.DeleteAsync("/admin/cache", TestContext.Current.CancellationToken);
        using var unknown = await client.PostAsync("/admin/circuit-breakers/none/reset", null, TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, without.StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.OK, with.StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, unknown.StatusCode);
        var problem = await IslApiFactory.ReadAsync(unknown);
        Assert.Equal("unknown_circuit", problem.GetProperty("error_code").GetString());
        Assert.Contains("notears_discovery", problem.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private async Task<string?> CircuitAsync(string name) =>
        (await _api.GetAsync("/health/circuit-breakers")).GetProperty("circuit_breakers").GetProperty(name).GetProperty("state").GetString();

    private static async Task EventuallyAsync(Func<Task<bool>> condition, TimeSpan patience)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < patience, "The condition did not come true in time.");
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }
    }
}
