using System.Net;
using System.Text.Json;
using static Isl.Tests.Api.ModelRequests;

namespace Isl.Tests.Api;

/// <summary>Transport, contrasts and alignment over HTTP.</summary>
public sealed class DecisionTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private const string Transport = "/api/v1/causal/transport";
    private const string Contrastive = "/api/v1/explain/contrastive";
    private const string Batch = "/api/v1/explain/batch_contrastive";
    private const string A = """{"id": "success", "state": {"Price": 40, "Quality": 8}}""";
    private const string B = """{"id": "failure", "state": {"Price": 60, "Quality": 6}}""";

    [Fact]
    public async Task Transport_EqualGraphs_IsDirect()
    {
        var answer = await api.AskAsync(Transport, Domains("dag { X -> Y }", "dag { X -> Y }"));

        Assert.True(answer.GetProperty("transportable").GetBoolean());
        Assert.Equal("direct", answer.GetProperty("method").GetString());
        var leaf = answer.GetProperty("estimand").GetProperty("p");
        Assert.Equal("source", leaf.GetProperty("domain").GetString());
        Assert.Equal("X", leaf.GetProperty("do")[0].GetString());
        Assert.False(answer.TryGetProperty("estimate", out _));
    }

    [Fact]
    public async Task Transport_GraphsThatDiffer_SelectWhereTheyDo()
    {
        var answer = await api.AskAsync(Transport, Domains("dag { X -> Y; Z -> Y; Z }", "dag { X -> Y; Z -> Y; Z -> X }"));

        Assert.Equal(["X"], answer.GetProperty("selection_nodes").EnumerateArray().Select(node => node.GetString()));
    }

    [Fact]
    public async Task Transport_NodeThatOneGraphLacks_IsNoDifference()
    {
        var answer = await api.AskAsync(Transport, Domains("dag { X -> M -> Y }", "dag { X -> Y }"));

        Assert.Empty(answer.GetProperty("selection_nodes").EnumerateArray());
        Assert.True(answer.GetProperty("transportable").GetBoolean());
    }

    [Theory]
    [InlineData("\"selection_variables\": [\"S\"]", "/selection_variables/0")]
    [InlineData("\"source_experiments\": [[\"Q\"]]", "/source_experiments/0/0")]
    [InlineData("\"source_data\": [{\"X\": \"many\"}, {\"X\": 1}]", "/source_data")]
    [InlineData("\"selection\": [\"X\"]", "/selection")]
    public async Task Transport_Mistakes_AreNamedWithTheirPlace(string member, string place)
    {
        var response = await api.PostAsync(Transport, Domains("dag { X -> Y }", "dag { X -> Y }").TrimEnd('}') + ", " + member + "}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var errors = (await IslApiFactory.ReadAsync(response)).GetProperty("details").GetProperty("errors");
        Assert.Contains(errors.EnumerateArray(), error => error.GetProperty("path").GetString()!.StartsWith(place, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Transport_UnionWithACycle_IsRefused()
    {
        var response = await api.PostAsync(Transport, Domains("dag { X -> Y }", "dag { Y -> X }"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("cycle", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contrastive_TheClientsRequest_GivesTheWorkedValues()
    {
        var answer = await api.AskAsync(Contrastive, $$$"""{"model": {{{Revenue}}}, "scenario_a": {{{A}}}, "scenario_b": {{{B}}}, "top_k": 3}""");

        var item = answer.GetProperty("explanations")[0];
        Assert.Equal(109.6, item.GetProperty("outcome_a").GetDouble(), 9);
        Assert.Equal(157.2, item.GetProperty("outcome_b").GetDouble(), 9);
        Assert.Equal(50, item.GetProperty("contributions")[0].GetProperty("contribution").GetDouble(), 9);
        Assert.Equal(59.04, item.GetProperty("minimal_changes")[0].GetProperty("changes").GetProperty("Price").GetDouble(), 9);
    }

    [Fact]
    public async Task BatchContrastive_IsABareListWithItsAddressInAHeader()
    {
        var response = await api.PostAsync(
            Batch,
            $$$"""
            {"model": {{{Revenue}}}, "baseline_id": "failure",
             "scenarios": [{{{A}}}, {{{B}}}, {"id": "third", "intervention": {"Price": 50}}]}
            """);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var list = await IslApiFactory.ReadAsync(response);
        Assert.Equal(JsonValueKind.Array, list.ValueKind);
        Assert.Equal(
            ["success", "third"], list.EnumerateArray().Select(item => item.GetProperty("explanations")[0].GetProperty("scenario_b_id").GetString()));
        var whole = await api.GetTextAsync($"/api/v1/results/{response.Headers.GetValues("X-Isl-Result-Id").Single()}");
        Assert.Equal(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), whole);
        var one = await api.GetAsync($"/api/v1/results/{list[0].GetProperty("result_id").GetString()}");
        Assert.Equal(list[0].GetRawText(), one.GetRawText());
    }

    [Theory]
    [InlineData("\"baseline_id\": \"none\"", "/baseline_id")]
    [InlineData("\"baseline_id\": \"failure\", \"top_k\": 0", "/top_k")]
    public async Task BatchContrastive_Mistakes_AreNamedWithTheirPlace(string member, string place)
    {
        var response = await api.PostAsync(Batch, $$$"""{"model": {{{Revenue}}}, "scenarios": [{{{A}}}, {{{B}}}], {{{member}}}}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains($"\"{place}\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contrastive_WithATarget_FindsTheSmallestChange()
    {
        var answer = await api.AskAsync(
            Contrastive,
            $$$"""
            {"model": {{{Revenue}}}, "current_state": {"Price": 40, "Quality": 8}, "observed_outcome": {"Revenue": 130},
             "target_outcome": {"Revenue": [150, 200]}, "constraints": {"feasible": ["Price", "Quality"], "max_changes": 1}}
            """);

        var best = answer.GetProperty("minimal_interventions")[0];
        Assert.Equal(48, best.GetProperty("changes").GetProperty("Price").GetProperty("to_value").GetDouble(), 7);
        Assert.Equal(150, best.GetProperty("expected_outcome").GetProperty("Revenue").GetDouble(), 6);
        Assert.Equal(1, answer.GetProperty("comparison").GetProperty("best_by_cost").GetInt32());
    }

    [Fact]
    public async Task Align_Ballots_RecommendAnOption()
    {
        var answer = await api.AskAsync(
            "/api/v1/team/align",
            """
            {"perspectives": [{"role": "product", "priorities": ["reach"], "constraints": [], "preferred_options": ["a", "b"]},
                              {"role": "finance", "priorities": ["low cost"], "constraints": ["cost under 100"]}],
             "options": [{"id": "a", "name": "First", "attributes": {"cost": 80, "reach": 5}},
                         {"id": "b", "name": "Second", "attributes": {"cost": 120, "reach": 7}}]}
            """);

        Assert.Equal("a", answer.GetProperty("recommendation").GetProperty("top_option").GetString());
        Assert.StartsWith("t", answer.GetProperty("result_id").GetString(), StringComparison.Ordinal);
    }

    private static string Domains(string source, string target) =>
        $$$"""
        {"source_domain": {"dag": "{{{source}}}", "population": "lab"},
         "target_domain": {"dag": "{{{target}}}", "population": "field"}, "treatment": "X", "outcome": "Y"}
        """;
}
