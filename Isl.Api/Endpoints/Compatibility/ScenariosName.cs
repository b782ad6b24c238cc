using System.Text.Json.Nodes;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Endpoints.Compatibility;

/// <summary><c>causal/counterfactual/batch</c>: scenarios with how far their outcome moves when what they set is a little off.</summary>
internal static class ScenariosName
{
    private const string Route = "/api/v1/batch/counterfactuals";
    private const int DefaultSamples = 1000;
    private const double DefaultRadius = 0.1;
    private const int MostScenarios = 100;

    /// <summary>The answer in that shape.</summary>
    public static async Task<JsonNode> Answer(HttpContext context, Forwarding forwarding, JsonObject body)
    {
        var radius = Radius(body);
        body["samples"] ??= DefaultSamples;
        var answer = await forwarding.Ask(context, Route, body.DeepClone());
        var outcome = answer["outcome"]!.GetValue<string>();
        body["seed"] = answer["seed"]!.DeepClone();
        body["outcome"] = outcome;
        body["analyze_interactions"] = false;
        var sent = (body["scenarios"] as JsonArray)!;
        var scenarios = (answer["scenarios"] as JsonArray)!;
        var spread = await Spread(context, forwarding, body, sent, outcome, radius);
        var best = scenarios.Max(scenario => scenario!["prediction"]![outcome]!.GetValue<double>());
        var robust = (Id: "", Score: -1.0);
        for (var i = 0; i < scenarios.Count; i++)
        {
            var scenario = (JsonObject)scenarios[i]!;
            var point = scenario["prediction"]![outcome]!.GetValue<double>();
            var (low, high) = (Math.Min(point, spread[i].Low), Math.Max(point, spread[i].High));
            var score = 1 / (1 + ((high - low) / Math.Max(Math.Abs(point), 1e-12)));
            robust = score > robust.Score ? (scenario["scenario_id"]!.GetValue<string>(), score) : robust;
            scenario["values"] = scenario["prediction"]!.DeepClone();
            scenario["prediction"] = new JsonObject
            {
                ["point_estimate"] = point,
                ["confidence_interval"] = scenario["confidence_interval"]!.DeepClone(),
                ["sensitivity_range"] = new JsonObject { ["lower"] = low, ["upper"] = high, ["radius"] = radius },
            };
            scenario["robustness"] = new JsonObject
            {
                ["score"] = Math.Round(score, 6),
                ["level"] = score >= 0.8 ? "robust" : score >= 0.5 ? "moderate" : "fragile",
            };
        }

        var comparison = (JsonObject)answer["comparison"]!;
        comparison["best_outcome"] = new JsonObject { ["scenario_id"] = answer["optimal_scenario"]!.DeepClone(), ["value"] = best };
        comparison["most_robust"] = robust.Id;
        if (answer["interactions"] is JsonObject interactions)
        {
            interactions["pairwise"] = interactions["details"]?["pairs"]?.DeepClone() ?? new JsonArray();
        }

        return answer;
    }

    /// <summary>Lowest and highest outcome of each scenario when all it sets is lower or higher by the radius, on the same draws.</summary>
    private static async Task<(double Low, double High)[]> Spread(
        HttpContext context, Forwarding forwarding, JsonObject body, JsonArray sent, string outcome, double radius)
    {
        var spread = Enumerable.Repeat((Low: double.PositiveInfinity, High: double.NegativeInfinity), sent.Count).ToArray();
        var varied = sent.SelectMany((scenario, i) => (JsonObject[])[Varied(scenario!, i, 1 - radius), Varied(scenario!, i, 1 + radius)]).ToList();
        foreach (var part in varied.Chunk(MostScenarios))
        {
            body["scenarios"] = new JsonArray([.. part]);
            var answer = await forwarding.Ask(context, Route, body.DeepClone());
            foreach (var scenario in (answer["scenarios"] as JsonArray)!)
            {
                var at = int.Parse(scenario!["scenario_id"]!.GetValue<string>().Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
                var value = scenario["prediction"]![outcome]!.GetValue<double>();
                spread[at] = (Math.Min(spread[at].Low, value), Math.Max(spread[at].High, value));
            }
        }

        return spread;
    }

    private static JsonObject Varied(JsonNode scenario, int index, double factor)
    {
        var changes = new JsonObject();
        foreach (var (name, value) in (scenario["intervention"] as JsonObject)!)
        {
            changes[name] = Scaled(value!, factor);
        }

        return new JsonObject
        {
            ["id"] = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{index} {factor}"),
            ["intervention"] = changes,
        };
    }

    private static JsonNode Scaled(JsonNode value, double factor) => value is JsonObject kind && kind.First() is var (name, amount)
        ? new JsonObject { [name] = amount!.GetValue<double>() * factor }
        : JsonValue.Create(value.GetValue<double>() * factor);

    private static double Radius(JsonObject body)
    {
        var given = body["robustness_radius"];
        body.Remove("robustness_radius");
        return given is null ? DefaultRadius
            : given is JsonValue value && value.TryGetValue<double>(out var radius) && radius is > 0 and <= 1 ? radius
            : throw new InputException("/robustness_radius", $"robustness_radius is {given.ToJsonString()}; it must be above 0 and at most 1.");
    }
}
