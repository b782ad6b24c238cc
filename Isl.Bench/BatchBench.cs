using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Isl.Bench;

/// <summary>Times batches of scenarios over HTTP: the first time, and repeated.</summary>
internal static class BatchBench
{
    private const int Scenarios = 20;
    private const int FirstTimes = 30;
    private const int Repeats = 2000;

    private const string Model = """
        {"variables": ["Price", "Quality", "Ads", "Demand", "Revenue"],
         "equations": {"Demand": {"formula": "500 - 4 * Price + 12 * Quality + 0.8 * Ads + noise", "noise_dist": "normal(0, 20)"},
                       "Revenue": {"formula": "Price * Demand - Ads + noise", "noise_dist": "normal(0, 100)"}},
         "distributions": {"Price": "normal(40, 5)", "Quality": "normal(7, 1)", "Ads": "gamma(2, 50)"}}
        """;

    /// <summary>Prints a Markdown table.</summary>
    /// <param name="args">Address of a running service, such as http://localhost:8000.</param>
    public static void Run(string[] args)
    {
        var address = args.Length > 0 ? args[0] : "http://localhost:8000";
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        Post(client, seed: -1); // so that no figure holds the start of the process
        var first = Enumerable.Range(0, FirstTimes).Select(seed => Post(client, seed)).Order().ToList();
        for (var i = 0; i < Repeats / 10; i++)
        {
            Post(client, seed: 0);
        }

        var repeated = Enumerable.Range(0, Repeats).Select(_ => Post(client, seed: 0)).Order().ToList();
        Console.WriteLine($"| batch of {Scenarios} scenarios, 10,000 draws, over HTTP | requests | median ms | 99 % ms |");
        Console.WriteLine("|---|---|---|---|");
        Report("first time, seeds of their own", first);
        Report("repeated", repeated);
    }

    private static void Report(string name, List<double> times) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {name} | {times.Count} | {times[times.Count / 2]:F2} | {times[times.Count * 99 / 100]:F2} |"));

    private static double Post(HttpClient client, int seed)
    {
        var scenarios = string.Join(
            ", ",
            Enumerable
                .Range(0, Scenarios)
                .Select(i =>
                    $$"""{"id": "s{{i}}", "label": "Scenario {{i}}", "intervention": {"{{(i % 2 == 0 ? "Price" : "Ads")}}": {{30 + i}} } }""")
        );
        using var content = new StringContent(
            $$"""{"model": {{Model}}, "scenarios": [{{scenarios}}], "analyze_interactions": true, "seed": {{seed}}}""",
            Encoding.UTF8,
            "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/batch/counterfactuals") { Content = content };
        var watch = Stopwatch.StartNew();
        using var response = client.Send(request, HttpCompletionOption.ResponseContentRead);
        var elapsed = watch.Elapsed.TotalMilliseconds;
        response.EnsureSuccessStatusCode();
        return elapsed;
    }
}
