using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isl.Grains.Interfaces.Errors;
using Isl.Tests.Unit.Discovery;

namespace Isl.Tests.Api;

/// <summary>Time-out, breakdown and non-convergence are three things, and the answer says which.</summary>
[Collection(TimedTests.Name)]
public sealed class DiscoveryBudgetTests : IDisposable
{
    private readonly IslApiFactory _api = new();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task Bootstrap_OutOfTime_AnswersWithFewerResamplesAndIsNotKept()
    {
        _api.Settings["REQUEST_TIMEOUT_SECONDS"] = "4";
        _api.Settings["Cache:DegradedTimeToLiveSeconds"] = "0";
        var body = DiscoveryTests
            .Body(TestData.Simulate(2000, 8, 3, true, (from, to) => to - from < 3), new() { ["algorithm"] = "ges", ["bootstrap"] = 1000 })
            .ToJsonString();
        _api.Faults.Fault = (operation, _) => Thread.Sleep(operation == "bootstrap_moments" ? 150 : 0);

        using var first = await _api.PostAsync(Requests.Discover, body);
        var answer = await IslApiFactory.ReadAsync(first);
        using var second = await _api.PostAsync(Requests.Discover, body);

        Assert.False(answer.GetProperty("degraded").GetBoolean(), answer.GetProperty("degraded_reason").ToString());
        Assert.InRange(answer.GetProperty("diagnostics").GetProperty("bootstrap_done").GetInt32(), 1, 999);
        Assert.Equal(1000, answer.GetProperty("diagnostics").GetProperty("bootstrap_requested").GetInt32());
        Assert.Contains("of 1,000 resamples", Caveats(answer), StringComparison.Ordinal);
        Assert.Equal("miss", second.Headers.GetValues("X-Isl-Cache").Single());
    }

    [Fact]
    public async Task Fit_OutOfTime_AnswersWithTheBestSoFarAndIsNotKept()
    {
        _api.Settings["REQUEST_TIMEOUT_SECONDS"] = "3";
        _api.Settings["Cache:DegradedTimeToLiveSeconds"] = "0";
        var data = TestData.Simulate(400, 120, 8, true, (from, to) => (from * 7 + to * 13) % 5 == 0);
        var body = DiscoveryTests.Body(data, new() { ["scaling"] = "none", ["lambda1"] = 0.001 }).ToJsonString();

        using var first = await _api.PostAsync(Requests.Discover, body);
        var answer = await IslApiFactory.ReadAsync(first);
        using var second = await _api.PostAsync(Requests.Discover, body);

        Assert.False(answer.GetProperty("degraded").GetBoolean(), answer.GetProperty("degraded_reason").ToString());
        Assert.Equal("budget_spent", answer.GetProperty("diagnostics").GetProperty("stop_reason").GetString());
        Assert.False(answer.GetProperty("diagnostics").GetProperty("converged").GetBoolean());
        Assert.Contains("time budget was spent", Caveats(answer), StringComparison.Ordinal);
        Assert.Equal("miss", second.Headers.GetValues("X-Isl-Cache").Single());
        using var found = await _api.CreateClient()
            .GetAsync($"/api/v1/results/{answer.GetProperty("result_id").GetString()}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, found.StatusCode);
    }

    [Theory]
    [InlineData("pc", "pc_discovery", "notears_discovery")]
    [InlineData("ges", "ges_discovery", "notears_discovery")]
    [InlineData("lingam", "lingam_discovery", "ges_discovery")]
    [InlineData("dagma", "dagma_discovery", "notears_discovery")]
    [InlineData("auto", "ges_discovery", "pc_discovery")]
    public async Task Breakdown_FallsBackAndCountsForItsOwnCircuit(string algorithm, string circuit, string other)
    {
        _api.Faults.Fault = (operation, _) =>
        {
            if (operation == $"discover_{algorithm}")
            {
                throw new IslException(ErrorCode.NumericalFailure, "the arithmetic broke down");
            }
        };
        var options = new Dictionary<string, JsonNode?>
        {
            ["algorithm"] = algorithm,
            ["bootstrap"] = 5,
            ["prior_knowledge"] = JsonNode.Parse("""{"required_edges": [["V2", "V0"]]}"""),
        };

        var answer = await _api.AskAsync(Requests.Discover, DiscoveryTests.Body(TestData.Chain(100, 3, 2), options).ToJsonString());

        Assert.True(answer.GetProperty("degraded").GetBoolean());
        Assert.Equal("correlation", answer.GetProperty("algorithm_used").GetString());
        Assert.Contains("broke down", answer.GetProperty("degraded_reason").GetString(), StringComparison.Ordinal);
        Assert.Contains("Nothing was resampled", Caveats(answer), StringComparison.Ordinal);
        Assert.Contains("""["V2","V0"]""", answer.GetProperty("dag").GetProperty("edges").GetRawText(), StringComparison.Ordinal);
        var circuits = (await _api.GetAsync("/health/circuit-breakers")).GetProperty("circuit_breakers");
        Assert.Equal(1, circuits.GetProperty(circuit).GetProperty("failure_count").GetInt32());
        Assert.Equal(0, circuits.GetProperty(other).GetProperty("failure_count").GetInt32());
    }

    [Fact]
    public async Task Breakdown_OfAHybridQuestion_KeepsItsSentences()
    {
        _api.Faults.Fault = (_, _) => throw new IslException(ErrorCode.NumericalFailure, "the arithmetic broke down");
        var body = DiscoveryTests
            .Body(TestData.Chain(100, 3, 2), new() { ["domain_description"] = "V2 affects V0.", ["data_weight"] = 0.4 })
            .ToJsonString();

        var answer = await _api.AskAsync("/api/v1/causal/discover/hybrid", body);

        Assert.True(answer.GetProperty("degraded").GetBoolean());
        Assert.Contains("""["V2","V0"]""", answer.GetProperty("dag").GetProperty("edges").GetRawText(), StringComparison.Ordinal);
        Assert.Equal("V2 affects V0.", answer.GetProperty("knowledge").GetProperty("stated")[0].GetProperty("sentence").GetString());
    }

    private static string Caveats(JsonElement answer) => answer.GetProperty("explanation").GetProperty("caveats").GetRawText();
}
