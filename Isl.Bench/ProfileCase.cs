using System.Globalization;
using System.Text;

namespace Isl.Bench;

/// <summary>One endpoint to profile, asked the way existing clients ask it.</summary>
/// <param name="Name">Its name in the report.</param>
/// <param name="Path">Its address.</param>
/// <param name="Body">The body of the question with this number, new for each number; null for a GET.</param>
internal sealed record ProfileCase(string Name, string Path, Func<int, string>? Body)
{
    private const int MostOfText = 300;
    private const string Names = """["Price","Quality","Revenue"]""";
    private const string Equation = """{"formula":"2.5 * Price + 1.2 * Quality + noise","noise_dist":"normal(0, 50)"}""";
    private const string Model = $$$"""{"equations":{"Revenue":{{{Equation}}}},"variables":{{{Names}}}}""";
    private const string Scenarios = """[{"id":"a","intervention":{"Price":40}},{"id":"b","intervention":{"Price":45}}]""";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProfileCase> All { get; } =
    [
        new("health", "/health", null),
        new("health_services", "/health/services", null),
        new("cache_stats", "/cache/stats", null),
        new("validate", "/api/v1/causal/validate", i => Graph("Price", "Revenue", i)),
        new("strategies", "/api/v1/validation/strategies", i => Graph("Quality", "Revenue", i)),
        new("discover", "/api/v1/causal/discover", i => Table("auto", i)),
        new("discover_notears", "/api/v1/causal/discover", i => Table("notears", i)),
        new("counterfactual", "/api/v1/causal/counterfactual", i => $$"""{"model":{{Model}},"intervention":{"Price":45},"seed":{{i}}}"""),
        new("conformal", "/api/v1/causal/conformal", i =>
            $$"""{"model":{{Model}},"intervention":{"Price":45},"calibration_data":{{Rows(20, i)}},"alpha":0.05,"seed":{{i}}}"""),
        new("batch", "/api/v1/batch/counterfactuals", i =>
            $$"""{"model":{{Model}},"scenarios":{{Scenarios}},"analyze_interactions":true,"seed":{{i}}}"""),
    ];

    /// <summary>Whether an answer came and is one: 200 and a JSON object.</summary>
    public async Task<bool> Ask(HttpClient http, int number) => await Fault(http, number) is null;

    /// <summary>What was wrong with the answer, in a few words; null where nothing was.</summary>
    public async Task<string?> Fault(HttpClient http, int number)
    {
        try
        {
            using var body = Body is null ? null : new StringContent(Body(number), Encoding.UTF8, "application/json");
            using var response = Body is null ? await http.GetAsync(Path) : await http.PostAsync(Path, body);
            var text = await response.Content.ReadAsStringAsync();
            return !response.IsSuccessStatusCode ? $"{Name}: {(int)response.StatusCode} {text[..Math.Min(MostOfText, text.Length)]}"
                : !text.StartsWith('{') ? $"{Name}: no JSON object"
                : null;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return $"{Name}: {e.GetType().Name}, {e.Message}";
        }
    }

    private static string Graph(string treatment, string outcome, int i)
    {
        var dag = $"dag {{ Price -> Revenue; Quality -> Revenue; Quality -> Satisfaction; Revenue -> Satisfaction; U{i} -> Price }}";
        return $$"""{"dag_structure":"{{dag}}","treatment":"{{treatment}}","outcome":"{{outcome}}"}""";
    }

    private static string Table(string algorithm, int i) =>
        $$"""{"data":{{Rows(30, i)}},"variable_names":{{Names}},"algorithm":"{{algorithm}}","seed":1}""";

    private static string Rows(int count, int salt) => "[" + string.Join(',', Enumerable.Range(0, count).Select(i => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"Price":{{{30 + i * 37 % 100 * 0.3 + salt * 1e-6:R}}},"Quality":{{{5 + i * 53 % 97 * 0.05:R}}},"Revenue":{{{Revenue(i)}}}}"""))) + "]";

    private static int Revenue(int i) => 1000 + i * 37 % 100 * 3 + i * 71 % 89;
}
