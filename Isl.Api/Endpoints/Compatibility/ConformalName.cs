using System.Text.Json.Nodes;

namespace Isl.Api.Endpoints.Compatibility;

/// <summary><c>causal/counterfactual/conformal</c>: bounds as maps by variable.</summary>
internal static class ConformalName
{
    private const string Route = "/api/v1/causal/conformal";

    /// <summary>The answer in that shape.</summary>
    public static async Task<JsonNode> Answer(HttpContext context, Forwarding forwarding, JsonObject body)
    {
        var answer = await forwarding.Ask(context, Route, body);
        var (outcome, interval, guarantee) = (answer["outcome"]!.GetValue<string>(), answer["conformal_interval"]!, answer["coverage_guarantee"]!);
        answer["prediction_interval"] = new JsonObject
        {
            ["lower_bound"] = Map(outcome, interval["lower"]),
            ["upper_bound"] = Map(outcome, interval["upper"]),
            ["point_estimate"] = Map(outcome, interval["point_estimate"]),
            ["interval_width"] = Map(outcome, interval["width"]),
        };
        guarantee["nominal_coverage"] = guarantee["target_coverage"]?.DeepClone();
        guarantee["guaranteed_coverage"] = guarantee["guaranteed"]!.GetValue<bool>() ? guarantee["theoretical_coverage"]!.DeepClone() : 0;
        var drift = answer["calibration"]?["drift"]?["warning"]?.GetValue<bool>() == true;
        answer["calibration_quality"] = new JsonObject
        {
            ["size"] = answer["calibration"]?["size"]?.DeepClone(),
            ["drift"] = drift,
            ["quality"] = !guarantee["guaranteed"]!.GetValue<bool>() ? "poor" : drift ? "fair" : "good",
        };
        answer["comparison_to_standard"] = Compared(answer["comparison_to_monte_carlo"]!);
        return answer;
    }

    private static JsonObject Compared(JsonNode comparison) => new()
    {
        ["standard_width"] = comparison["monte_carlo_width"]?.DeepClone(),
        ["conformal_width"] = comparison["conformal_width"]?.DeepClone(),
        ["width_ratio"] = comparison["width_ratio"]?.DeepClone(),
        ["is_wider"] = comparison["width_ratio"]?.GetValue<double>() > 1,
    };

    private static JsonObject Map(string outcome, JsonNode? value) => new() { [outcome] = value?.DeepClone() };
}
