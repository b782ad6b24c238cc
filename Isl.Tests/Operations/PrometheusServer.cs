using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Isl.Tests.Operations;

/// <summary>A real Prometheus with our rules, scraping one service every second.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;
    private readonly HttpClient _client;

    private PrometheusServer(Process process, string folder, int port) =>
        (_process, _folder, _client) = (process, folder, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") });

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    /// <summary>Starts it; the test is skipped where it is not installed.</summary>
    public static async Task<PrometheusServer> StartAsync(int target)
    {
        var program = Tool.Find("prometheus");
        var folder = Directory.CreateTempSubdirectory("isl-prometheus-").FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(Rules.Folder, "rules")))
        {
            // The rules as they are, evaluated more often.
            var text = await File.ReadAllTextAsync(file, Test);
            await File.WriteAllTextAsync(
                Path.Combine(folder, Path.GetFileName(file)),
                text.Replace("interval: 15s", "interval: 1s", StringComparison.Ordinal),
                Test);
        }

        var configuration = $$"""
            global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
            rule_files: [recording.yml, alerts.yml]
            scrape_configs:
              - job_name: isl-api
                static_configs: [{targets: ["127.0.0.1:{{target}}"]}]
            """;
        await File.WriteAllTextAsync(Path.Combine(folder, "prometheus.yml"), configuration, Test);
        var port = ServiceProcess.FreePort();
        string[] arguments =
        [
            $"--config.file={Path.Combine(folder, "prometheus.yml")}",
            $"--storage.tsdb.path={Path.Combine(folder, "data")}",
            $"--web.listen-address=127.0.0.1:{port}",
        ];
        var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return new PrometheusServer(process, folder, port);
    }

    /// <summary>Whether a query has a value that is a number now.</summary>
    public async Task<bool> HasDataAsync(string query)
    {
        var result = await AskAsync($"/api/v1/query?query={Uri.EscapeDataString(query)}");
        return result.EnumerateArray().Any(series => IsNumber(series.GetProperty("value")));
    }

    /// <summary>Whether a query had a value in the last minutes.</summary>
    public async Task<bool> HadDataAsync(string query)
    {
        var now = (await AskAsync("/api/v1/query?query=time()"))[0].GetDouble();
        var range = string.Create(CultureInfo.InvariantCulture, $"start={now - 600:F0}&end={now:F0}&step=1");
        return (await AskAsync($"/api/v1/query_range?query={Uri.EscapeDataString(query)}&{range}")).GetArrayLength() > 0;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static bool IsNumber(JsonElement pair) =>
        double.TryParse(pair[1].GetString(), CultureInfo.InvariantCulture, out var value) && double.IsFinite(value);

    private async Task<JsonElement> AskAsync(string address)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var response = await _client.GetAsync(address, Test);
                var body = await response.Content.ReadFromJsonAsync<JsonElement>(Test);
                Assert.True(response.IsSuccessStatusCode, $"{address}: {body}");
                return body.GetProperty("data").GetProperty("result");
            }
            catch (Exception e) when (e is HttpRequestException or JsonException && attempt < 100)
            {
                await Task.Delay(100, Test); // it is starting
            }
        }
    }
}
