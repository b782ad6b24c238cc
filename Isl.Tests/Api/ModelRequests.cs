using System.Globalization;

namespace Isl.Tests.Api;

/// <summary>Questions about structural models, as clients send them.</summary>
internal static class ModelRequests
{
    public const string Counterfactual = "/api/v1/causal/counterfactual";
    public const string Batch = "/api/v1/batch/counterfactuals";
    public const string Intervals = "/api/v1/causal/conformal";

    /// <summary>Quality has neither an equation nor a distribution.</summary>
    public const string Revenue =
        """
        {"equations": {"Revenue": {"formula": "2.5 * Price + 1.2 * Quality + noise", "noise_dist": "normal(0, 50)"}},
         "variables": ["Price", "Quality", "Revenue"]}
        """;

    public const string Chain = """
        {"variables": ["X", "M", "Y"],
         "equations": {"M": {"formula": "2 * X + noise", "noise_dist": "normal(0, 1)"},
                       "Y": {"formula": "3 * M + noise", "noise_dist": "normal(0, 2)"}},
         "distributions": {"X": {"type": "normal", "parameters": {"mean": 1, "std": 0.5}}}}
        """;

    public static string Ask(string model, string intervention, string more = "") =>
        $$"""{"model": {{model}}, "intervention": {{intervention}}{{(more.Length > 0 ? ", " + more : "")}}}""";

    public static string Compare(string model, string scenarios, string more = "") =>
        $$"""{"model": {{model}}, "scenarios": [{{scenarios}}]{{(more.Length > 0 ? ", " + more : "")}}}""";

    public static string Conform(
        string rows,
        string more = "\"alpha\": 0.05, \"seed\": 42",
        string model = Revenue,
        string intervention = """{"Price": 45}""") => $$"""
            {"model": {{model}}, "intervention": {{intervention}}, "calibration_data": [{{rows}}]{{(more.Length > 0 ? ", " + more : "")}}}
            """;

    /// <summary>Rows of the revenue model with noise that is spread evenly over 200 · (−1..1), in an order that does not drift.</summary>
    public static string Rows(int count) =>
        string.Join(
            ", ",
            Enumerable
                .Range(0, count)
                .Select(i =>
                {
                    var (price, quality, noise) = (40 + (i * 7 % 11), 7 + (i % 3), (i * 37 % 101 / 50.5 * 200) - 200);
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"{{\"Price\": {price}, \"Quality\": {quality}, \"Revenue\": {(2.5 * price) + (1.2 * quality) + noise:R}}}");
                }));
}
