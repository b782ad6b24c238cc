using System.Globalization;
using System.Text.Json;

namespace Isl.Tests.Api;

/// <summary>Requests as existing clients send them.</summary>
internal static class Requests
{
    public const string Validate = "/api/v1/causal/validate";
    public const string Strategies = "/api/v1/validation/strategies";
    public const string Separation = "/api/v1/causal/separation";
    public const string Discover = "/api/v1/causal/discover";

    public const string PriceOnRevenue = """
        {"dag_structure": {"nodes": ["Price", "Quality", "Revenue", "CustomerSatisfaction"],
                           "edges": [["Price", "Revenue"], ["Quality", "Revenue"], ["Quality", "CustomerSatisfaction"],
                                     ["Revenue", "CustomerSatisfaction"]]},
         "treatment": "Price", "outcome": "Revenue"}
        """;

    public const string PriceOnRevenueReordered = """
        {"outcome": "Revenue", "treatment": "Price",
         "dag": {"edges": [["Revenue", "CustomerSatisfaction"], ["Quality", "CustomerSatisfaction"], ["Quality", "Revenue"], ["Price", "Revenue"]],
                 "nodes": ["CustomerSatisfaction", "Revenue", "Quality", "Price"]}}
        """;

    public const string Confounded = """
        {"dag_structure": {"nodes": ["X", "Y", "Z", "W"], "edges": [["X", "Y"], ["Z", "X"], ["Z", "Y"], ["W", "Z"]]},
         "treatment": "X", "outcome": "Y"}
        """;

    /// <summary>A discovery request over a chain A → B → C; another <paramref name="salt"/> gives another data set.</summary>
    public static string Discovery(int salt, string algorithm = "notears", string more = "")
    {
        var random = new Random(salt);
        var rows = new List<Dictionary<string, double>>();
        for (var i = 0; i < 60; i++)
        {
            var a = Gaussian(random);
            var b = (1.5 * a) + Gaussian(random);
            rows.Add(new() { ["A"] = a, ["B"] = b, ["C"] = (-1.2 * b) + Gaussian(random) });
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"data": {{JsonSerializer.Serialize(rows)}}, "variable_names": ["A", "B", "C"], "algorithm": "{{algorithm}}"{{more}}}""");
    }

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
