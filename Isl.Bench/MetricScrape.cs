using System.Globalization;

namespace Isl.Bench;

/// <summary>Reads metrics of a running service.</summary>
internal static class MetricScrape
{
    /// <summary>Name of the metric that tells the grains active by type.</summary>
    public const string ActiveGrains = "orleans_catalog_activations";

    /// <summary>The values of a metric by that name, or by one that ends in it, as older builds have them; one for each set of labels.</summary>
    public static async Task<double[]> Values(HttpClient http, string name)
    {
        var lines = (await http.GetStringAsync("/metrics")).Split('\n');
        return [.. lines.Where(line => !line.StartsWith('#') && line.Split('{', ' ')[0].EndsWith(name, StringComparison.Ordinal))
            .Select(line => double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture))];
    }
}
