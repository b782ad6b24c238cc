using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using static Isl.Tests.Api.ModelRequests;

namespace Isl.Tests.Api;

/// <summary>Plans over HTTP.</summary>
public sealed class OptimisationTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private const string Sequential = "/api/v1/optimize/sequential";
    private const string MultiObjective = "/api/v1/optimize/multi_objective";

    private const string Pinned =
        $$"""
        {"model": {{Revenue}}, "objective": "Revenue", "horizon": 5, "constraints": {"budget": 1000, "max_price_change": 10},
         "initial_state": {"Price": 40, "Inventory": 100} }
        """;

    private const string Front =
        $$"""
        {"model": {{Revenue}}, "objectives": ["Revenue", "-Price"], "horizon": 1, "constraints": {"bounds": {"Price": [30, 60]} },
            "pareto_frontier": true,
         "max_points": 7}
        """;

    [Fact]
    public async Task Sequential_PinnedRequest_GivesTheWorkedValues()
    {
        var answer = await api.AskAsync(Sequential, Pinned);

        Assert.Equal(
            [50.0, 60, 70, 80, 90],
            answer.GetProperty("optimal_sequence").EnumerateArray().Select(step => step.GetProperty("intervention").GetProperty("Price")
                .GetDouble()));
        Assert.Equal(875, answer.GetProperty("total_utility").GetDouble());
        Assert.Equal(0, answer.GetProperty("assumed_values").GetProperty("Quality").GetDouble());
        Assert.False(answer.GetProperty("degraded").GetBoolean());
    }

    [Fact]
    public async Task MultiObjective_Front_IsABareListWithItsAddressInAHeader()
    {
        using var client = api.CreateClient();
        for (var call = 0; call < 2; call++)
        {
            using var response = await client.PostAsync(MultiObjective, new StringContent(Front, null, "application/json"),
                TestContext.Current.CancellationToken);
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var id = Assert.Single(response.Headers.GetValues("X-Isl-Result-Id"));
            Assert.Equal(7, JsonDocument.Parse(body).RootElement.GetArrayLength());
            Assert.StartsWith(id, JsonDocument.Parse(body).RootElement[0].GetProperty("result_id").GetString(), StringComparison.Ordinal);
            Assert.Equal(body, await client.GetStringAsync($"/api/v1/results/{id}", TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Plans_FuzzedRequests_AreAnsweredOrRefusedWithAPlace()
    {
        using var client = api.CreateClient();
        var random = new Random(5);
        string[] values =
        [
            "null", "true", "[]", "{}", "0", "-1", "1e308", "3.5", "\"X\"", "\"\"", "[1, 2]", "[null]", "{\"Price\": 1}", "{\"Price\": [1, 0]}",
                "{\"bounds\": {\"Price\": [0, 5]}}",
            "{\"budget\": -1}", "{\"max_price_change\": \"a\"}", "{\"Price\": {\"values\": []}}", "{\"Price\": {\"low\": 3, \"high\": 1}}",
                "\"Price[t-1] + Revenue\"", "\"1 / (Price - 40)\"",
            "\"log(-Price)\"", "\"noise\"", "[\"Revenue\", \"Revenue\"]", "[\"exp(Price)\", \"-Price\"]", "51", "1e-9",
        ];
        string[] members =
        [
            "model", "objective", "objectives", "horizon", "constraints", "initial_state", "decisions", "discount", "risk_aversion", "seed",
                "weights", "max_points",
            "pareto_frontier", "scaling", "extra",
        ];
        for (var request = 0; request < 150; request++)
        {
            var path = random.Next(2) == 0 ? Sequential : MultiObjective;
            var body = JsonNode.Parse(path == Sequential ? Pinned : Front)!.AsObject();
            for (var change = random.Next(1, 3); change > 0; change--)
            {
                body[members[random.Next(members.Length)]] = JsonNode.Parse(values[random.Next(values.Length)]);
            }

            using var response = await client.PostAsync(path, new StringContent(body.ToJsonString(), null, "application/json"),
                TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest,
                $"{(int)response.StatusCode} {body.ToJsonString()} {text}");
            if (response.StatusCode == HttpStatusCode.BadRequest)
            {
                var errors = JsonDocument.Parse(text).RootElement.GetProperty("details").GetProperty("errors");
                Assert.All(errors.EnumerateArray(), error => Assert.StartsWith("/", error.GetProperty("path").GetString(), StringComparison.Ordinal));
            }
        }
    }
}
