using System.Net;
using System.Text.Json.Nodes;
using Isl.Tests.Golden;
using Isl.Tests.Support;

namespace Isl.Tests.Api;

/// <summary>Effects over HTTP: reference answers, refusals, and requests of every shape.</summary>
public sealed class EffectTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private const string Estimate = "/api/v1/causal/estimate";
    private const int Fuzzed = 120;

    public static TheoryData<string> Cases() => [.. EffectCases.All.Select(one => one["id"]!.GetValue<string>())];

    public static TheoryData<string, string, string> Flawed() => new()
    {
        { "{}", "/dag_structure", "missing" },
        { Body("\"treatment\": \"Q\""), "/treatment", "no node" },
        { Body("\"estimators\": [\"regresion\"]"), "/estimators/0", "`regression`" },
        { Body("\"estimators\": [{\"name\": \"dml\", \"folds\": 21}]"), "/estimators/0/folds", "from 1 to 20" },
        { Body("\"estimators\": [\"aipw\", \"aipw\"]"), "/estimators/1/id", "twice" },
        { Body("\"adjustment_set\": [\"M\"]"), "/adjustment_set", "M" },
        { Body("\"strategy\": \"instrument\""), "/strategy", "no measured instrument" },
        { Body("\"contrast\": {\"from\": 0}"), "/contrast/to", "name the level" },
        { Body("\"se\": \"cluster\""), "/se", "cluster column" },
        { Body("\"weights\": {\"column\": \"W\"}"), "/weights/kind", "sampling" },
        { Body("\"scale\": \"ratio\", \"estimators\": [\"regression\"]"), "/estimators/0", "g_computation" },
        { Body("\"conditions\": [\"M\"]"), "/conditions/0", "effect of T" },
        { Body("\"cluster\": \"W\""), "/cluster", "one cluster" },
        { Body("\"clip\": 0.5"), "/clip", "from 0 to 0.2" },
        { Body("\"refute\": [\"placebo\"]"), "/refute/0", "placebo_treatment" },
        { Body("\"sensitivity\": {\"benchmarks\": [\"M\"]}"), "/sensitivity/benchmarks/0", "yardstick" },
        { Body("\"discover\": {}"), "/discover", "send one of them" },
        { Sought("\"discover\": {\"algorithm\": \"notear\"}"), "/discover/algorithm", "`notears`" },
        { Sought("\"discover\": {\"graphs\": 1}"), "/discover/graphs", "from 2 to 500" },
        { Sought("\"discover\": {\"mode\": \"class\", \"graphs\": 9}"), "/discover/graphs", "leave graphs out" },
        { Sought("\"discover\": {\"alpha\": 2}"), "/discover/alpha", "0.05" },
        { Sought("\"discover\": {\"treshold\": 2}"), "/discover/treshold", "threshold" },
        { Sought("\"discover\": {\"prior_knowledge\": {\"required_edges\": [[\"A\", \"Q\"]]}}"), "/discover/prior_knowledge/required_edges", "Q" },
        { Sought("\"discover\": 3"), "/discover", "an object" },
        { Sought("\"discover\": {}, \"treatment\": \"Q\""), "/treatment", "no node" },
        { Sought("\"discover\": {\"mode\": \"class\"}, \"treatment\": \"A\", \"kinds\": {\"A\": \"category\"}"), "/contrast", "one comparison" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Estimate_ReferenceCase_GivesTheReferenceAnswer(string id)
    {
        var one = EffectCases.All.First(other => other["id"]!.GetValue<string>() == id);
        using var response = await api.PostAsync(Estimate, EffectCases.BodyOf(one));
        var answer = await IslApiFactory.ReadAsync(response);

        Assert.Equal(one["status"]!.GetValue<int>(), (int)response.StatusCode);
        Faults.None(EffectCases.Faults(one, answer));
    }

    [Theory]
    [MemberData(nameof(Flawed))]
    public async Task Estimate_FlawedRequest_Is400ThatNamesPlaceAndRemedy(string body, string path, string says)
    {
        using var response = await api.PostAsync(Estimate, body);
        var problem = await IslApiFactory.ReadAsync(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(problem.GetProperty("details").GetProperty("errors").EnumerateArray(), error =>
            error.GetProperty("path").GetString() == path
            && error.GetProperty("message").GetString()!.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Estimate_RowsAndColumnsInAnotherOrder_GivesTheSameNumbers()
    {
        var rows = Enumerable.Range(0, 90).Select(Row).ToList();
        var one = await api.AskAsync(Estimate, Body("\"seed\": 5, \"refute_draws\": 20", rows));
        rows.Reverse();
        var other = await api.AskAsync(Estimate, Body("\"seed\": 5, \"refute_draws\": 20", rows));

        Assert.Equal(one.GetProperty("estimates").GetRawText(), other.GetProperty("estimates").GetRawText());
        Assert.Equal(one.GetProperty("refuters").GetRawText(), other.GetProperty("refuters").GetRawText());
    }

    [Fact]
    public async Task Estimate_AnyRequest_IsAnsweredOrRefused()
    {
        var random = new Random(17);
        for (var i = 0; i < Fuzzed; i++)
        {
            var body = EffectFuzz.Next(random);
            using var response = await api.PostAsync(Estimate, body);

            Assert.True((int)response.StatusCode is 200 or 400, $"{(int)response.StatusCode}: {body}");
            if (response.StatusCode == HttpStatusCode.BadRequest)
            {
                var errors = (await IslApiFactory.ReadAsync(response)).GetProperty("details").GetProperty("errors");
                Assert.All(errors.EnumerateArray(), error => Assert.NotEqual("", error.GetProperty("message").GetString()));
            }
        }
    }

    [Fact]
    public async Task Estimate_OverGraphs_GivesTheSameBytesAgainAndAtItsAddress()
    {
        var body = Sought("\"discover\": {\"algorithm\": \"ges\", \"graphs\": 20}, \"refute\": \"none\"");

        var one = await api.AskAsync(Estimate, body);
        var other = await api.AskAsync(Estimate, body);
        var found = await api.GetAsync($"/api/v1/results/{one.GetProperty("result_id").GetString()}");

        Assert.Equal(one.GetRawText(), other.GetRawText());
        Assert.Equal(one.GetRawText(), found.GetRawText());
        var graphs = one.GetProperty("graph_uncertainty");
        Assert.Equal(20, graphs.GetProperty("graphs").GetInt32());
        Assert.False(graphs.GetProperty("truncated").GetBoolean());
        Assert.Equal(["A", "B", "M", "T", "Y"], graphs.GetProperty("members")[0].GetProperty("dag").GetProperty("nodes").EnumerateArray()
            .Select(node => node.GetString()!));
    }

    private static string Row(int i) => $"{(i * 7) % 3},{((i * 5) % 11) / 4.0 - 1 + (i % 2 * 0.1)},{(i * i) % 2},{(i * 13) % 17 / 3.0},{i % 5},1";

    /// <summary>The same without a graph and without the constant column.</summary>
    private static string Sought(string members)
    {
        var body = JsonNode.Parse(Body(members))!.AsObject();
        body.Remove("dag_structure");
        body["variable_names"] = new JsonArray("A", "B", "T", "M", "Y");
        return body.ToJsonString();
    }

    private static string Body(string members, IEnumerable<string>? rows = null)
    {
        var own = JsonNode.Parse($"{{{members}}}")!.AsObject();
        var body = new JsonObject
        {
            ["dag_structure"] = JsonNode.Parse("""
                {"nodes": ["A", "B", "T", "M", "Y"],
                 "edges": [["A", "T"], ["B", "T"], ["A", "Y"], ["B", "Y"], ["T", "M"], ["M", "Y"], ["T", "Y"]]}
                """),
            ["treatment"] = "T",
            ["outcome"] = "Y",
            ["data_csv"] = "A,B,T,Y,M,W\n" + string.Join('\n', rows ?? Enumerable.Range(0, 60).Select(Row)),
        };
        foreach (var (name, value) in own)
        {
            body[name] = value?.DeepClone();
        }

        return body.ToJsonString();
    }
}
