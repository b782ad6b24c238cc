using System.Net;
using System.Text.Json;
using static Isl.Tests.Api.ModelRequests;

namespace Isl.Tests.Api;

/// <summary>Robustness, experiments and validation over HTTP.</summary>
public sealed class DecisionRoutesTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private const string Experiment = "/api/v1/experiment/recommend";
    private const string Validation = "/api/v1/validation/validate";
    private const string Align = "/api/v1/team/align";
    private const string Robustness = "/api/v1/robustness/analyze";

    private static readonly string Pricing =
        $$"""
        "structural_model": {{Revenue}}, "intervention_proposal": {"Price": 45}, "target_outcome": {"Revenue": [100, 125]}, "seed": 3
        """;

    [Fact]
    public async Task Robustness_OfAModel_GivesRegionsAndAScore()
    {
        var answer = await api.AskAsync(Robustness, $$"""{{{Pricing}}, "confidence_level": 0.5}""");

        var analysis = answer.GetProperty("analysis");
        Assert.Equal("failed", analysis.GetProperty("status").GetString()); // noise of 50 keeps 20 % in range
        Assert.Equal(0, analysis.GetProperty("region_count").GetInt32());
        Assert.Equal(0, answer.GetProperty("assumed_values").GetProperty("Quality").GetDouble());
        Assert.StartsWith("k", answer.GetProperty("result_id").GetString(), StringComparison.Ordinal);
        var again = await api.GetAsync($"/api/v1/results/{answer.GetProperty("result_id").GetString()}");
        Assert.Equal(answer.GetRawText(), again.GetRawText());
    }

    [Fact]
    public async Task Robustness_OfAGraphAlone_IsFailedWithoutAScore()
    {
        var answer = await api.AskAsync(
            Robustness,
            """{"causal_model": {"nodes": ["X", "Y"], "edges": []}, "intervention_proposal": {"X": 1}, "target_outcome": {"Y": [0, 1]}}""");

        var analysis = answer.GetProperty("analysis");
        Assert.Equal("failed", analysis.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, analysis.GetProperty("robustness_score").ValueKind);
        Assert.Equal(2, analysis.GetProperty("fragility_reasons").GetArrayLength());
    }

    [Theory]
    [InlineData("\"perturbation_radius\": 0", "/perturbation_radius")]
    [InlineData("\"min_samples\": 9", "/min_samples")]
    [InlineData("\"confidence_level\": 1", "/confidence_level")]
    [InlineData("\"feasible_ranges\": {\"Price\": [50, 60]}", "/intervention_proposal/Price")]
    [InlineData("\"feasible_ranges\": {\"Quality\": [50, 60]}", "/feasible_ranges/Quality")]
    [InlineData("\"causal_model\": {\"nodes\": [\"A\"], \"edges\": [[\"A\", \"B\"]]}", "/causal_model")]
    public Task Robustness_Mistakes_AreNamedWithTheirPlace(string member, string place) =>
        IsRefused(Robustness, $$"""{{{Pricing}}, {{member}}}""", place);

    [Theory]
    [InlineData("{\"equations\": {\"Y\": \"2 * (X\"}, \"variables\": [\"X\", \"Y\"]}", "/structural_model/equations/Y")]
    [InlineData("{\"equations\": {\"Y\": \"2 * Q\"}, \"variables\": [\"X\", \"Y\"]}", "/structural_model/equations/Y")]
    [InlineData("{\"formulas\": {}}", "/structural_model/formulas")]
    public Task Robustness_MistakesInTheModel_AreToldWhereItStands(string model, string place) => IsRefused(
        Robustness, $$"""{"structural_model": {{model}}, "intervention_proposal": {"X": 1}, "target_outcome": {"Y": [0, 1]} }""", place);

    [Fact]
    public async Task Experiment_OfBeliefs_GivesTheConjugatePosterior()
    {
        var answer = await api.AskAsync(Experiment, Belief("effect_price", "\"history\": [{\"intervention\": {\"Price\": 5}, \"outcome\": 13}]"));

        var precision = 4 + 25.0;
        Assert.Equal((8 + 65) / precision, answer.GetProperty("posterior")[0].GetProperty("mean").GetDouble(), 9);
        Assert.Equal(10, answer.GetProperty("recommendation").GetProperty("intervention").GetProperty("Price").GetDouble());
        Assert.Equal(4, answer.GetProperty("remaining_budget").GetDouble());
        Assert.False(answer.GetProperty("stop").GetBoolean());
    }

    [Fact]
    public async Task Experiment_UnderItsOtherName_GivesTheSameBytes()
    {
        var body = Belief("slope", "\"strategy\": \"information_gain\"");

        Assert.Equal((await api.AskAsync(Experiment, body)).GetRawText(), (await api.AskAsync("/api/v1/causal/experiment/recommend", body)).GetRawText());
    }

    [Theory]
    [InlineData("slope", "\"noise_std\": 0", "/noise_std")]
    [InlineData("slope", "\"strategy\": \"greedy\"", "/strategy")]
    [InlineData("slope", "\"history\": [{\"intervention\": {\"Ads\": 1}, \"outcome\": 1}]", "/history/0/intervention/Ads")]
    [InlineData("slope", "\"history\": [{\"intervention\": {}, \"outcome\": {\"Sales\": 1}}]", "/history/0/outcome")]
    [InlineData("slope", "\"candidates\": [{\"Price\": 11}]", "/candidates/0/Price")]
    [InlineData("slope", "\"dag\": \"dag { Price -> Sales }\"", "/dag")]
    [InlineData("slope", "\"model\": {\"variables\": [\"Price\", \"Revenue\"], \"equations\": {\"Revenue\": \"2 * Price\"}}", "/beliefs")]
    public Task Experiment_Mistakes_AreNamedWithTheirPlace(string parameter, string member, string place) =>
        IsRefused(Experiment, Belief(parameter, member), place);

    [Fact]
    public Task Experiment_BeliefsOfNoVariable_AreRefused() => IsRefused(
        Experiment,
        Belief("slope", "\"seed\": 1").Replace("\"beliefs\": [", """
            "beliefs": [{"parameter_name": "other", "distribution_type": "normal", "parameters": {"mean": 0, "std": 1}},
            """, StringComparison.Ordinal),
        "/beliefs");

    [Fact]
    public async Task Validation_OfAGraphAlone_IsNotTestedAndCapped()
    {
        var answer = await api.AskAsync(Validation, """{"dag": "dag { X -> Y -> Z }", "context": {"treatment": "X", "outcome": "Z", "mood": 1}}""");

        Assert.InRange(answer.GetProperty("quality_score").GetDouble(), 0, 75);
        var statistical = answer.GetProperty("validation_results").GetProperty("statistical").GetProperty("checks");
        Assert.All(statistical.EnumerateArray(), check => Assert.Equal("warning", check.GetProperty("status").GetString()));
        Assert.Equal(2, answer.GetProperty("undirected_edges").GetArrayLength());
        Assert.Contains("mood", answer.GetProperty("explanation").GetProperty("caveats")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"validation_level\": \"deep\"", "/validation_level")]
    [InlineData("\"context\": {\"treatment\": \"Q\"}", "/context/treatment")]
    [InlineData("\"context\": {\"tiers\": [[\"X\"], [\"X\"]]}", "/context/tiers")]
    [InlineData("\"context\": {\"required_edges\": [[\"X\"]]}", "/context/required_edges/0")]
    [InlineData("\"structural_model\": {\"equations\": {\"Y\": \"2 * Q\"}}", "/structural_model/equations/Y")]
    [InlineData("\"data\": [{\"A\": 1}, {\"A\": 2}]", "/data")]
    public Task Validation_Mistakes_AreNamedWithTheirPlace(string member, string place) =>
        IsRefused(Validation, $$"""{"dag": "dag { X -> Y }", {{member}}}""", place);

    [Fact]
    public async Task Align_Models_NamesThePairThatDecides()
    {
        var answer = await api.AskAsync(Align, Models("dag { X -> Y; Z -> X; Z -> Y }", "dag { X -> Y; Z -> X; Z -> Y }", "dag { X -> Y; Z -> X }"));

        Assert.Equal("Z", answer.GetProperty("decision").GetProperty("adjustment_set")[0].GetString());
        Assert.Equal("no edge", answer.GetProperty("contested_edges")[0].GetProperty("claims")[1].GetProperty("claim").GetString());
        Assert.True(answer.GetProperty("pivotal_proven").GetBoolean());
        Assert.StartsWith("t", answer.GetProperty("result_id").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"treatment\": \"X\", \"outcome\": \"X\"", "/outcome")]
    [InlineData("\"treatment\": \"Q\", \"outcome\": \"Y\"", "/treatment")]
    [InlineData("\"treatment\": \"X\", \"outcome\": \"Y\", \"options\": []", "/options")]
    [InlineData("\"outcome\": \"Y\"", "/treatment")]
    public Task Align_MistakesWithModels_AreNamedWithTheirPlace(string member, string place) => IsRefused(
        Align, $$"""{"models": [{"role": "a", "dag": "dag { X -> Y }"}, {"role": "b", "dag": "dag { X -> Y }"}], {{member}}}""", place);

    private static string Models(params string[] graphs) =>
        $$"""
        {"models": [{{string.Join(", ", graphs.Select((graph, i) => $$$"""{"role": "member {{{i}}}", "dag": "{{{graph}}}"}"""))}}],
         "treatment": "X", "outcome": "Y"}
        """;

    private static string Belief(string parameter, string member) =>
        $$$"""
        {"beliefs": [{"parameter_name": "{{{parameter}}}", "distribution_type": "normal", "parameters": {"mean": 2, "std": 0.5}}],
         "objective": {"target_variable": "Revenue"}, {{{member}}},
         "constraints": {"budget": 5, "time_horizon": 3, "feasible_interventions": {"Price": [0, 10]} } }
        """;

    private async Task IsRefused(string route, string body, string place)
    {
        var response = await api.PostAsync(route, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var errors = (await IslApiFactory.ReadAsync(response)).GetProperty("details").GetProperty("errors");
        Assert.Contains(errors.EnumerateArray(), error => error.GetProperty("path").GetString()!.StartsWith(place, StringComparison.Ordinal));
    }
}
