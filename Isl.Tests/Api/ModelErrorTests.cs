using System.Net;
using static Isl.Tests.Api.ModelRequests;

namespace Isl.Tests.Api;

public sealed class ModelErrorTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private const string Two = """{"id": "a", "intervention": {"Price": 1}}, {"id": "b", "intervention": {"Price": 2}}""";

    public static TheoryData<string, string, string, string> BadRequests() =>
        new()
        {
            { Counterfactual, "{}", "/model", "model is missing" },
            { Counterfactual, """{"model": 3, "intervention": {}}""", "/model", "the number 3" },
            { Counterfactual, """{"model": {"variables": "X"}, "intervention": {}}""", "/model/variables", "a list of names" },
            { Counterfactual, """{"model": {"variables": ["X", 4]}, "intervention": {}}""", "/model/variables/1", "must be text" },
            { Counterfactual, """{"model": {"variables": ["X", "X"]}, "intervention": {}}""", "/model/variables/1", "twice" },
            { Counterfactual, """{"model": {"variables": []}, "intervention": {}}""", "/model/variables", "no variable" },
            { Counterfactual, """{"model": {"variables": ["X"], "equation": {}}, "intervention": {}}""", "/model/equation", "equations" },
            { Counterfactual, """{"model": {"variables": ["X"], "equations": []}, "intervention": {}}""", "/model/equations", "must be an object" },
            { Counterfactual, """{"model": {"variables": ["X"], "equations": {"X": 5}}, "intervention": {}}""", "/model/equations/X", "formula" },
            {
                Counterfactual,
                """{"model": {"variables": ["X"], "equations": {"X": {"noise_dist": "normal(0, 1)"}}}, "intervention": {}}""",
                "/model/equations/X",
                "has no formula"
            },
            {
                Counterfactual,
                """{"model": {"variables": ["X"], "equations": {"X": {"formula": 5}}}, "intervention": {}}""",
                "/model/equations/X/formula",
                "must be text"
            },
            {
                Counterfactual,
                """{"model": {"variables": ["X"], "equations": {"X": {"formula": "noise", "noise": "normal(0, 1)"}}}, "intervention": {}}""",
                "/model/equations/X/noise",
                "noise_dist"
            },
            {
                Counterfactual,
                """{"model": {"variables": ["X"], "equations": {"X": {"formula": "noise", "noise_dist": "gauss(0, 1)"}}}, "intervention": {}}""",
                "/model/equations/X/noise_dist",
                "gauss"
            },
            {
                Counterfactual,
                """{"model": {"variables": ["X"], "equations": {"X": "1", "Z": "2"}}, "intervention": {}}""",
                "/model/equations/Z",
                "'Z'"
            },
            {
                Counterfactual,
                """
                {"model": {"variables": ["X"], "distributions": {"X": {"type": "normal", "parameters": {"mean": 0, "std": -1}}}},
                 "intervention": {}}
                """,
                "/model/distributions/X",
                "negative"
            },
            {
                Counterfactual,
                """
                {"model": {"variables": ["X"], "distributions": {"X": {"type": "normal", "parameters": {"mean": 0, "std": "wide"}}}},
                 "intervention": {}}
                """,
                "/model/distributions/X/parameters/std",
                "wide"
            },
            {
                Counterfactual,
                """{"model": {"variables": ["X"], "distributions": {"X": {"parameters": {"mean": 0, "std": 1}}}}, "intervention": {}}""",
                "/model/distributions/X",
                "no type"
            },
            {
                Counterfactual,
                """{"model": {"variables": ["X"], "distributions": {"X": {"type": "normal", "params": {"mean": 0}}}}, "intervention": {}}""",
                "/model/distributions/X/params",
                "parameters"
            },
            {
                Counterfactual,
                """{"model": {"variables": ["X"], "distributions": {"X": 7}}, "intervention": {}}""",
                "/model/distributions/X",
                "the number 7"
            },
            { Counterfactual, """{"model": {"variables": ["X"], "values": {"X": "high"}}, "intervention": {}}""", "/model/values/X", "high" },
            { Counterfactual, Ask(Chain.Replace("2 * X", "2 * (X"), """{"X": 1}"""), "/model/equations/M/formula", "olumn" },
            { Counterfactual, Ask(Chain.Replace("2 * X", "2 * Q"), """{"X": 1}"""), "/model/equations/M/formula", "Q" },
            { Counterfactual, Ask(Chain.Replace("2 * X", "__import__('os').system('id')"), """{"X": 1}"""), "/model/equations/M/formula", "olumn" },
            { Counterfactual, $$"""{"model": {{Revenue}}}""", "/intervention", "missing" },
            { Counterfactual, Ask(Revenue, "[]"), "/intervention", "a list" },
            { Counterfactual, Ask(Revenue, """{"Prize": 1}"""), "/intervention/Prize", "Prize" },
            { Counterfactual, Ask(Revenue, """{"Price": "45"}"""), "/intervention/Price", "the text '45'" },
            { Counterfactual, Ask(Revenue, """{"Price": 1e999}"""), "/intervention/Price", "finite" },
            { Counterfactual, Ask(Revenue, """{"Price": null}"""), "/intervention/Price", "null" },
            { Counterfactual, Ask(Revenue, """{"Price": {"move": 5}}"""), "/intervention/Price", "shift" },
            { Counterfactual, Ask(Revenue, """{"Price": {"shift": 5, "scale": 2}}"""), "/intervention/Price", "one of set, shift and scale" },
            { Counterfactual, Ask(Revenue, """{"Price": {"shift": "x"}}"""), "/intervention/Price/shift", "'x'" },
            { Counterfactual, Ask(Revenue, """{"Price": 1, "Price": 2}"""), "/intervention/Price", "twice" },
            { Counterfactual, Ask(Revenue, """{"Price": 1}""", "\"context\": {\"Weather\": 3}"), "/context/Weather", "Weather" },
            { Counterfactual, Ask(Revenue, """{"Price": 1}""", "\"context\": {\"Price\": true}"), "/context/Price", "true" },
            { Counterfactual, Ask(Revenue, """{"Price": 1}""", "\"outcome\": \"Profit\""), "/outcome", "Profit" },
            { Counterfactual, Ask(Revenue, """{"Price": 1}""", "\"samples\": 0"), "/samples", "10000000" },
            { Counterfactual, Ask(Revenue, """{"Price": 1}""", "\"samples\": 10000001"), "/samples", "10000000" },
            { Counterfactual, Ask(Revenue, """{"Price": 1}""", "\"confidence_level\": 95"), "/confidence_level", "0.95" },
            { Counterfactual, Ask(Revenue, """{"Price": 1}""", "\"seed\": \"lucky\""), "/seed", "whole number" },
            { Counterfactual, Ask(Revenue, """{"Price": 1}""", "\"sample\": 500"), "/sample", "`samples`" },
            { Batch, $$"""{"model": {{Revenue}}}""", "/scenarios", "missing" },
            { Batch, Compare(Revenue, """{"id": "a", "intervention": {"Price": 1}}"""), "/scenarios", "1 scenario;" },
            {
                Batch,
                Compare(Revenue, """{"id": "a", "intervention": {"Price": 1}}, {"id": "a", "intervention": {"Price": 2}}"""),
                "/scenarios/1/id",
                "'a'"
            },
            {
                Batch,
                Compare(Revenue, """{"id": "a", "intervention": {"Price": 1}}, {"intervention": {"Price": 2}}"""),
                "/scenarios/1/id",
                "missing"
            },
            { Batch, Compare(Revenue, """{"id": "a", "intervention": {"Price": 1}}, {"id": "b"}"""), "/scenarios/1/intervention", "missing" },
            { Batch, Compare(Revenue, """{"id": "a", "intervention": {"Price": 1}}, null"""), "/scenarios/1", "null" },
            {
                Batch,
                Compare(Revenue, """{"id": "a", "intervention": {"Price": 1}}, {"id": "b", "intervention": {"Prize": 2}}"""),
                "/scenarios/1/intervention/Prize",
                "Prize"
            },
            {
                Batch,
                Compare(Revenue, """{"id": "a", "intervention": {"Price": 1}}, {"id": 5, "intervention": {"Price": 2}}"""),
                "/scenarios/1/id",
                "text"
            },
            { Batch, Compare(Revenue, Two, "\"analyse_interactions\": true"), "/analyse_interactions", "analyze_interactions" },
            { Intervals, Ask(Revenue, """{"Price": 1}"""), "/calibration_data", "missing" },
            { Intervals, Conform(""), "/calibration_data", "empty" },
            { Intervals, Conform("""{"Price": 1, "Revenue": 2}, 5"""), "/calibration_data/1", "the number 5" },
            { Intervals, Conform("""{"Price": 1, "Revenue": 2}, {"Price": 1, "Revenue": "n/a"}"""), "/calibration_data/1/Revenue", "n/a" },
            { Intervals, Conform("""{"Price": 1, "Revenue": 2}, {"Price": null, "Revenue": 3}"""), "/calibration_data/1/Price", "null" },
            { Intervals, Conform("""{"Price": 1, "Revenue": 2}, {"Price": 1e300, "Revenue": 3}"""), "/calibration_data/1/Price", "1E+100" },
            {
                Intervals,
                Conform("""{"Price": 1, "Revenue": 2}, {"Revenue": 3}, {"Price": 1, "Revenue": 2}"""),
                "/calibration_data/1/Price",
                "Row 1 has no column 'Price'"
            },
            { Intervals, Conform("""{"Revenue": 2}, {"Price": 1, "Revenue": 3}"""), "/calibration_data/0/Price", "Row 0 has no column 'Price'" },
            { Intervals, Conform("""{"Price": 1, "Revenue": 2}, {"Price": 1}"""), "/calibration_data/1/Revenue", "Row 1 has no column 'Revenue'" },
            { Intervals, Conform("""{"Price": 1, "Revenue": 2, "Weather": 3}"""), "/calibration_data/0/Weather", "Weather" },
            { Intervals, Conform("""{"Price": 1, "Revenue": 2, "Price": 3}"""), "/calibration_data/0/Price", "twice" },
            { Intervals, Conform("""{"inputs": {"Price": 1}}"""), "/calibration_data/0/outcome", "no outcome" },
            { Intervals, Conform("""{"inputs": {"Price": 1}, "outcome": "high"}"""), "/calibration_data/0/outcome", "high" },
            { Intervals, Conform("""{"inputs": {"Price": 1}, "outcome": 3, "Quality": 2}"""), "/calibration_data/0/Quality", "beside" },
            { Intervals, Conform("""{"Price": 1, "Quality": 2}"""), "/calibration_data", "Revenue" },
            { Intervals, Conform("""{"Price": 1, "Revenue": 2}""", "\"alpha\": 2"), "/alpha", "0.05" },
            { Intervals, Conform("""{"Price": 1, "Revenue": 2}""", "\"alpha\": 0.1, \"confidence_level\": 0.9"), "/confidence_level", "one of them" },
            { Intervals, Conform("""{"Price": 1, "Revenue": 2}""", "\"method\": \"magic\""), "/method", "jackknife+" },
        };

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task BadRequest_NamesThePlaceAndTheRemedy(string path, string body, string place, string says)
    {
        using var response = await api.PostAsync(path, body);
        var problem = await IslApiFactory.ReadAsync(response);

        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, problem.GetRawText());
        Assert.Equal("invalid_request", problem.GetProperty("error_code").GetString());
        var errors = problem.GetProperty("details").GetProperty("errors").EnumerateArray();
        Assert.True(
            errors.Any(error =>
                error.GetProperty("path").GetString() == place && error.GetProperty("message").GetString()!.Contains(says, StringComparison.Ordinal)),
            problem.GetRawText());
    }

    [Fact]
    public async Task Cycle_IsNamed()
    {
        using var response = await api.PostAsync(Counterfactual, Ask("""{"variables": ["X", "Y"], "equations": {"Y": "X", "X": "Y"}}""", "{}"));
        var message = (await IslApiFactory.ReadAsync(response)).GetProperty("message").GetString();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("X -> Y", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeveralMistakes_AreToldAtOnce()
    {
        using var response = await api.PostAsync(
            Counterfactual,
            Ask(Revenue, """{"Prize": 1, "Price": "x"}""", "\"samples\": -1, \"outcome\": \"Profit\""));
        var errors = (await IslApiFactory.ReadAsync(response))
            .GetProperty("details")
            .GetProperty("errors")
            .EnumerateArray()
            .Select(error => error.GetProperty("path").GetString());

        Assert.Equal(["/intervention/Prize", "/intervention/Price", "/outcome", "/samples"], errors);
    }
}
