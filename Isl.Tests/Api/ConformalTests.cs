using System.Text.Json;
using static Isl.Tests.Api.ModelRequests;

namespace Isl.Tests.Api;

public sealed class ConformalTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    [Fact]
    public async Task Split_EnoughPoints_IsTheRankedResidualAroundTheModelsMean()
    {
        var answer = await api.AskAsync(Intervals, Conform(Rows(40)));

        // ⌈0.95 · 41⌉ = 39: the 39th smallest of 40 absolute residuals.
        // The new case gives no quality, so the rows are predicted at its mean too.
        var quality = Enumerable.Range(0, 40).Average(i => 7 + (i % 3));
        var quantile = Enumerable
            .Range(0, 40)
            .Select(i => Math.Abs((i * 37 % 101 / 50.5 * 200) - 200 + (1.2 * (7 + (i % 3) - quality))))
            .Order()
            .ElementAt(38);
        var interval = answer.GetProperty("conformal_interval");
        var estimate = (2.5 * 45) + (1.2 * quality);
        Assert.Equal(estimate, interval.GetProperty("point_estimate").GetDouble(), 1e-6);
        Assert.Equal(estimate - quantile, interval.GetProperty("lower").GetDouble(), 1e-6);
        Assert.Equal(estimate + quantile, interval.GetProperty("upper").GetDouble(), 1e-6);
        Assert.Equal(2 * quantile, interval.GetProperty("width").GetDouble(), 1e-6);
        Assert.Equal(quality, answer.GetProperty("assumed_values").GetProperty("Quality").GetDouble(), 1e-9);
        var guarantee = answer.GetProperty("coverage_guarantee");
        Assert.True(guarantee.GetProperty("guaranteed").GetBoolean());
        Assert.True(guarantee.GetProperty("finite_sample_valid").GetBoolean());
        Assert.Equal(0.95, guarantee.GetProperty("theoretical_coverage").GetDouble(), 1e-12);
        var calibration = answer.GetProperty("calibration");
        Assert.Equal(
            (40, 40, "split"),
            (calibration.GetProperty("size").GetInt32(), calibration.GetProperty("used").GetInt32(), calibration.GetProperty("method").GetString()));
        Assert.Equal(quantile, calibration.GetProperty("residual_quantile").GetDouble(), 1e-6);
        Assert.Equal(40.0 / 41, calibration.GetProperty("achievable_coverage").GetDouble(), 1e-9);
        Assert.False(calibration.GetProperty("drift").GetProperty("warning").GetBoolean());
        var comparison = answer.GetProperty("comparison_to_monte_carlo");
        Assert.Equal(2 * 1.96 * 50, comparison.GetProperty("monte_carlo_width").GetDouble(), 8.0);
        Assert.Equal(
            comparison.GetProperty("conformal_width").GetDouble() / comparison.GetProperty("monte_carlo_width").GetDouble(),
            comparison.GetProperty("width_ratio").GetDouble(),
            1e-6);
        Assert.Equal(1, comparison.GetProperty("width_ratio").GetDouble() * comparison.GetProperty("relative_efficiency").GetDouble(), 1e-6);
        Assert.False(answer.GetProperty("degraded").GetBoolean());
    }

    [Fact]
    public async Task Split_TooFewPoints_IsAMonteCarloIntervalThatClaimsNothing()
    {
        var answer = await api.AskAsync(Intervals, Conform(Rows(10)));

        var guarantee = answer.GetProperty("coverage_guarantee");
        Assert.False(guarantee.GetProperty("guaranteed").GetBoolean());
        Assert.Equal(0, guarantee.GetProperty("theoretical_coverage").GetDouble());
        Assert.True(answer.GetProperty("degraded").GetBoolean());
        Assert.Contains("19", answer.GetProperty("degraded_reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(10.0 / 11, answer.GetProperty("calibration").GetProperty("achievable_coverage").GetDouble(), 1e-9);
        Assert.Equal(19, answer.GetProperty("calibration").GetProperty("points_needed").GetInt32());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("calibration").GetProperty("residual_quantile").ValueKind);
        Assert.Equal(2 * 1.96 * 50, answer.GetProperty("conformal_interval").GetProperty("width").GetDouble(), 8.0);
        Assert.Equal(1, answer.GetProperty("comparison_to_monte_carlo").GetProperty("width_ratio").GetDouble());
    }

    [Fact]
    public async Task TooFewPoints_AndNoNoiseInTheModel_SaysHowManyAreNeeded()
    {
        const string model = """{"variables": ["X", "Y"], "equations": {"Y": "2 * X"}}""";

        using var response = await api.PostAsync(
            Intervals,
            Conform("""{"X": 1, "Y": 2.2}, {"X": 2, "Y": 4.1}""", "\"alpha\": 0.1", model, """{"X": 3}"""));
        var problem = await IslApiFactory.ReadAsync(response);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("9", problem.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("/calibration_data", problem.GetProperty("details").GetProperty("errors")[0].GetProperty("path").GetString());
    }

    [Theory]
    [InlineData("cv+", 10)]
    [InlineData("jackknife+", 40)]
    public async Task CrossMethods_ProveLessAndCorrectTheModel(string method, int folds)
    {
        // The model's slope is 2.5; these cases follow 5, without noise: the correction finds it.
        var rows = string.Join(
            ", ",
            Enumerable.Range(0, 40).Select(i => $$"""{"Price": {{30 + (i * 7 % 23)}}, "Revenue": {{(5 * (30 + (i * 7 % 23))) + 8}}}"""));

        var answer = await api.AskAsync(Intervals, Conform(rows, $"\"alpha\": 0.1, \"method\": \"{method}\""));

        Assert.Equal(0.8, answer.GetProperty("coverage_guarantee").GetProperty("theoretical_coverage").GetDouble(), 1e-9);
        Assert.Equal(0.9, answer.GetProperty("coverage_guarantee").GetProperty("target_coverage").GetDouble(), 1e-9);
        Assert.Equal(folds, answer.GetProperty("calibration").GetProperty("folds").GetInt32());
        Assert.Equal(233, answer.GetProperty("conformal_interval").GetProperty("point_estimate").GetDouble(), 1e-4);
        Assert.Equal(0, answer.GetProperty("conformal_interval").GetProperty("width").GetDouble(), 1e-4);
    }

    [Fact]
    public async Task Rows_NestedOrFlatInAnyKeyOrder_AreTheSameData()
    {
        const string flat = """{"Price": 1, "Quality": 2, "Revenue": 3}, {"Price": 4, "Quality": 5, "Revenue": 6}""";
        const string mixed = """{"Revenue": 3.0, "Quality": 2, "Price": 1}, {"outcome": {"Revenue": 6}, "inputs": {"Quality": 5, "Price": 4}}""";
        const string nested = """{"inputs": {"Price": 1, "Quality": 2}, "outcome": 3}, {"inputs": {"Price": 4, "Quality": 5}, "outcome": 6}""";

        var one = await api.AskAsync(Intervals, Conform(flat, "\"alpha\": 0.5"));
        var two = await api.AskAsync(Intervals, Conform(mixed, "\"alpha\": 0.5"));
        var three = await api.AskAsync(Intervals, Conform(nested, "\"alpha\": 0.5"));

        Assert.Equal(one.GetRawText(), two.GetRawText());
        Assert.Equal(one.GetProperty("conformal_interval").GetRawText(), three.GetProperty("conformal_interval").GetRawText());
    }

    [Fact]
    public async Task Diagnostics_OutlierDriftAndExtrapolation_AreTold()
    {
        var rows = string.Join(
            ", ",
            Enumerable
                .Range(0, 40)
                .Select(i => $$"""{"Price": {{40 + (i % 5)}}, "Quality": 0, "Revenue": {{(2.5 * (40 + (i % 5))) + i + (i == 20 ? 4000 : 0)}}}"""));

        var answer = await api.AskAsync(Intervals, Conform(rows, intervention: """{"Price": 90}"""));

        Assert.Equal(20, answer.GetProperty("calibration").GetProperty("outliers")[0].GetProperty("row").GetInt32());
        Assert.True(answer.GetProperty("calibration").GetProperty("drift").GetProperty("warning").GetBoolean());
        var caveats = answer.GetProperty("explanation").GetProperty("caveats").EnumerateArray().Select(caveat => caveat.GetString()!).ToList();
        Assert.Contains(caveats, caveat => caveat.Contains("row 20", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(caveats, caveat => caveat.Contains("drift", StringComparison.Ordinal));
        Assert.Contains(
            caveats,
            caveat => caveat.Contains("Price = 90", StringComparison.Ordinal) && caveat.Contains("40", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Repeated_IsAHitWithTheSameBytes()
    {
        using var first = await api.PostAsync(Intervals, Conform(Rows(25), "\"confidence_level\": 0.9"));
        using var second = await api.PostAsync(Intervals, Conform(Rows(25), "\"alpha\": 0.1"));

        Assert.Equal("hit", second.Headers.GetValues("X-Isl-Cache").Single());
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
    }

    [Fact]
    public async Task NonlinearModel_PredictsByItsMeanNotByTheMeanNoise()
    {
        // E[exp(noise)] = e^(1/2): a plug-in of the mean noise would predict 1 · X.
        const string model = """{"variables": ["X", "Y"], "equations": {"Y": {"formula": "X * exp(noise)", "noise_dist": "normal(0, 1)"}}}""";

        var answer = await api.AskAsync(
            Intervals,
            Conform("""{"X": 1, "Y": 1}, {"X": 2, "Y": 2}, {"X": 2, "Y": 9}""", "\"alpha\": 0.5", model, """{"X": 10}"""));

        Assert.Equal(10 * Math.Exp(0.5), answer.GetProperty("conformal_interval").GetProperty("point_estimate").GetDouble(), 1.5);
    }
}
