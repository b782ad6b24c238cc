using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isl.Api.Docs;

namespace Isl.Tests.Api;

/// <summary>What conclusions owe to their assumptions, over HTTP.</summary>
public sealed class SensitivityTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private const string Route = "/api/v1/analysis/sensitivity";

    private static readonly string[] Values =
    [
        "null", "true", "[]", "{}", "0", "-1", "1e308", "1e999", "3.7", "0.5", "\"\"", "\"X\"", "\"Price\"", "\"Price -> Revenue\"",
            "\"Price <-> Revenue\"",
        "\"Revenue -> Price\"", "\"Price std\"", "\"normal(0, 1)\"", "\"normal(\"", "\"structural\"", "\"distributional\"", "\"regression\"",
            "\"or\"", "\"rd\"",
        "[1, 2]", "[2, 1]", "[null]", "{\"min\": 3, \"max\": 1}", "{\"min\": -5, \"max\": 5}",
            "{\"type\": \"gamma\", \"parameters\": {\"shape\": 2, \"scale\": 1}}",
        "{\"a\": null}", "\"dag { Bought -> Returned; Offer -> Bought; Bought <-> Returned }\"", "\"dag { A -> B; B -> A }\"", "\"Offer\"",
            "[\"Offer\"]",
        "[\"marginal_sensitivity\"]", "[\"response_types\"]", "1.5", "99999999999999999999", "\"a,b\\n1,2\"",
    ];

    private static readonly string[] Right =
    [
        Examples.All["sensitivity"].Request!,
        """{"confounding": {"estimate": 3.9, "interval": [1.8, 8.7], "scale": "rr"}}""",
        """
        {"confounding": {"estimate": 0.097, "standard_error": 0.023, "scale": "regression", "degrees_of_freedom": 783, "q": 1, "outcome_sd": 1,
         "benchmarks": [{"variable": "female", "r2_treatment": 0.009, "r2_outcome": 0.109}], "multiples": [1, 2]}}
        """,
        """
        {"model": {"equations": {"Y": {"formula": "2 * X + exp(Z) + noise", "noise_dist": "laplace(0, 1)"}}, "distributions": {"X": "gamma(2, 3)",
        "Z": "normal(0, 1)"}},
         "outcome": "Y", "threshold": 5, "assumptions": [{"name": "X shape", "current_value": 2, "type": "parametric"},
         {"name": "e", "parameter": "Z -> Y", "current_value": "there", "type": "structural"}, {"name": "Z", "current_value": "normal",
         "type": "distributional"}]}
        """,
        """
        {"data": [{"X": 0, "Y": 0, "C": 0, "w": 3}, {"X": 1, "Y": 2, "C": 0, "w": 2}, {"X": 0, "Y": 1, "C": 1, "w": 1}, {"X": 1, "Y": 0, "C": 1,
        "w": 4}],
         "bounds": {"treatment": "X", "outcome": "Y", "weight": "w", "covariates": ["C"], "lambda": 2, "outcome_range": [0, 3],
         "contrast": {"from": 0, "to": 1},
         "dag_structure": "dag { C -> X -> Y; C -> Y; X <-> Y }"}}
        """,
    ];

    [Fact]
    public async Task Sensitivity_TheExample_AnswersItsThreeParts()
    {
        var answer = await api.AskAsync(Route, Examples.All["sensitivity"].Request!);

        Assert.Equal(134.6, answer.GetProperty("conclusion").GetProperty("base_case").GetDouble(), 1e-9);
        Assert.Equal("fragile", answer.GetProperty("robustness").GetProperty("overall").GetString());
        Assert.Equal(3, answer.GetProperty("assumptions").GetArrayLength());
        Assert.Equal("critical", answer.GetProperty("assumptions")[2].GetProperty("importance").GetString());

        // 100 ρ / √(1 − ρ) takes 14.6 away.
        Assert.Equal(0.13573, answer.GetProperty("robustness").GetProperty("breakpoints")[0].GetProperty("value").GetDouble(), 2e-4);
        Assert.Equal(120, answer.GetProperty("robustness").GetProperty("breakpoints")[0].GetProperty("outcome").GetDouble(), 1e-6);
        Assert.Equal(7.26, answer.GetProperty("confounding").GetProperty("e_value").GetDouble(), 0.005);
        Assert.Equal(["no_assumptions", "monotone", "instrument"],
            answer.GetProperty("bounds").EnumerateArray().Select(one => one.GetProperty("kind").GetString()));
        Assert.False(answer.GetProperty("degraded").GetBoolean());
        Assert.StartsWith("a", answer.GetProperty("result_id").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sensitivity_ConfoundingAlone_LeavesOutTheRest()
    {
        var answer = await api.AskAsync(Route, Right[1]);

        Assert.False(answer.TryGetProperty("conclusion", out _));
        Assert.False(answer.TryGetProperty("bounds", out _));
        Assert.False(answer.TryGetProperty("seed", out _));
        Assert.Equal(1, answer.GetProperty("explanation").GetProperty("confidence").GetDouble());
    }

    [Fact]
    public async Task Sensitivity_KeysInAnotherOrder_GiveTheSameBytes()
    {
        foreach (var body in Right)
        {
            var first = await Text(body);
            var second = await Text(Reversed(JsonNode.Parse(body)!).ToJsonString());

            Assert.Equal(first, second);
            var id = JsonDocument.Parse(first).RootElement.GetProperty("result_id").GetString();
            Assert.Equal(first, await api.GetTextAsync($"/api/v1/results/{id}"));
        }
    }

    [Theory]
    [InlineData("{}", "/assumptions")]
    [InlineData("""{"confounding": {"scale": "rr"}}""", "/confounding/estimate")]
    [InlineData("""{"confounding": {"estimate": -1, "scale": "rr"}}""", "/confounding/estimate")]
    [InlineData("""{"confounding": {"estimate": 2, "scale": "rr", "interval": [3, 4]}}""", "/confounding/interval")]
    [InlineData("""{"confounding": {"estimate": 0.1, "scale": "rd"}}""", "/confounding/baseline_risk")]
    [InlineData("""{"confounding": {"estimate": 0.1, "standard_error": 0.1, "scale": "regression"}}""", "/confounding/degrees_of_freedom")]
    [InlineData("""{"iv": "Z", "confounding": {"estimate": 2, "scale": "rr"}}""", "/iv")]
    [InlineData("""{"bounds": {"treatment": "X", "outcome": "Y"}}""", "/data")]
    [InlineData("""{"bounds": {"treatment": "X", "outcome": "Y", "kinds": ["instrument"]}, "data": [{"X": 1, "Y": 1}]}""", "/bounds/kinds/0")]
    [InlineData("""{"bounds": {"treatment": "X", "outcome": "Y"}, "data": [{"X": 1, "Y": 1}, {"X": 1, "Y": 0}]}""", "/bounds/treatment")]
    [InlineData("""{"assumptions": []}""", "/model")]
    public async Task Sensitivity_AMistake_NamesItsPlace(string body, string place)
    {
        var response = await api.PostAsync(Route, body);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(place, answer["details"]!["errors"]!.AsArray().Select(error => error!["path"]!.GetValue<string>()));
    }

    [Fact]
    public Task Sensitivity_AlmostRight_IsNeverA500AndNamesAPlace() => Fuzz(seed: 31, requests: 150);

    [Fact(Explicit = true)]
    public Task Sensitivity_AlmostRightAThousandTimes_IsNeverA500AndNamesAPlace() => Fuzz(seed: 32, requests: 1000);

    private async Task Fuzz(int seed, int requests)
    {
        var random = new Random(seed);
        var refused = 0;
        for (var i = 0; i < requests; i++)
        {
            var body = JsonNode.Parse(Right[random.Next(Right.Length)])!;
            for (var changes = random.Next(1, 3); changes > 0; changes--)
            {
                Spoil(body, random);
            }

            var sent = body.ToJsonString();
            var response = await api.PostAsync(Route, sent);
            var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{sent}: {(int)response.StatusCode} {answer}");
            if (response.StatusCode == HttpStatusCode.BadRequest)
            {
                refused++;
                var errors = JsonNode.Parse(answer)!["details"]!["errors"]!.AsArray();
                Assert.True(errors.Count > 0, $"{sent}: {answer}");
                Assert.All(errors, error => Assert.True(
                    error!["path"]!.GetValue<string>().StartsWith('/') && error["message"]!.GetValue<string>().Length > 0, $"{sent}: {answer}"));
            }
        }

        Assert.InRange(refused, requests / 5, requests);
    }

    private static void Spoil(JsonNode body, Random random)
    {
        var places = new List<JsonNode>();
        Walk(body);
        var place = places[random.Next(places.Count)];
        var value = Values[random.Next(Values.Length)];
        JsonNode? Made() => value == "1e999" ? JsonValue.Create(double.MaxValue) : JsonNode.Parse(value);
        switch (place)
        {
            case JsonObject members when random.Next(6) == 0:
                members[random.Next(2) == 0 ? "surprise" : "threshold"] = Made();
                break;
            case JsonObject { Count: > 0 } members:
                var name = members.ElementAt(random.Next(members.Count)).Key;
                members.Remove(name);
                if (random.Next(4) > 0)
                {
                    members[name] = Made();
                }

                break;
            case JsonArray { Count: > 0 } items:
                items[random.Next(items.Count)] = Made();
                break;
        }

        void Walk(JsonNode? node)
        {
            if (node is JsonObject or JsonArray)
            {
                places.Add(node);
                foreach (var child in node is JsonObject members ? members.Select(pair => pair.Value) : node.AsArray())
                {
                    Walk(child);
                }
            }
        }
    }

    private static JsonNode Reversed(JsonNode node) => node switch
    {
        JsonObject members => new JsonObject(members.Reverse().Select(pair =>
            KeyValuePair.Create(pair.Key, pair.Value is null ? null : Reversed(pair.Value)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Reversed(item))]),
        _ => node.DeepClone(),
    };

    private async Task<string> Text(string body)
    {
        var response = await api.PostAsync(Route, body);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{body}: {text}");
        return text;
    }
}
