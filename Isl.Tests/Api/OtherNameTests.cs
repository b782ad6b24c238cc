using System.Net;
using System.Text.Json;
using static Isl.Tests.Api.ModelRequests;

namespace Isl.Tests.Api;

/// <summary>Questions under the names and in the shapes of an earlier service.</summary>
public sealed class OtherNameTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private const string Effect =
        """{"dag": {"nodes": ["X", "Y", "Z"], "edges": [["Z", "X"], ["Z", "Y"], ["X", "Y"]]}, "treatment": "X", "outcome": "Y"}""";
    private const string Rows = "[[1, 2.1], [2, 3.9], [3, 6.2], [4, 7.8], [5, 10.1], [6, 12.2]]";

    [Fact]
    public async Task Strategies_ListPathsAsNames()
    {
        var paths = (await api.AskAsync("/api/v1/causal/validate/strategies", Effect)).GetProperty("path_analysis");

        Assert.Equal("""[["X","Y"]]""", paths.GetProperty("frontdoor_paths").GetRawText());
        Assert.Equal("""[["X","Z","Y"]]""", paths.GetProperty("backdoor_paths").GetRawText());
    }

    [Fact]
    public async Task Scenarios_HaveAPredictionWithItsSensitivity()
    {
        var answer = await api.AskAsync(
            "/api/v1/causal/counterfactual/batch",
            $$$"""
            {"model": {{{Revenue}}}, "seed": 1,
             "scenarios": [{"id": "low", "intervention": {"Price": 40}}, {"id": "high", "intervention": {"Price": 50}}]}
            """);

        var range = answer.GetProperty("scenarios")[1].GetProperty("prediction").GetProperty("sensitivity_range");
        Assert.Equal(25, range.GetProperty("upper").GetDouble() - range.GetProperty("lower").GetDouble(), 6);
        Assert.Equal("high", answer.GetProperty("comparison").GetProperty("best_outcome").GetProperty("scenario_id").GetString());
        Assert.Equal(1000, answer.GetProperty("samples").GetInt32());
    }

    [Fact]
    public async Task Conformal_HasBoundsByVariable()
    {
        var rows = string.Join(", ", Enumerable.Range(0, 25).Select(i =>
            $$$"""{"inputs": {"Price": {{{40 + i}}}, "Quality": 7}, "outcome": {"Revenue": {{{100 + (2.5 * i)}}}}}"""));
        var answer = await api.AskAsync(
            "/api/v1/causal/counterfactual/conformal",
            $$$"""{"model": {{{Revenue}}}, "intervention": {"Price": 45}, "calibration_data": [{{{rows}}}], "confidence_level": 0.9, "seed": 1}""");

        Assert.True(answer.GetProperty("prediction_interval").GetProperty("lower_bound").GetProperty("Revenue").GetDouble()
            <= answer.GetProperty("prediction_interval").GetProperty("upper_bound").GetProperty("Revenue").GetDouble());
        Assert.Equal(0.9, answer.GetProperty("coverage_guarantee").GetProperty("guaranteed_coverage").GetDouble(), 9);
    }

    [Fact]
    public async Task Discovery_ListsGraphs()
    {
        var data = await api.AskAsync("/api/v1/causal/discover/from-data", $$$"""{"data": {{{Rows}}}, "variable_names": ["A", "B"]}""");
        var text = await api.AskAsync(
            "/api/v1/causal/discover/from-knowledge", """{"domain_description": "A causes B.", "variables": ["A", "B"], "top_k": 2}""");

        Assert.NotEqual(0, data.GetProperty("discovered_dags").GetArrayLength());
        Assert.Equal("""[["A","B"]]""", text.GetProperty("discovered_dags")[0].GetProperty("edges").GetRawText());
    }

    [Fact]
    public async Task Batches_TakeRequests()
    {
        var validated = await api.AskAsync("/api/v1/batch/validate", $$$"""{"requests": [{{{Effect}}}, {"treatment": "X"}]}""");
        var predicted = await api.AskAsync(
            "/api/v1/batch/counterfactual",
            $$$"""
            {"requests": [{"model": {{{Revenue}}}, "intervention": {"Price": 45}, "seed": 1}, {"model": {{{Revenue}}}, "intervention": {"Prize": 1}}]}
            """);

        foreach (var answer in (JsonElement[])[validated, predicted])
        {
            Assert.Equal([true, false], answer.GetProperty("results").EnumerateArray().Select(item => item.GetProperty("success").GetBoolean()));
            Assert.Equal(1, answer.GetProperty("summary").GetProperty("failed").GetInt32());
        }

        Assert.Equal(
            "/requests/1/intervention/Prize",
            predicted.GetProperty("results")[1].GetProperty("error").GetProperty("details").GetProperty("errors")[0].GetProperty("path").GetString());
    }

    [Theory]
    [InlineData("/api/v1/causal/discover/from-knowledge", """{"domain_description": "A causes B.", "variables": [7]}""", "/variables/0")]
    [InlineData("/api/v1/causal/discover/from-data", """{"data": [[1, 2]], "variable_names": ["A", "B"], "top_k": 99}""", "/top_k")]
    [InlineData("/api/v1/causal/counterfactual/batch", """{"robustness_radius": "wide"}""", "/robustness_radius")]
    [InlineData("/api/v1/causal/validate/strategies", """{"dag": 7}""", "/dag")]
    [InlineData("/api/v1/causal/counterfactual/conformal", "{", "")]
    [InlineData("/api/v1/batch/counterfactual", "[]", "")]
    public async Task Mistakes_AreNamedAtTheCallersPlaces(string route, string body, string place)
    {
        var response = await api.PostAsync(route, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var errors = (await IslApiFactory.ReadAsync(response)).GetProperty("details").GetProperty("errors");
        Assert.Contains(errors.EnumerateArray(), error => error.GetProperty("path").GetString() == place);
    }

    [Fact]
    public async Task SameQuestion_UnderBothNames_IsOneComputation()
    {
        await api.AskAsync("/api/v1/validation/strategies", Effect);
        var response = await api.PostAsync("/api/v1/causal/validate/strategies", Effect);

        Assert.Equal("hit", response.Headers.GetValues("X-Isl-Cache").Single());
        Assert.NotNull(response.Headers.ETag);
    }
}
