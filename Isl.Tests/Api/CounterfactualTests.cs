using System.Text.Json;
using static Isl.Tests.Api.ModelRequests;

namespace Isl.Tests.Api;

public sealed class CounterfactualTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    [Fact]
    public async Task Counterfactual_LinearModel_GivesItsMeanSpreadAndAssumedValue()
    {
        var answer = await api.AskAsync(Counterfactual, Ask(Revenue, """{"Price": 45.0}""", "\"seed\": 42"));

        var prediction = answer.GetProperty("prediction");
        Assert.Equal("Revenue", answer.GetProperty("outcome").GetString());
        Assert.Equal(112.5, prediction.GetProperty("point_estimate").GetDouble(), 4 * 0.5);
        Assert.Equal(50, prediction.GetProperty("uncertainty").GetProperty("Revenue").GetDouble(), 4 * 0.36);
        Assert.Equal(0.5, prediction.GetProperty("standard_error").GetDouble(), 0.05);
        Assert.Equal(112.5 - (1.96 * 50), prediction.GetProperty("confidence_interval").GetProperty("lower").GetDouble(), 6.0);
        Assert.Equal(112.5 + (1.96 * 50), prediction.GetProperty("confidence_interval").GetProperty("upper").GetDouble(), 6.0);
        Assert.Equal(0.95, prediction.GetProperty("confidence_interval").GetProperty("confidence_level").GetDouble());
        Assert.Equal(112.5 - (1.645 * 50), prediction.GetProperty("quantiles").GetProperty("p05").GetDouble(), 5.0);
        var histogram = prediction.GetProperty("histogram");
        Assert.Equal(
            1,
            histogram.GetProperty("shares").EnumerateArray().Sum(share => share.GetDouble())
                + histogram.GetProperty("below").GetDouble()
                + histogram.GetProperty("above").GetDouble(),
            1e-9);
        Assert.Equal(0, answer.GetProperty("assumed_values").GetProperty("Quality").GetDouble());
        Assert.Contains(Texts(answer, "caveats"), caveat => caveat.Contains("Quality", StringComparison.Ordinal));
        Assert.Equal((42, 10_000), (answer.GetProperty("seed").GetInt64(), answer.GetProperty("samples").GetInt32()));
        Assert.Equal(64, answer.GetProperty("model_hash").GetString()!.Length);
        Assert.StartsWith("m", answer.GetProperty("result_id").GetString(), StringComparison.Ordinal);
        Assert.Contains("Revenue", answer.GetProperty("explanation").GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.False(answer.GetProperty("degraded").GetBoolean());
    }

    [Fact]
    public async Task Counterfactual_Chain_PredictsEveryDescendantAndSharesTheVariance()
    {
        var answer = await api.AskAsync(Counterfactual, Ask(Chain, """{"X": 2}""", "\"samples\": 20000"));

        var prediction = answer.GetProperty("prediction");
        Assert.Equal(4, prediction.GetProperty("prediction").GetProperty("M").GetDouble(), 0.03);
        Assert.Equal(12, prediction.GetProperty("prediction").GetProperty("Y").GetDouble(), 0.11);
        Assert.Equal(Math.Sqrt(13), answer.GetProperty("uncertainty").GetProperty("overall").GetDouble(), 0.08);
        var sources = answer.GetProperty("uncertainty").GetProperty("sources").EnumerateArray().ToList();
        Assert.Equal(2, sources.Count);
        Assert.Contains("M", sources[0].GetProperty("factor").GetString(), StringComparison.Ordinal);
        Assert.Equal(9.0 / 13, sources[0].GetProperty("share").GetDouble(), 1e-9);
        Assert.Equal(4.0 / 13, sources[1].GetProperty("share").GetDouble(), 1e-9);
    }

    [Theory]
    [InlineData("""{"X": {"shift": 1}}""", 12)]
    [InlineData("""{"X": {"scale": 3}}""", 18)]
    [InlineData("""{"X": {"set": 3}}""", 18)]
    [InlineData("{}", 6)]
    public async Task Counterfactual_EveryKindOfIntervention_MovesTheMean(string intervention, double expected)
    {
        var answer = await api.AskAsync(Counterfactual, Ask(Chain, intervention));

        Assert.Equal(
            JsonSerializer.Serialize(JsonDocument.Parse(intervention.Replace("{\"set\": 3}", "3"))),
            JsonSerializer.Serialize(answer.GetProperty("intervention")));
        Assert.Equal(expected, answer.GetProperty("prediction").GetProperty("prediction").GetProperty("Y").GetDouble(), 0.55);
    }

    [Fact]
    public async Task Counterfactual_ObservedCase_KeepsItsNoise()
    {
        const string model =
            """
            {"variables": ["X", "Y"], "equations": {"Y": {"formula": "2 * X + noise", "noise_dist": "normal(0, 1)"}},
             "distributions": {"X": {"type": "normal", "parameters": {"mean": 0, "std": 1}}}}
            """;

        var answer = await api.AskAsync(Counterfactual, Ask(model, """{"X": 3}""", "\"context\": {\"X\": 1, \"Y\": 5}"));

        Assert.Equal(9, answer.GetProperty("prediction").GetProperty("point_estimate").GetDouble(), 1e-9);
        Assert.Equal("exact", answer.GetProperty("evidence").GetProperty("method").GetString());
        Assert.Equal(5, answer.GetProperty("context").GetProperty("Y").GetDouble());
    }

    [Fact]
    public async Task Counterfactual_ObservedValueOfAnOpenVariable_IsNotAssumed()
    {
        var answer = await api.AskAsync(
            Counterfactual,
            Ask(Revenue, """{"Price": 45}""", "\"context\": {\"Price\": 40, \"Quality\": 7, \"Revenue\": 110}"));

        Assert.Equal(122.5, answer.GetProperty("prediction").GetProperty("point_estimate").GetDouble(), 1e-9);
        Assert.Equal("{}", answer.GetProperty("assumed_values").GetRawText());
        Assert.Empty(Texts(answer, "caveats"));
    }

    [Fact]
    public async Task Counterfactual_ObservedThreshold_HoldsInTheWorldAsItIs()
    {
        const string model = """{"variables": ["A", "B"], "equations": {"B": "if(A > 0, 1, 0)"}, "distributions": {"A": "normal(0, 1)"}}""";

        var asItIs = await api.AskAsync(Counterfactual, Ask(model, "{}", "\"context\": {\"B\": 1}"));
        using var impossible = await api.PostAsync(Counterfactual, Ask(model, "{}", "\"context\": {\"B\": 3}"));

        Assert.Equal(1, asItIs.GetProperty("prediction").GetProperty("point_estimate").GetDouble(), 1e-9);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, impossible.StatusCode);
    }

    [Fact]
    public async Task Counterfactual_ObservedOutcomeAlone_WeighsTheDraws()
    {
        // X ~ N(0, 1), Y = X + N(0, 1), Y observed at 2: X ~ N(1, 1/2), and Y under X := X + 1 is 3.
        const string model =
            """
            {"variables": ["X", "Y"], "equations": {"Y": {"formula": "X + noise", "noise_dist": "normal(0, 1)"}},
             "distributions": {"X": "normal(0, 1)"}}
            """;

        var answer = await api.AskAsync(Counterfactual, Ask(model, """{"X": {"shift": 1}}""", "\"context\": {\"Y\": 2}, \"samples\": 50000"));

        Assert.Equal(3, answer.GetProperty("prediction").GetProperty("point_estimate").GetDouble(), 0.05);
        Assert.InRange(answer.GetProperty("evidence").GetProperty("effective_sample_size").GetDouble(), 100, 50_000);
    }

    [Fact]
    public async Task Counterfactual_SeedFromTheRequest_IsReturnedAndGivesTheSameBytes()
    {
        using var first = await api.PostAsync(Counterfactual, Ask(Chain, """{"X": 2}"""));
        var answer = await IslApiFactory.ReadAsync(first);
        var seed = answer.GetProperty("seed").GetInt64();

        using var second = await api.PostAsync(Counterfactual, Ask(Chain, """{"X": 2}""", $"\"seed\": {seed}"));
        using var other = await api.PostAsync(Counterfactual, Ask(Chain, """{"X": 2}""", $"\"seed\": {seed + 1}"));

        Assert.Equal("hit", second.Headers.GetValues("X-Isl-Cache").Single());
        Assert.Equal(answer.GetRawText(), (await IslApiFactory.ReadAsync(second)).GetRawText());
        Assert.NotEqual(answer.GetProperty("prediction").GetRawText(), (await IslApiFactory.ReadAsync(other)).GetProperty("prediction").GetRawText());
        Assert.NotEqual(seed, (await api.AskAsync(Counterfactual, Ask(Chain, """{"X": 2.5}"""))).GetProperty("seed").GetInt64());
    }

    [Fact]
    public async Task Counterfactual_KeysInAnotherOrder_AreTheSameQuestion()
    {
        const string one =
            """
            {"model": {"variables": ["X", "Z", "Y"], "equations": {"Z": "X", "Y": {"formula": "Z + noise", "noise_dist": "normal(0, 1)"}}},
             "intervention": {"X": 1, "Z": {"shift": 1}}, "context": {}}
            """;
        const string two =
            """
            {"intervention": {"Z": {"shift": 1.0}, "X": 1e0}, "model": {"equations": {"Y": {"noise_dist": {"parameters": {"std": 1,
             "mean": 0}, "type": "normal"}, "formula": "Z + noise"}, "Z": {"formula": "X"}}, "variables": ["X", "Z", "Y"]}}
            """;

        using var first = await api.PostAsync(Counterfactual, one);
        using var second = await api.PostAsync(Counterfactual, two);

        Assert.Equal("hit", second.Headers.GetValues("X-Isl-Cache").Single());
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
    }

    [Fact]
    public async Task Counterfactual_ByItsAddress_SameBytes()
    {
        using var asked = await api.PostAsync(Counterfactual, Ask(Chain, """{"X": 4}"""));
        var id = (await IslApiFactory.ReadAsync(asked)).GetProperty("result_id").GetString();

        using var found = await api.CreateClient().GetAsync($"/api/v1/results/{id}", TestContext.Current.CancellationToken);

        Assert.Equal(
            await asked.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken),
            await found.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Counterfactual_NumbersThatOverflow_AreABadRequest()
    {
        using var response = await api.PostAsync(
            Counterfactual,
            Ask("""{"variables": ["X", "Y"], "equations": {"Y": "exp(X)"}}""", """{"X": 1000}"""));

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Batch_SharedDraws_MakeDifferencesExactAndTheBestCertain()
    {
        var scenarios = string.Join(
            ", ",
            Enumerable
                .Range(0, 3)
                .Select(i => $$"""{"id": "scenario{{i}}", "label": "Price {{40 + (5 * i)}}", "intervention": {"Price": {{40 + (5 * i)}} } }"""));

        var answer = await api.AskAsync(Batch, Compare(Revenue, scenarios, "\"analyze_interactions\": true, \"seed\": 7"));

        var means = answer
            .GetProperty("scenarios")
            .EnumerateArray()
            .Select(scenario => scenario.GetProperty("prediction").GetProperty("Revenue").GetDouble())
            .ToList();
        Assert.Equal(12.5, means[1] - means[0], 1e-6);
        Assert.Equal(12.5, means[2] - means[1], 1e-6);
        Assert.Equal("scenario2", answer.GetProperty("optimal_scenario").GetString());
        var ranking = answer.GetProperty("comparison").GetProperty("ranking").EnumerateArray().ToList();
        Assert.Equal(["scenario2", "scenario1", "scenario0"], ranking.Select(place => place.GetProperty("scenario_id").GetString()));
        Assert.Equal([1, 0, 0], ranking.Select(place => place.GetProperty("probability_best").GetDouble()));
        Assert.Equal("Price 50", ranking[0].GetProperty("label").GetString());
        var gains = answer.GetProperty("comparison").GetProperty("marginal_gains").EnumerateArray().ToList();
        Assert.Equal([125, 112.5, 100], gains.Select(gain => Math.Round(gain.GetProperty("gain").GetDouble(), 6)));
        Assert.Equal(12.5, gains[0].GetProperty("over_next").GetDouble(), 1e-6);
        Assert.False(answer.GetProperty("interactions").GetProperty("has_synergy").GetBoolean());
    }

    [Theory]
    [InlineData("A + B", false, 0)]
    [InlineData("A * B", true, 6)]
    [InlineData("A + B - A * B", false, -6)]
    public async Task Batch_Interactions_AreClaimedOnlyWhereTheyAre(string formula, bool synergy, double interaction)
    {
        var model = $$"""{"variables": ["A", "B", "Y"], "equations": {"Y": {"formula": "{{formula}} + noise", "noise_dist": "normal(0, 1)"} } }""";
        const string crossed =
            """
            {"id": "none", "intervention": {"A": 0, "B": 0}}, {"id": "a", "intervention": {"A": 2, "B": 0}}, {"id": "b",
             "intervention": {"A": 0, "B": 3}}, {"id": "both", "intervention": {"A": 2, "B": 3}}
            """;
        const string single = """{"id": "a", "intervention": {"A": 2}}, {"id": "b", "intervention": {"B": 3}}""";

        foreach (var scenarios in new[] { crossed, single })
        {
            var interactions = (await api.AskAsync(Batch, Compare(model, scenarios, "\"seed\": 1"))).GetProperty("interactions");

            Assert.Equal(synergy, interactions.GetProperty("has_synergy").GetBoolean());
            var pair = interactions
                .GetProperty("details")
                .GetProperty("pairs")
                .EnumerateArray()
                .Single(detail => detail.GetProperty("first").GetString() == "a" && detail.GetProperty("second").GetString() == "b");
            Assert.Equal(interaction, pair.GetProperty("interaction").GetDouble(), 1e-9);
        }
    }

    [Fact]
    public async Task Batch_WithoutInteractions_HasNone()
    {
        var answer = await api.AskAsync(
            Batch,
            Compare(
                Revenue,
                """{"id": "a", "intervention": {"Price": 1}}, {"id": "b", "intervention": {"Quality": 2}}""",
                "\"analyze_interactions\": false")
        );

        Assert.Equal(JsonValueKind.Null, answer.GetProperty("interactions").ValueKind);
    }

    [Fact]
    public async Task Batch_OneMoreScenario_ChangesNoOther()
    {
        const string two = """{"id": "a", "intervention": {"X": 1}}, {"id": "b", "intervention": {"M": 2}}""";

        var first = await api.AskAsync(Batch, Compare(Chain, two, "\"seed\": 3"));
        var second = await api.AskAsync(Batch, Compare(Chain, two + """, {"id": "c", "intervention": {"X": 9}}""", "\"seed\": 3"));

        Assert.Equal(
            first.GetProperty("scenarios")[0].GetProperty("prediction").GetRawText(),
            second.GetProperty("scenarios")[0].GetProperty("prediction").GetRawText());
        Assert.Equal(
            first.GetProperty("scenarios")[1].GetProperty("prediction").GetRawText(),
            second.GetProperty("scenarios")[1].GetProperty("prediction").GetRawText());
    }

    private static IEnumerable<string> Texts(JsonElement answer, string part) =>
        answer.GetProperty("explanation").GetProperty(part).EnumerateArray().Select(text => text.GetString()!);
}
