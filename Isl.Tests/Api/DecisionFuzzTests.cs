using System.Net;
using System.Text.Json.Nodes;
using Isl.Api.Docs;

namespace Isl.Tests.Api;

/// <summary>Requests about decisions that are almost right: never a 500, and every refusal names a place.</summary>
public sealed class DecisionFuzzTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private static readonly string[] Values =
    [
        "null", "true", "[]", "{}", "0", "-1", "1e308", "1e999", "3.7", "\"\"", "\"X\"", "\"dag { A -> B; B -> A }\"", "[[]]", "[null]",
            "[[null]]", "{\"a\": null}",
        "{\"Price\": [3, 1]}", "{\"Price\": \"high\"}", "[1, 2]", "\"\\u0000\"", "\"noise\"", "99999999999999999999",
    ];

    private static readonly (string Route, string Body)[] Checks =
    [
        ("/api/v1/robustness/analyze", Examples.All["robustness"].Request!),
        (
            "/api/v1/robustness/analyze",
            """
            {"structural_model": {"variables": ["Price", "Q", "Y"], "equations": {"Y": {"formula": "Price * noise + Q ^ 2", "noise_dist": "gamma(4, 1)"}}},
             "intervention_proposal": {"Price": 0, "Q": 3}, "target_outcome": {"Y": [0, 20]}, "min_samples": 50,
             "feasible_ranges": {"Price": [-1, 5], "Q": [2, 4]}, "seed": 3}
            """),
        ("/api/v1/validation/validate", Examples.All["graph_validation"].Request!),
        (
            "/api/v1/validation/validate",
            """
            {"dag": {"nodes": ["Price", "Y", "Z"], "edges": [["Price", "Y"]], "bidirected": [["Z", "Y"]]},
             "structural_model": {"variables": ["Price", "Y"], "equations": {"Y": "2 * Price"}}, "validation_level": "standard",
             "context": {"required_edges": [["Z", "Y"]], "forbidden_edges": [["Price", "Y"]], "note": "x"}}
            """),
        (
            "/api/v1/experiment/recommend",
            """
            {"dag": {"nodes": ["Price", "Y", "Z"], "edges": [], "undirected": [["Price", "Y"], ["Y", "Z"]]}, "costs": {"Y": 2},
             "constraints": {"budget": 5, "time_horizon": 2, "feasible_interventions": {"Price": [0, 1], "Y": [0, 1]}}}
            """),
        (
            "/api/v1/team/align",
            """
            {"models": [{"role": "a", "dag": "dag { Price -> Y; Z -> Price; Z -> Y }"}, {"role": "b", "dag": {"nodes": ["Price", "Y"], "edges": [["Y", "Price"]]}},
                        {"role": "c", "dag": "dag { Price -> Y; Price <-> Y }"}], "treatment": "Price", "outcome": "Y"}
            """),
        ("/api/v1/experiment/recommend", Examples.All["experiment"].Request!),
        (
            "/api/v1/causal/experiment/recommend",
            """
            {"model": {"variables": ["X", "Z", "Y"], "equations": {"Z": {"formula": "X + noise", "noise_dist": "normal(0, 1)"}, "Y": "exp(b * Z)"}},
             "beliefs": [{"parameter_name": "b", "distribution_type": "uniform", "parameters": {"low": -1, "high": 1}}],
             "objective": {"target_variable": "Y", "goal": "target", "target_value": 2}, "dag": "dag { X -> Z -> Y; X <-> Y }", "noise_std": 0.5,
             "constraints": {"budget": 9, "time_horizon": 4, "feasible_interventions": {"X": [-1, 1], "Z": [-1, 1]}}, "costs": {"X": 2},
             "history": [{"intervention": {"X": 1}, "outcome": {"Y": 2}}], "strategy": "thompson", "seed": 1}
            """),
    ];

    private static readonly (string Route, string Body)[] Right =
    [
        ("/api/v1/causal/transport", Examples.All["transport"].Request!),
        ("/api/v1/explain/contrastive", Examples.All["contrastive"].Request!),
        ("/api/v1/explain/batch_contrastive", Examples.All["batch_contrastive"].Request!),
        ("/api/v1/team/align", Examples.All["team_align"].Request!),
        ("/api/v1/causal/validate/strategies", Examples.All["strategies"].Request!),
        ("/api/v1/causal/counterfactual/batch", Examples.All["counterfactuals_batch"].Request!),
        ("/api/v1/causal/counterfactual/conformal", Examples.All["conformal"].Request!),
        ("/api/v1/causal/discover/from-data", Examples.All["discover"].Request!),
        ("/api/v1/causal/discover/from-knowledge", Examples.All["discover_knowledge"].Request!),
        ("/api/v1/batch/counterfactual", $$"""{"requests": [{{Examples.All["counterfactual"].Request}}]}"""),
        (
            "/api/v1/explain/contrastive",
            """
            {"model": {"variables": ["Price", "Revenue"], "equations": {"Revenue": "2 * Price"}}, "current_state": {"Price": 4},
             "target_outcome": {"Revenue": [10, 12]}, "constraints": {"feasible": ["Price"], "fixed": [], "max_changes": 1, "minimize": "cost"}}
            """),
    ];

    [Fact]
    public Task AlmostRight_IsNeverA500AndNamesAPlace() => Fuzz(Right, seed: 1, requests: 150);

    [Fact]
    public Task AlmostRightChecks_AreNeverA500AndNameAPlace() => Fuzz(Checks, seed: 3, requests: 100);

    [Fact(Explicit = true)]
    public Task AlmostRightChecksAThousandTimes_AreNeverA500AndNameAPlace() => Fuzz(Checks, seed: 4, requests: 1000);

    [Fact(Explicit = true)]
    public Task AlmostRightAThousandTimes_IsNeverA500AndNamesAPlace() => Fuzz(Right, seed: 2, requests: 1000);

    private async Task Fuzz((string Route, string Body)[] right, int seed, int requests)
    {
        var random = new Random(seed);
        var refused = 0;
        for (var i = 0; i < requests; i++)
        {
            var (route, text) = right[random.Next(right.Length)];
            var body = JsonNode.Parse(text)!;
            for (var changes = random.Next(1, 3); changes > 0; changes--)
            {
                Spoil(body, random);
            }

            var sent = body.ToJsonString();
            var response = await api.PostAsync(route, sent);
            var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest,
                $"{route} {sent}: {(int)response.StatusCode} {answer}");
            if (response.StatusCode == HttpStatusCode.BadRequest)
            {
                refused++;
                var errors = JsonNode.Parse(answer)!["details"]!["errors"]!.AsArray();
                Assert.True(errors.Count > 0, $"{route} {sent}: {answer}");
                Assert.All(errors, error => Assert.True(
                    error!["path"]!.GetValue<string>().StartsWith('/') && error["message"]!.GetValue<string>().Length > 0,
                    $"{route} {sent}: {answer}"));
            }
        }

        Assert.InRange(refused, requests / 4, requests);
    }

    /// <summary>Takes a member away, gives it another value, or puts one in.</summary>
    private static void Spoil(JsonNode body, Random random)
    {
        var places = new List<JsonNode>();
        Walk(body, places);
        var place = places[random.Next(places.Count)];
        var value = Values[random.Next(Values.Length)];
        JsonNode? Made() => value == "1e999" ? JsonValue.Create(double.MaxValue) : JsonNode.Parse(value);
        switch (place)
        {
            case JsonObject members when random.Next(5) == 0:
                members[random.Next(2) == 0 ? "surprise" : "Price"] = Made();
                break;
            case JsonObject { Count: > 0 } members:
                var name = members.ElementAt(random.Next(members.Count)).Key;
                members.Remove(name);
                if (random.Next(3) > 0)
                {
                    members[name] = Made();
                }

                break;
            case JsonArray { Count: > 0 } items:
                items[random.Next(items.Count)] = Made();
                break;
        }
    }

    private static void Walk(JsonNode? node, List<JsonNode> places)
    {
        if (node is JsonObject members)
        {
            places.Add(members);
            foreach (var (_, value) in members)
            {
                Walk(value, places);
            }
        }
        else if (node is JsonArray items)
        {
            places.Add(items);
            foreach (var value in items)
            {
                Walk(value, places);
            }
        }
    }
}
